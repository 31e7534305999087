import { expect, test } from 'vitest';
import { describeValue } from './describe-value.ts';

class Example {}

test.each([
  ['3', '"3" (a string)'],
  ['x'.repeat(50), `"${'x'.repeat(40)}…" (a string)`],
  [3, '3'],
  [Number.NaN, 'NaN'],
  [-0, '0'],
  [null, 'null'],
  [undefined, 'nothing'],
  [true, 'true'],
  [7n, '7n (a bigint)'],
  [Symbol('s'), 'Symbol(s)'],
  [() => 1, 'a function'],
  [[], 'an empty array'],
  [[1, 2], 'an array of length 2'],
  [[[1], [2]], 'an array of 2 arrays'],
  [Float32Array.of(1), 'a Float32Array of length 1'],
  [new Example(), 'an instance of Example'],
  [{}, 'an empty object'],
  [Object.create(null), 'an empty object'],
  [{ rate: 1, seed: 2 }, 'an object with rate, seed'],
])('%o is %s', (value, words) => {
  expect(describeValue(value)).toBe(words);
});
