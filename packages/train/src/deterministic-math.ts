// Sine, cosine, exponential and logarithm that give the same bits on every engine: the language leaves those of Math
// to each engine, so these take nothing but +, -, *, / and Math.floor, which it defines to the bit. For numbers by the
// step (schedules, angles, random shares), not by the pixel. Polynomials: Sun's fdlibm (k_sin.c, k_cos.c, e_exp.c,
// e_log.c). Checked over their ranges by deterministic-math.test.ts.

/** No result for |x| up to 10^6 is further than this from the true sine or cosine. */
export const trigonometricError = 3e-16;

/** No result is further than this, relative to its size, from the true exponential or logarithm. */
export const exponentialError = 5e-16;

/** pi / 2 in two parts; the first has 33 bits, so that its product with a whole number below 2^20 is exact. */
const [QUARTER_TURN, QUARTER_TURN_REST] = [1.5707963267341256, 6.077100506506192e-11];
/** ln 2 in two parts; the first has 32 bits. */
const [LN2, LN2_REST] = [0.6931471803691238, 1.9082149292705877e-10];

/** The sine of an angle in radians, to `trigonometricError`. NaN beyond 10^6 in either direction. */
export function sine(x: number): number {
  return quarterTurned(x, 0);
}

/** The cosine of an angle in radians, to `trigonometricError`. NaN beyond 10^6 in either direction. */
export function cosine(x: number): number {
  return quarterTurned(x, 1);
}

/** sin(x + quarters * pi / 2). */
function quarterTurned(x: number, quarters: number): number {
  if (!(x >= -1e6 && x <= 1e6)) return Number.NaN;
  const turns = Math.floor(x / (Math.PI / 2) + 0.5);
  const rest = x - turns * QUARTER_TURN - turns * QUARTER_TURN_REST;
  const quarter = (turns + quarters) & 3;
  const value = quarter & 1 ? cosineNearZero(rest) : sineNearZero(rest);
  return quarter & 2 ? -value : value;
}

function sineNearZero(x: number): number {
  const z = x * x;
  const high = 2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10);
  const low = 0.00833333333332249 + z * (-0.0001984126982985795 + z * high);
  return x + x * z * (-0.16666666666666632 + z * low);
}

function cosineNearZero(x: number): number {
  const z = x * x;
  const high = -2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11);
  const low = -0.001388888888887411 + z * (2.480158728947673e-5 + z * high);
  return 1 - (z / 2 - z * z * (0.0416666666666666 + z * low));
}

/** e^x, to `exponentialError`; 0 below -745 and infinite above 709.78, as in Math. */
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
  // One doubling beforehand: 2^1024, which the largest results need, is no number.
  return doubled(2 * (1 - (low - (r * c) / (2 - c) - high)), doublings - 1);
}

/** The natural logarithm, to `exponentialError`; minus infinity at 0, NaN below, as in Math. */
export function logarithm(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x > 0 ? x : Number.NaN;
  // From here x = m * 2^doublings, and m ends between the square roots of 1/2 and 2.
  let [m, doublings] = x < 2 ** -1000 ? [doubled(x, 100), -100] : [x, 0];
  for (let step = 512; step >= 1; step /= 2) {
    const direction = m >= doubled(1, step) ? 1 : doubled(m, step) < 2 ? -1 : 0;
    m = doubled(m, -direction * step);
    doublings += direction * step;
  }
  return m > Math.SQRT2 ? logarithmNearOne(m / 2, doublings + 1) : logarithmNearOne(m, doublings);
}

/** log(m * 2^doublings). */
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

/** value * 2^times, without rounding as long as the result is a normal number. */
function doubled(value: number, times: number): number {
  let result = value;
  let factor = times < 0 ? 0.5 : 2;
  for (let left = Math.abs(times); left > 0; left >>= 1) {
    if (left & 1) result *= factor;
    factor *= factor;
  }
  return result;
}
