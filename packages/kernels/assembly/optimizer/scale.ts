// What an optimizer does to a vector besides its step: scale it, update its moving average, sum its squares.

/** x[count] *= factor. */
export function scale(x: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const end = x + (<usize>count << 2), whole = x + (<usize>(count & ~3) << 2);
  for (; x < whole; x += 16) v128.store(x, f32x4.mul(v128.load(x), factors));
  for (; x < end; x += 4) store<f32>(x, load<f32>(x) * factor);
}

/** average[count] += rate (x - average): an exponential moving average. */
export function updateEma(average: usize, x: usize, count: i32, rate: f32): void {
  const rates = f32x4.splat(rate);
  const end = average + (<usize>count << 2), whole = average + (<usize>(count & ~3) << 2);
  for (; average < whole; average += 16) {
    const old = v128.load(average);
    v128.store(average, f32x4.add(old, f32x4.mul(rates, f32x4.sub(v128.load(x), old))));
    x += 16;
  }
  for (; average < end; average += 4) {
    const old = load<f32>(average);
    store<f32>(average, old + rate * (load<f32>(x) - old));
    x += 4;
  }
}

/** Σ x², in double precision. */
export function sumOfSquares(x: usize, count: i32): f64 {
  const end = x + (<usize>count << 2), whole = x + (<usize>(count & ~3) << 2);
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (; x < whole; x += 16) {
    const value = v128.load(x);
    const first = f64x2.promote_low_f32x4(value);
    const second = f64x2.promote_low_f32x4(v128.shuffle<f32>(value, value, 2, 3, 0, 1));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const both = f64x2.add(low, high);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; x < end; x += 4) sum += <f64>load<f32>(x) * <f64>load<f32>(x);
  return sum;
}
