// Penalties on weights: λ₁ Σ |w| + λ₂ Σ w² (L1 and L2 regularization), their gradient, and the sum that scale.ts lacks.

/** gradient[count] += l1 sign(w) + twiceL2 w; the sign of 0 is 0. */
export function addPenaltyGradient(gradient: usize, w: usize, count: i32, l1: f32, twiceL2: f32): void {
  const steps = f32x4.splat(l1), slopes = f32x4.splat(twiceL2);
  const zero = f32x4.splat(0), signs = f32x4.splat(-0.0);
  const end = <usize>(count & ~3) << 2;
  let at: usize = 0;
  for (; at < end; at += 16) {
    const value = v128.load(w + at);
    const step = v128.and(v128.or(steps, v128.and(value, signs)), f32x4.ne(value, zero));
    const penalty = f32x4.add(step, f32x4.mul(slopes, value));
    v128.store(gradient + at, f32x4.add(v128.load(gradient + at), penalty));
  }
  for (; at < <usize>count << 2; at += 4) {
    const value = load<f32>(w + at);
    const step: f32 = value == 0 ? 0 : copysign<f32>(l1, value);
    store<f32>(gradient + at, load<f32>(gradient + at) + (step + twiceL2 * value));
  }
}

/** Σ |w|, in double precision. */
export function sumOfMagnitudes(w: usize, count: i32): f64 {
  const end = w + (<usize>count << 2), whole = w + (<usize>(count & ~3) << 2);
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (; w < whole; w += 16) {
    const value = f32x4.abs(v128.load(w));
    low = f64x2.add(low, f64x2.promote_low_f32x4(value));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(value, value, 2, 3, 0, 1)));
  }
  const both = f64x2.add(low, high);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; w < end; w += 4) sum += <f64>abs<f32>(load<f32>(w));
  return sum;
}
