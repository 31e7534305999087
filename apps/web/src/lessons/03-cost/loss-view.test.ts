import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lossNames, lossView } from './loss-view.ts';

const rounding = 1e-9;

test('undecided, both are what paper says: 1/4 and ln 2, their slopes -1/4 and -1/2', () => {
  const { a, slope, squared, crossEntropy } = lossView(0, 1);
  expect([a, slope]).toEqual([0.5, 0.25]);
  expect(squared).toEqual({ loss: 0.25, alongAnswer: -1, alongSum: -0.25 });
  expect(crossEntropy).toEqual({ loss: Math.LN2, alongAnswer: -2, alongSum: -0.5 });
});

test('sure and wrong, the square hardly has a slope and the logarithm has all of it', () => {
  const { squared, crossEntropy } = lossView(-8, 1);
  expect(Math.abs(squared.alongSum)).toBeLessThan(0.001);
  expect(crossEntropy.alongSum).toBeLessThan(-0.999);
  expect(Math.abs(crossEntropy.loss - Math.log1p(Math.exp(8)))).toBeLessThan(rounding);
});

test('slopes are those of the losses, by trying, and the parts of the chain multiply to the whole', () => {
  const z = fc.double({ min: -6, max: 6, noNaN: true });
  fc.assert(
    fc.property(z, fc.constantFrom(0 as const, 1 as const), (z, y) => {
      const [view, left, right] = [lossView(z, y), lossView(z - 1e-5, y), lossView(z + 1e-5, y)];
      for (const name of lossNames) {
        const tried = (right[name].loss - left[name].loss) / 2e-5;
        expect(Math.abs(tried - view[name].alongSum)).toBeLessThan(1e-6);
        const product = view[name].alongAnswer * view.slope;
        expect(Math.abs(product - view[name].alongSum)).toBeLessThan(rounding);
      }
    }),
  );
});
