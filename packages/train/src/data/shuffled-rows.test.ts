import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shuffledRows } from './shuffled-rows.ts';

const seed = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

test('every order is a permutation, determined by the arguments', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      seed,
      fc.integer({ min: 1, max: 100 }),
      (count, seed, epoch) => {
        const rows = shuffledRows({ count, seed, epoch });
        expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
        expect(shuffledRows({ count, seed, epoch })).toEqual(rows);
      },
    ),
    { numRuns: 50 },
  );
});

test('the first rows equal those of an independent program (Python)', () => {
  const rows = shuffledRows({ count: 200, seed: 5, epoch: 1 });
  expect([...rows.subarray(0, 10)]).toEqual([14, 10, 82, 20, 132, 145, 175, 156, 30, 17]);
});

test('each epoch and each seed, including 0, has its own order', () => {
  const order = (seed: number, epoch: number) => shuffledRows({ count: 100, seed, epoch }).join();
  const orders = [order(0, 1), order(0, 2), order(1, 1), order(2 ** 32, 1), order(2 ** 40 + 1, 1)];
  expect(new Set(orders).size).toBe(orders.length);
});

test('every row is equally likely at the first position', () => {
  const counts = new Array<number>(6).fill(0);
  for (let seed = 0; seed < 6000; seed++) counts[shuffledRows({ count: 6, seed, epoch: 1 })[0]]++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  // With five degrees of freedom, the probability of more than 20.5 is one in a thousand.
  expect(chiSquare).toBeLessThan(20.5);
});
