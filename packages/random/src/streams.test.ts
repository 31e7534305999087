import { expect, test } from 'vitest';
import { largestSeed, randomKey, streams } from './streams.ts';
import { threefry2x32 } from './threefry.ts';

test('a key is the block of the seed at (stream, index)', () => {
  expect(randomKey({ seed: 0, stream: 'initialWeights', index: 3 })).toEqual(threefry2x32([0, 0], [1, 3]));
  expect(randomKey({ seed: 2 ** 32 + 5, stream: 'shuffle', index: 0 })).toEqual(threefry2x32([1, 5], [2, 0]));
});

test('seed, stream and index each change the key, up to the largest seed', () => {
  const keys = [0, 1, 2 ** 32, largestSeed - 1, largestSeed].flatMap((seed) =>
    (['shuffle', 'dropout'] as const).flatMap((stream) =>
      [0, 1].map((index) => randomKey({ seed, stream, index }).join()),
    ),
  );
  expect(new Set(keys).size).toBe(keys.length);
});

test('every purpose has its own stream', () => {
  expect(new Set(Object.values(streams)).size).toBe(Object.keys(streams).length);
});
