import fc from 'fast-check';
import { expect, test } from 'vitest';
import { power } from './power.ts';

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
