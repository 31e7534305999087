import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosine, sine, trigonometricError } from './trigonometry.ts';

/** What this engine's own Math may be off by: half a unit in the last place and a little. */
const within = trigonometricError + 2.3e-16;

test('golden values from tables', () => {
  expect(sine(1)).toBe(0.8414709848078965);
  expect(cosine(1)).toBe(0.5403023058681398);
  expect(Math.abs(sine(1000) - 0.8268795405320026)).toBeLessThanOrEqual(trigonometricError);
  expect(cosine(0)).toBe(1);
  expect(sine(0)).toBe(0);
  expect(cosine(Math.PI)).toBe(-1);
  expect(sine(Math.PI / 6)).toBeCloseTo(0.5, 15);
});

test('sine and cosine keep their bound up to a million', () => {
  for (const most of [1, 10, 1e3, 1e6]) {
    fc.assert(
      fc.property(fc.double({ min: -most, max: most, noNaN: true }), (x) => {
        expect(Math.abs(sine(x) - Math.sin(x))).toBeLessThanOrEqual(within);
        expect(Math.abs(cosine(x) - Math.cos(x))).toBeLessThanOrEqual(within);
      }),
      { numRuns: 2000 },
    );
  }
  expect(cosine(1e7)).toBeNaN();
  expect(sine(Number.NaN)).toBeNaN();
});
