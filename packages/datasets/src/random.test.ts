// Streams are the words of Threefry-2x32 in order; the generator itself is tested in packages/random.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from './random.ts';

test('seed 0, stream 0 starts with the known answer of key 0 and counter 0', () => {
  const random = createRandom({ seed: 0, stream: 0 });
  expect([random.uint32(), random.uint32()]).toEqual([0x6b200159, 0x99ba4efe]);
});

test('streams and seeds differ, also in the upper half of a seed', () => {
  const first = (seed: number, stream: number) => createRandom({ seed, stream }).uint32();
  const drawn = [first(0, 0), first(0, 1), first(1, 0), first(2 ** 32, 0), first(-1, 0)];
  expect(new Set(drawn).size).toBe(drawn.length);
});

test('below stays in range and reaches every number', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 9 }), (seed, limit) => {
      const random = createRandom({ seed, stream: 0 });
      const drawn = new Set(Array.from({ length: 200 }, () => random.below(limit)));
      expect([...drawn].sort()).toEqual(Array.from({ length: limit }, (_, index) => index));
    }),
    { numRuns: 30 },
  );
});

test('between has the mean and spread of an even distribution', () => {
  const random = createRandom({ seed: 5, stream: 0 });
  const drawn = Array.from({ length: 20_000 }, () => random.between(-1, 3));
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
  const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
  // Standard error of the mean is 0.008; the variance of an even distribution over 4 is 16/12.
  expect(Math.abs(mean - 1)).toBeLessThan(0.03);
  expect(Math.abs(variance - 16 / 12)).toBeLessThan(0.04);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(-1);
  expect(Math.max(...drawn)).toBeLessThan(3);
});

test('a seed that is not a safe integer is refused', () => {
  expect(() => createRandom({ seed: 0.5, stream: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: seed expects a whole number; received 0.5.]`,
  );
});
