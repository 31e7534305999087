import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cosine,
  exponential,
  exponentialError,
  logarithm,
  sine,
  trigonometricError,
} from './deterministic-math.ts';

/** What this engine's own Math may be off by: half a unit in the last place and a little. */
const mathError = 2.3e-16;
const within = (bound: number, scale = 1) => (bound + mathError) * scale;

test('golden values from tables', () => {
  expect(sine(1)).toBe(0.8414709848078965);
  expect(cosine(1)).toBe(0.5403023058681398);
  expect(Math.abs(sine(1000) - 0.8268795405320026)).toBeLessThanOrEqual(trigonometricError);
  expect(cosine(0)).toBe(1);
  expect(sine(0)).toBe(0);
  expect(cosine(Math.PI)).toBe(-1);
  expect(sine(Math.PI / 6)).toBeCloseTo(0.5, 15);
  expect(exponential(0)).toBe(1);
  expect(Math.abs(exponential(1) / Math.E - 1)).toBeLessThanOrEqual(exponentialError);
  expect(exponential(-1)).toBe(0.36787944117144233);
  expect(logarithm(1)).toBe(0);
  expect(logarithm(2)).toBe(Math.LN2);
  expect(logarithm(10)).toBe(Math.LN10);
});

test('sine and cosine keep their bound up to a million', () => {
  for (const most of [1, 10, 1e3, 1e6]) {
    fc.assert(
      fc.property(fc.double({ min: -most, max: most, noNaN: true }), (x) => {
        expect(Math.abs(sine(x) - Math.sin(x))).toBeLessThanOrEqual(within(trigonometricError));
        expect(Math.abs(cosine(x) - Math.cos(x))).toBeLessThanOrEqual(within(trigonometricError));
      }),
      { numRuns: 2000 },
    );
  }
  expect(cosine(1e7)).toBeNaN();
  expect(sine(Number.NaN)).toBeNaN();
});

test('the exponential keeps its bound over its whole range', () => {
  fc.assert(
    fc.property(fc.double({ min: -708, max: 709.7, noNaN: true }), (x) => {
      expect(Math.abs(exponential(x) - Math.exp(x))).toBeLessThanOrEqual(
        within(exponentialError, Math.exp(x)),
      );
    }),
    { numRuns: 4000 },
  );
  expect(
    [710, -746, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map(exponential),
  ).toEqual([Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0, Number.NaN]);
  // Close to both ends: the largest results, and those that have lost digits.
  expect(exponential(709.78) / Math.exp(709.78)).toBeCloseTo(1, 14);
  expect(Math.abs(exponential(-740) - Math.exp(-740))).toBeLessThanOrEqual(Number.MIN_VALUE);
});

test('the logarithm keeps its bound over all positive numbers', () => {
  const positive = fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true });
  const nearOne = fc.double({ min: 0.5, max: 2, noNaN: true });
  fc.assert(
    fc.property(fc.oneof(positive, nearOne), (x) => {
      expect(Math.abs(logarithm(x) - Math.log(x))).toBeLessThanOrEqual(
        within(exponentialError, Math.abs(Math.log(x))),
      );
    }),
    { numRuns: 4000 },
  );
  expect(logarithm(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(logarithm(-1)).toBeNaN();
  expect(logarithm(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
});
