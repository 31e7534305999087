// Numbers held within bounds.

/** to[count] = x[count], but `low` where below it and `high` where above; NaN stays. `to` may be x. */
export function clip(to: usize, x: usize, count: i32, low: f32, high: f32): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2);
  while (to < whole) {
    // These compare and choose, in one instruction, and let what compares with nothing pass.
    v128.store(to, f32x4.pmin(f32x4.pmax(v128.load(x), f32x4.splat(low)), f32x4.splat(high)));
    to += 16;
    x += 16;
  }
  while (to < end) {
    store<f32>(to, min(max(load<f32>(x), low), high));
    to += 4;
    x += 4;
  }
}
