import { expect, test } from 'vitest';
import { counted } from './counted.ts';

test.each([
  [0, 'epoch', '0 epochs'],
  [1, 'epoch', '1 epoch'],
  [2, 'thread', '2 threads'],
  [60_000, 'image', '60,000 images'],
])('%i of the noun %s is "%s"', (count, noun, text) => {
  expect(counted(count, noun)).toBe(text);
});
