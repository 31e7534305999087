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
  const lines = to + (<usize>(count & ~31) << 2);
  const l = f32x4.splat(low), h = f32x4.splat(high);
  // All are read before one is written, for the reason in simple-functions.ts.
  while (to < lines) {
    const r0 = within(v128.load(x), l, h), r1 = within(v128.load(x, 16), l, h);
    const r2 = within(v128.load(x, 32), l, h), r3 = within(v128.load(x, 48), l, h);
    const r4 = within(v128.load(x, 64), l, h), r5 = within(v128.load(x, 80), l, h);
    const r6 = within(v128.load(x, 96), l, h), r7 = within(v128.load(x, 112), l, h);
    v128.store(to, r0); v128.store(to, r1, 16); v128.store(to, r2, 32); v128.store(to, r3, 48);
    v128.store(to, r4, 64); v128.store(to, r5, 80); v128.store(to, r6, 96); v128.store(to, r7, 112);
    to += 128;
    x += 128;
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
