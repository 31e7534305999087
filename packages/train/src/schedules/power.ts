// Powers that are the same to the bit on every engine; those of Math are each engine's own. For rates, once a step.
import { exponential, logarithm } from '../deterministic-math.ts';

/**
 * base^exponent for a base of 0 or more. Whole exponents by repeated squaring, so that 0.5^3 is exactly 0.125; others as
 * e^(exponent * ln base), whose relative error is below 1e-15 * (1 + |exponent * ln base|).
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
