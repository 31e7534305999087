import { expect, test } from 'vitest';
import { topKAccuracy } from './top-k-accuracy.ts';

// The true class is second, first, third and last.
const probabilities = Float32Array.of(
  ...[0.5, 0.3, 0.2, 0.0],
  ...[0.1, 0.2, 0.6, 0.1],
  ...[0.25, 0.15, 0.2, 0.4],
  ...[0.4, 0.3, 0.2, 0.1],
);
const source = { probabilities, labels: [1, 2, 2, 3], classes: 4 };

test('counts the rows whose class is among the first k', () => {
  expect([1, 2, 3, 4].map((k) => topKAccuracy({ ...source, k }))).toEqual([0.25, 0.5, 0.75, 1]);
});

test('of equal probabilities the first class ranks first', () => {
  const equal = { probabilities: Float32Array.of(0.5, 0.5), classes: 2 };
  expect(topKAccuracy({ ...equal, labels: [0], k: 1 })).toBe(1);
  expect(topKAccuracy({ ...equal, labels: [1], k: 1 })).toBe(0);
});

test('a row with NaN is a miss', () => {
  expect(topKAccuracy({ probabilities: Float32Array.of(Number.NaN, 1), labels: [1], classes: 2, k: 2 })).toBe(
    0,
  );
});

test.each([
  ['INVALID_ARGUMENT', { k: 5 }],
  ['INVALID_ARGUMENT', { k: 0 }],
  ['INVALID_DATA', { labels: [1], k: 1 }],
  ['INVALID_DATA', { labels: [], probabilities: new Float32Array(0), k: 1 }],
  ['LABEL_OUT_OF_RANGE', { labels: [1, 2, 2, 4], k: 1 }],
])('%s for %o', (code, fault) => {
  expect(() => topKAccuracy({ ...source, ...fault })).toThrow(expect.objectContaining({ code }));
});
