// Sine and cosine with the same bits in every engine. The polynomials are those of Sun's fdlibm (k_sin.c, k_cos.c).

/** Maximum absolute error of the results for |x| up to 10^6. */
export const trigonometricError = 3e-16;

/** pi / 2 in two parts. The first has 33 bits, so that its product with a whole number below 2^20 is exact. */
const [HALF_PI, HALF_PI_REST] = [1.5707963267341256, 6.077100506506192e-11];

/** Returns the sine of an angle in radians with an error of at most `trigonometricError`; NaN for |x| above 10^6. */
export function sine(x: number): number {
  return shiftedSine(x, 0);
}

/** Returns the cosine of an angle in radians with an error of at most `trigonometricError`; NaN for |x| above 10^6. */
export function cosine(x: number): number {
  return shiftedSine(x, 1);
}

/** Returns sin(x + quarters * pi / 2). */
function shiftedSine(x: number, quarters: number): number {
  if (!(x >= -1e6 && x <= 1e6)) return Number.NaN;
  const turns = Math.floor(x / (Math.PI / 2) + 0.5);
  const rest = x - turns * HALF_PI - turns * HALF_PI_REST;
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
