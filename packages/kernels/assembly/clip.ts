// Numbers held within bounds.

// These compare and choose, in one instruction each, and let what compares with nothing pass.
// @ts-ignore: decorator
@inline
function within(x: v128, low: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, low), high);
}

/** to[count] = x[count], but `low` where below it and `high` where above; NaN stays. `to` may be x. */
export function clip(to: usize, x: usize, count: i32, low: f32, high: f32): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2);
  const sixteens = to + (<usize>(count & ~15) << 2);
  const l = f32x4.splat(low), h = f32x4.splat(high);
  while (to < sixteens) {
    v128.store(to, within(v128.load(x), l, h));
    v128.store(to, within(v128.load(x, 16), l, h), 16);
    v128.store(to, within(v128.load(x, 32), l, h), 32);
    v128.store(to, within(v128.load(x, 48), l, h), 48);
    to += 64;
    x += 64;
  }
  while (to < whole) {
    v128.store(to, within(v128.load(x), l, h));
    to += 16;
    x += 16;
  }
  while (to < end) {
    store<f32>(to, min(max(load<f32>(x), low), high));
    to += 4;
    x += 4;
  }
}
