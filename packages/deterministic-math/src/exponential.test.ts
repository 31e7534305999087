import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  exponential,
  exponentialError,
  exponentialMinusOne,
  hyperbolicTangent,
  logarithm,
  logarithmOfOnePlus,
  power,
} from './exponential.ts';

/** What this engine's own Math may be off by: half a unit in the last place and a little. */
const mathError = 2.3e-16;
const within = (bound: number, scale = 1) => (bound + mathError) * scale;

test('golden values from tables', () => {
  expect(exponential(0)).toBe(1);
  expect(Math.abs(exponential(1) / Math.E - 1)).toBeLessThanOrEqual(exponentialError);
  expect(exponential(-1)).toBe(0.36787944117144233);
  expect(logarithm(1)).toBe(0);
  expect(logarithm(2)).toBe(Math.LN2);
  expect(logarithm(10)).toBe(Math.LN10);
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

test('golden values of mpmath, 40 digits, rounded', () => {
  expect([1e-10, 0.25, -0.75, 3].map(exponentialMinusOne)).toEqual([
    1.00000000005e-10, 0.2840254166877415, -0.5276334472589853, 19.085536923187668,
  ]);
  expect([1e-10, 0.25, -0.75, 3].map(hyperbolicTangent)).toEqual([
    1e-10, 0.24491866240370913, -0.6351489523872873, 0.9950547536867305,
  ]);
  expect([1e-10, 0.25, -0.75, 3].map(logarithmOfOnePlus)).toEqual([
    9.999999999500001e-11, 0.22314355131420976, -1.3862943611198906, 1.3862943611198906,
  ]);
});

test.each([
  ['e^x - 1', exponentialMinusOne, Math.expm1, { min: -745, max: 709.7 }],
  ['tanh', hyperbolicTangent, Math.tanh, { min: -30, max: 30 }],
  ['ln(1 + x)', logarithmOfOnePlus, Math.log1p, { min: -0.999999, max: 1e300 }],
] as const)('%s keeps its bound over its whole range, and near 0', (_, ours, engines, range) => {
  const anywhere = fc.double({ ...range, noNaN: true });
  const near = fc.oneof(
    fc.double({ min: -0.9, max: 3, noNaN: true }),
    fc.double({ min: -1e-6, max: 1e-6, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.oneof(anywhere, near), (x) => {
      const expected = engines(x);
      expect(Math.abs(ours(x) - expected)).toBeLessThanOrEqual(
        within(exponentialError, Math.abs(expected)) + Number.MIN_VALUE,
      );
    }),
    { numRuns: 4000 },
  );
});

test('ends of the ranges are as in Math', () => {
  const ends = [Number.NEGATIVE_INFINITY, -1000, -0, 0, 1000, Number.POSITIVE_INFINITY, Number.NaN];
  expect(ends.map(exponentialMinusOne)).toEqual(ends.map(Math.expm1));
  expect(ends.map(hyperbolicTangent)).toEqual(ends.map(Math.tanh));
  expect([-1, -0, 0, Number.POSITIVE_INFINITY].map(logarithmOfOnePlus)).toEqual([
    Number.NEGATIVE_INFINITY,
    -0,
    0,
    Number.POSITIVE_INFINITY,
  ]);
});

test('whole exponents are products', () => {
  expect([power(0.5, 3), power(0.1, 1), power(3, 4), power(7, 0), power(0, 0)]).toEqual([
    0.125, 0.1, 81, 1, 1,
  ]);
});

test('roots', () => {
  expect(power(0, 0.5)).toBe(0);
  expect(Math.abs(power(0.25, 0.5) - 0.5)).toBeLessThan(1e-15);
});

test('differs from Math.pow by the stated error at most', () => {
  const base = fc.double({ min: 1e-6, max: 1, noNaN: true });
  const exponent = fc.double({ min: 0, max: 50, noNaN: true });
  fc.assert(
    fc.property(base, exponent, (b, e) => {
      const expected = b ** e;
      fc.pre(expected > 1e-300);
      // Math.pow itself may be off by a unit in the last place.
      const bound = 1e-15 * (1 + Math.abs(e * Math.log(b))) + 2.3e-16;
      expect(Math.abs(power(b, e) - expected) / expected).toBeLessThan(bound);
    }),
  );
});
