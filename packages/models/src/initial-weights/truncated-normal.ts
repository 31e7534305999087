// From random bits to a normal distribution that ends at two standard deviations, scaled back to a standard deviation of 1 as
// Keras does. By the inverse of the distribution function (Acklam 2003, his rational function for the middle), which takes no
// logarithm, so that the bits are the same in every engine.

/** The share of a normal distribution that lies below -2. */
const TAIL = 0.022750131948179195;

/** Standard deviation of a normal distribution that is cut off at -2 and 2. */
const DEVIATION = 0.8796256610342398;

const numerator = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const denominator = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
  1,
];

/** A value of mean 0 and standard deviation 1, within ±2.27, of a word of 32 random bits. */
export function truncatedNormal(word: number): number {
  // Between two neighboring numbers of 24 bits, so that it is neither 0 nor 1.
  const share = ((word >>> 8) + 0.5) * 2 ** -24;
  return inverse(TAIL + share * (1 - 2 * TAIL)) / DEVIATION;
}

/** The number below which this share of a normal distribution lies, for shares from TAIL to 1 - TAIL. */
function inverse(share: number): number {
  const q = share - 0.5;
  return (q * polynomial(numerator, q * q)) / polynomial(denominator, q * q);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
