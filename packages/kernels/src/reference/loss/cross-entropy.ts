// The categorical cross-entropy of one row in 64-bit arithmetic, with the definition of tfjs-layers 4.22: what
// assembly/loss/cross-entropy.ts must equal.

/** Keras clips probabilities to this distance from 0 and 1 before it takes the logarithm. */
const EPSILON = 1e-7;

/** -Σ t log p, with the outputs divided by their sum as p. */
export function categoricalCrossentropy(y: readonly number[], t: readonly number[]): number {
  const total = y.reduce((sum, value) => sum + value, 0);
  return y.reduce((loss, value, i) => {
    const p = Math.max(EPSILON, Math.min(1 - EPSILON, value / total));
    return t[i] === 0 ? loss : loss - t[i] * Math.log(p);
  }, 0);
}
