import { expect, test } from 'vitest';
import { byteSize, duration, pluralize } from './quantities.ts';

test.each([
  [0, '0.0 s'],
  [9.94, '9.9 s'],
  [9.96, '10 s'],
  [59.4, '59 s'],
  [59.6, '1 min 00 s'],
  [125, '2 min 05 s'],
  [3599.7, '1 h 00 min'],
  [7860, '2 h 11 min'],
])('%f seconds are "%s"', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [9_719_438, '9.7 MB'],
  [172_715_107, '173 MB'],
  [999_600, '1.0 MB'],
])('%i bytes are "%s"', (bytes, text) => {
  expect(byteSize(bytes)).toBe(text);
});

test.each([
  [0, 'epoch', '0 epochs'],
  [1, 'epoch', '1 epoch'],
  [2, 'thread', '2 threads'],
  [60_000, 'image', '60,000 images'],
])('%i of the noun %s is "%s"', (count, noun, text) => {
  expect(pluralize(count, noun)).toBe(text);
});
