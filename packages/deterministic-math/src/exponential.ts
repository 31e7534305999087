// The exponential, the logarithm, and functions based on them, with the same bits in every engine. The polynomials are those of
// Sun's fdlibm (e_exp.c, e_log.c, s_expm1.c, s_tanh.c).

/**
 * Maximum relative error of the results: at most one unit in the last place for e^x, e^x - 1 and ln x, a little over two for
 * ln(1 + x) and tanh.
 */
export const exponentialError = 5e-16;

/** ln 2 in two parts; the first has 32 bits. */
const [LN2, LN2_REST] = [0.6931471803691238, 1.9082149292705877e-10];

/** Returns e^x with an error of at most `exponentialError`; 0 below -745 and infinity above 709.78, like Math.exp. */
export function exponential(x: number): number {
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.14) return 0;
  if (Number.isNaN(x)) return x;
  const doublings = Math.floor(x / Math.LN2 + 0.5);
  const high = x - doublings * LN2;
  const low = doublings * LN2_REST;
  const r = high - low;
  const t = r * r;
  const inner = -1.6533902205465252e-6 + t * 4.1381367970572385e-8;
  const c =
    r - t * (0.16666666666666602 + t * (-0.0027777777777015593 + t * (6.613756321437934e-5 + t * inner)));
  // Doubled once beforehand, because the largest results would need 2^1024, which overflows.
  return doubled(2 * (1 - (low - (r * c) / (2 - c) - high)), doublings - 1);
}

/** Returns ln x with an error of at most `exponentialError`; minus infinity at 0 and NaN below, like Math.log. */
export function logarithm(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x > 0 ? x : Number.NaN;
  // Invariant: x = m * 2^doublings. Finally, m is between the square roots of 1/2 and 2.
  let [m, doublings] = x < 2 ** -1000 ? [doubled(x, 100), -100] : [x, 0];
  for (let step = 512; step >= 1; step /= 2) {
    const direction = m >= doubled(1, step) ? 1 : doubled(m, step) < 2 ? -1 : 0;
    m = doubled(m, -direction * step);
    doublings += direction * step;
  }
  return m > Math.SQRT2 ? logarithmNearOne(m / 2, doublings + 1) : logarithmNearOne(m, doublings);
}

/** Returns ln(m * 2^doublings) for m near 1. */
function logarithmNearOne(m: number, doublings: number): number {
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const high = 0.1818357216161805 + z * (0.15313837699209373 + z * 0.14798198605116586);
  const middle = 0.2857142874366239 + z * (0.22222198432149784 + z * high);
  const series = z * (0.6666666666666735 + z * (0.3999999999940942 + z * middle));
  const half = (f * f) / 2;
  return doublings * LN2 - (half - (s * (half + series) + doublings * LN2_REST) - f);
}

/** Returns e^x - 1 with an error of at most `exponentialError`, also near 0. */
export function exponentialMinusOne(x: number): number {
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -40) return -1;
  if (Number.isNaN(x) || x === 0) return x;
  const doublings = Math.abs(x) < Math.LN2 / 2 ? 0 : Math.floor(x / Math.LN2 + 0.5);
  const high = x - doublings * LN2;
  const low = doublings * LN2_REST;
  const r = high - low;
  // The rounding error of r.
  const lost = high - r - low;
  const half = 0.5 * r;
  const t = r * half;
  const inner = -7.93650757867488e-5 + t * (4.008217827329362e-6 + t * -2.0109921818362437e-7);
  const r1 = 1 + t * (-0.03333333333333313 + t * (0.0015873015872548146 + t * inner));
  const s = 3 - r1 * half;
  const e = t * ((r1 - s) / (6 - r * s));
  if (doublings === 0) return r - (r * e - t);
  return scaledMinusOne({ r, e: r * (e - lost) - lost - t, doublings });
}

/** Returns (1 + r - e) * 2^doublings - 1, summed in the order with the smallest rounding error. */
function scaledMinusOne({ r, e, doublings }: { r: number; e: number; doublings: number }): number {
  if (doublings === -1) return 0.5 * (r - e) - 0.5;
  if (doublings === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (doublings < 0 || doublings > 56) return doubled(2 * (1 - (e - r)), doublings - 1) - 1;
  const one = doubled(1, -doublings);
  return doubled(doublings < 20 ? 1 - one - (e - r) : r - (e + one) + 1, doublings);
}

/** Returns ln(1 + x) for x above -1 with an error of at most `exponentialError`, also near 0. */
export function logarithmOfOnePlus(x: number): number {
  const sum = 1 + x;
  // The quotient compensates the rounding error of the sum (Kahan).
  return sum === 1 || sum === Number.POSITIVE_INFINITY ? x : (logarithm(sum) * x) / (sum - 1);
}

/** Returns tanh x, in -1..1, with an error of at most `exponentialError`. */
export function hyperbolicTangent(x: number): number {
  if (x === 0) return x;
  const size = Math.abs(x);
  if (size > 22) return x < 0 ? -1 : 1;
  const power = exponentialMinusOne(size < 1 ? -2 * size : 2 * size);
  const tangent = size < 1 ? -power / (power + 2) : 1 - 2 / (power + 2);
  return x < 0 ? -tangent : tangent;
}

/**
 * Returns base^exponent for a base of 0 or more: for whole exponents by repeated squaring, so that 0.5^3 is exactly 0.125, and
 * otherwise as e^(exponent * ln base), with a relative error below 1e-15 * (1 + |exponent * ln base|).
 */
export function power(base: number, exponent: number): number {
  if (!Number.isInteger(exponent)) return base === 0 ? 0 : exponential(exponent * logarithm(base));
  let result = 1;
  let square = base;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/** Returns value * 2^times, exactly as long as the result is a normal number. */
function doubled(value: number, times: number): number {
  let result = value;
  let factor = times < 0 ? 0.5 : 2;
  for (let left = Math.abs(times); left > 0; left >>= 1) {
    if (left & 1) result *= factor;
    factor *= factor;
  }
  return result;
}
