import { syntheticDigits } from '@nn101/datasets';
import { parseIdx, writeIdx } from '@nn101/datasets/formats';
import { expect, test } from 'vitest';
import { classBalance, meanImage, readImages, readLabels } from './solution.ts';
import * as start from './start.ts';

const digits = syntheticDigits({ count: 200, seed: 1 });
const imageFile = writeIdx({ type: 'uint8', shape: [200, 28, 28], data: digits.images });
const labelFile = writeIdx({ type: 'uint8', shape: [200], data: digits.labels });

test('images and labels are those that @nn101/datasets reads', () => {
  const { count, height, width, pixels } = readImages(imageFile);
  const { shape, data } = parseIdx(imageFile);
  expect([count, height, width]).toEqual(shape);
  expect(pixels).toEqual(data);
  expect(readLabels(labelFile)).toEqual(parseIdx(labelFile).data);
});

test('numbers are read with the largest byte first, and a file of the other kind is refused', () => {
  const file = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 2, ...new Uint8Array(258).fill(7));
  expect(readImages(file)).toMatchObject({ count: 1, height: 1, width: 258 });
  expect(() => readImages(labelFile)).toThrow('2049');
  expect(() => readLabels(imageFile)).toThrow('2051');
});

test('the balance counts every label once', () => {
  expect(classBalance(Uint8Array.of(3, 3, 9))).toEqual([0, 0, 0, 2, 0, 0, 0, 0, 0, 1]);
  expect(classBalance(digits.labels).reduce((sum, count) => sum + count)).toBe(200);
});

test('the mean of two images lies half-way, and another class does not count', () => {
  const images = { count: 3, height: 1, width: 2, pixels: Uint8Array.of(0, 100, 50, 200, 255, 255) };
  expect(meanImage(images, { labels: Uint8Array.of(4, 4, 5), digit: 4 })).toEqual([25, 150]);
});

test('where the learner starts, nothing is solved yet', () => {
  expect(start.readImages(imageFile)).not.toEqual(readImages(imageFile));
  expect(start.readLabels(labelFile)).not.toEqual(readLabels(labelFile));
  expect(start.classBalance(digits.labels)).not.toEqual(classBalance(digits.labels));
  const one = { labels: digits.labels, digit: 1 };
  expect(start.meanImage(readImages(imageFile), one)).not.toEqual(meanImage(readImages(imageFile), one));
});
