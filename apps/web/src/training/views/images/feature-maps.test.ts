import { expect, test } from 'vitest';
import { channelOf, largestOf } from './feature-maps.ts';

const map = { shape: [1, 3, 2], values: Float32Array.of(1, -2, 3, -4, 5, -6) };

test('a channel is every so manieth value', () => {
  expect([...channelOf(map, 0)]).toEqual([1, 3, 5]);
  expect([...channelOf(map, 1)]).toEqual([-2, -4, -6]);
});

test('maps are drawn on the scale of the largest value, which is never below nothing', () => {
  expect(largestOf(map)).toBe(5);
  expect(largestOf({ values: Float32Array.of(-1) })).toBe(0);
});
