// The sign of numbers.

/** to[count] = 1 where x[count] > 0, -1 where x[count] < 0, 0 elsewhere (for NaN, too). */
export function sign(to: usize, x: usize, count: i32): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2);
  const zero = f32x4.splat(0), one = f32x4.splat(1);
  while (to < whole) {
    const value = v128.load(x);
    v128.store(to, f32x4.sub(v128.and(one, f32x4.gt(value, zero)), v128.and(one, f32x4.lt(value, zero))));
    to += 16;
    x += 16;
  }
  while (to < end) {
    const value = load<f32>(x);
    store<f32>(to, value > 0 ? 1 : value < 0 ? -1 : 0);
    to += 4;
    x += 4;
  }
}
