import { expect, test } from 'vitest';
import { pairwiseSum } from './pairwise-sum.ts';

test("adds in NumPy's order", () => {
  // np.sum([0.1] * n) for these n; adding from left to right gives other last bits.
  expect(pairwiseSum(Array(3).fill(0.1))).toBe(0.30000000000000004);
  expect(pairwiseSum(Array(10).fill(0.1))).toBe(1.0);
  expect(pairwiseSum(Array(17).fill(0.1))).toBe(1.7000000000000002);
  expect(pairwiseSum(Array(300).fill(0.1))).toBe(29.999999999999996);
  expect(pairwiseSum([])).toBe(0);
});
