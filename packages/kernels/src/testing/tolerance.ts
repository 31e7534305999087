// For tests: how far apart two numbers may be, by name.
import { expect } from 'vitest';

/** Two numbers agree where |actual - expected| <= atol + rtol |expected|. */
export interface Tolerance {
  readonly atol: number;
  readonly rtol: number;
}

/** For numbers that must not have been rounded on the way. */
export const EXACT: Tolerance = { atol: 0, rtol: 0 };

// What one term adds to the error of a sum, with room for the unluckiest of many thousand sums.
const ROUNDING = 2 ** -23;

/** The same where Winograd's transforms multiply by up to 8 and subtract again, which costs some bits. */
export const WINOGRAD_ROUNDING = 2 ** -20;

/** A sum of `terms` products of numbers within [-1, 1], in 32-bit arithmetic, one after another. */
export function sumTolerance(terms: number, perTerm: number = ROUNDING): Tolerance {
  return { atol: perTerm * (terms + 1), rtol: 0 };
}

/** Fails with the first number that is too far off, or with the number of numbers. Equal infinities and NaN agree. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { atol, rtol }: Tolerance,
): void {
  expect(actual.length, 'number of numbers').toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    if (Object.is(actual[i], expected[i])) continue;
    const apart = Math.abs(actual[i] - expected[i]);
    if (apart <= atol + rtol * Math.abs(expected[i])) continue;
    expect.fail(
      `number ${i} of ${expected.length}: expected ${expected[i]}, received ${actual[i]}, ${apart} apart`,
    );
  }
}
