import { expect, test } from 'vitest';
import type { NumberArray } from './array-labels.ts';
import { type ArrayOptions, splitFromArrays } from './split-from-arrays.ts';

const filled = (shape: number[], value = 9): NumberArray => ({
  shape,
  data: new Uint8Array(shape.reduce((product, size) => product * size, 1)).fill(value),
});
const zeros = (count: number): NumberArray => ({ shape: [count], data: new Uint8Array(count) });
const attempt = (images: NumberArray, options: ArrayOptions & { labels?: NumberArray | false } = {}) =>
  splitFromArrays({ images, labels: zeros(images.shape[0]), ...options });

test.each([
  [
    [2, 3, 32, 32],
    /channels last, .* received \[2, 3, 32, 32\]\. Channels first\? Transpose to \[n, 32, 32, 3\]/,
  ],
  [[2, 1, 28, 28], /Channels first\? Transpose to \[n, 28, 28, 1\]/],
  [[2, 3, 4, 4], /Channels first\?/],
  [[2, 3, 2, 2], /Channels first\?/],
  [[2, 4, 16, 20], /Channels first\?/],
  [[2, 16, 16, 16], /Volumes are not images/],
  [[2, 8, 8, 13], /Volumes are not images: take slices of them, or pass imageShape/],
  [[2, 8, 8, 8, 1], /\[n, h, w\] or \[n, h, w, c\]; received \[2, 8, 8, 8, 1\]\. Volumes and videos/],
  [[2, 784], /received \[2, 784\]\. Pass imageShape: \[28, 28, 1\]/],
  [[2, 3071], /Pass imageShape: \[h, w, c\]/],
  [[2], /Pass imageShape/],
])('images %j are refused in words', (shape, message) => {
  expect(() => attempt(filled(shape))).toThrow(message);
});

test.each([
  [
    [2, 5, 4],
    [2, 5, 4, 1],
  ],
  [
    [2, 5, 4, 1],
    [2, 5, 4, 1],
  ],
  [
    [2, 3, 3, 3],
    [2, 3, 3, 3],
  ],
  [
    [2, 32, 32, 3],
    [2, 32, 32, 3],
  ],
  [
    [2, 5, 4, 4],
    [2, 5, 4, 4],
  ],
])('images %j are %j', (shape, expected) => {
  expect(attempt(filled(shape)).shape).toEqual(expected);
});

test('imageShape says what rows are, and accepts any number of channels', () => {
  expect(attempt(filled([3, 784]), { imageShape: [28, 28, 1] }).shape).toEqual([3, 28, 28, 1]);
  expect(attempt(filled([3, 1, 28, 28]), { imageShape: [28, 28, 1] }).shape).toEqual([3, 28, 28, 1]);
  expect(attempt(filled([2, 8, 8, 13]), { imageShape: [8, 8, 13] }).shape).toEqual([2, 8, 8, 13]);
  expect(() => attempt(filled([3, 784]), { imageShape: [28, 28, 3] })).toThrow(
    'imageShape [28, 28, 3] is 2352 values an image; received [3, 784], 784 an image.',
  );
});

const floats = (...values: number[]): NumberArray => ({
  shape: [1, 1, values.length],
  data: Float32Array.from(values),
});

test('float images in 0..1 are refused with the option that scales them, and scaled by it', () => {
  expect(() => attempt(floats(0, 0.5, 1))).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: images.data[1] (pixel 1 of image 0) expects a whole number 0..255; received 0.5. All of them are 0 to 1: range: [0, 1] scales them.]`,
  );
  expect(Array.from(attempt(floats(0, 0.5, 1), { range: [0, 1] }).images)).toEqual([0, 128, 255]);
  expect(Array.from(attempt(floats(-1, 0, 1), { range: [-1, 1] }).images)).toEqual([0, 128, 255]);
  expect(Array.from(attempt(floats(0, 16), { range: [0, 16] }).images)).toEqual([0, 255]);
  expect(Array.from(attempt(floats(0.4, 254.6), { range: [0, 255] }).images)).toEqual([0, 255]);
  expect(() => attempt(floats(-1, 0.25))).toThrow(/range: \[-1, 1\] scales them/);
  expect(() => attempt(floats(0, 40_000))).toThrow(
    /pixel 1 of image 0\) .* received 40000.*range: \[0, 65535\]/,
  );
  expect(() => attempt(floats(0, Number.NaN))).toThrow(
    /pixel 1 of image 0\) expects a whole number 0\.\.255; received NaN\.$/,
  );
  expect(() => attempt(floats(0, 1.5), { range: [0, 1] })).toThrow(
    'expects a number of the range 0..1; received 1.5.',
  );
  expect(() => attempt(floats(0, Number.NaN), { range: [0, 1] })).toThrow(/range 0\.\.1; received NaN/);
});

test.each([
  ['floats', Float32Array.of(0, 1)],
  ['truth values', Uint8Array.of(0, 1)],
  ['numbers', [1, 0]],
])('black and white pictures as %s are not taken for nearly black ones', (_, data) => {
  const images = { shape: [1, 1, 2], data };
  expect(() => attempt(images)).toThrow(/No pixel exceeds 1, but white is 255\. Pass range: \[0, 1\]/);
  expect(Math.max(...attempt(images, { range: [0, 1] }).images)).toBe(255);
  expect(Math.max(...attempt(images, { range: [0, 255] }).images)).toBe(1);
  expect(Math.max(...attempt({ shape: [1, 1, 2], data: [0, 0] }).images)).toBe(0);
});

test('one-hot labels of any type, with as many classes as columns', () => {
  const labels = { shape: [3, 4], data: Float32Array.of(0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0) };
  const split = attempt(filled([3, 1, 1]), { labels });
  expect(Array.from(split.labels)).toEqual([1, 0, 1]);
  expect(split.classNames).toEqual(['0', '1', '2', '3']);
  const column = { shape: [3, 1], data: Int32Array.of(2, 0, 1) };
  expect(Array.from(attempt(filled([3, 1, 1]), { labels: column }).labels)).toEqual([2, 0, 1]);
});

test.each([
  [
    { shape: [2, 2], data: [0, 1, 1, 1] },
    'Label 1 expects a single 1 in its row, as one-hot labels have; received 2.',
  ],
  [{ shape: [2, 2], data: [0, 1, 0, 0] }, 'have; received 0.'],
  [
    { shape: [2, 2], data: [0.1, 0.9, 0, 1] },
    'labels.data[0] (label 0) expects 0 or 1, as one-hot labels have; received 0.1.',
  ],
  [{ shape: [2], data: [0, -1] }, 'labels.data[1] expects a class number, whole and 0 to 255; received -1.'],
  [
    { shape: [2], data: [Number.NaN, 0] },
    'labels.data[0] expects a class number, whole and 0 to 255; received NaN.',
  ],
  [
    { shape: [2], data: [0, 0.5] },
    'labels.data[1] expects a class number, whole and 0 to 255; received 0.5.',
  ],
  [{ shape: [2], data: [0, 256] }, 'received 256.'],
  [{ shape: [2], data: Float32Array.of(0, 3.25) }, 'received 3.25.'],
  [{ shape: [3], data: [0, 1, 2] }, 'labels of 2 images expect [2] or one-hot [2, classes]; received [3].'],
])('labels %j are refused with the place', (labels, message) => {
  expect(() => attempt(filled([2, 1, 1]), { labels })).toThrow(message);
});

test('labels in words, data of another length, nested data and tensors are refused', () => {
  const words: unknown = { shape: [2], data: ['cat', 'dog'] };
  const other = (images: unknown, labels: unknown = zeros(2)) =>
    splitFromArrays({ images: images as NumberArray, labels: labels as NumberArray });
  expect(() => other(filled([2, 1, 1]), words)).toThrow('received "cat" (a string)');
  expect(() => other({ shape: [2, 1, 1], data: [9] })).toThrow(
    'images.data expects 2 numbers, not nested, as its shape [2, 1, 1] says; received an array of length 1.',
  );
  expect(() => other({ shape: [2, 1, 1], data: [[[9]], [[9]]] })).toThrow(
    /pixel 0 of image 0\) .* received an array of 1 arrays/,
  );
  expect(() => other({ shape: [2, 1, 1], data: async () => [] })).toThrow(
    /received a function\. For a tensor: await/,
  );
  expect(() => other({ shape: [1.5, 2, 1], data: [9, 9, 9] })).toThrow(
    'images.shape[0] expects a whole number',
  );
  expect(() => other([[[1]], [[2]]])).toThrow(
    /^images expects an object { shape, data }; received an array of 2 arrays/,
  );
});

test('a label without a class, and class names that do not fit', () => {
  const labels = { shape: [2], data: [1, 2] };
  expect(() => attempt(filled([2, 1, 1]), { labels, classNames: ['a', 'b'] })).toThrow(
    'Label 1 expects a class number 0..1, as there are 2 classNames; received 2. Classes are counted from 0.',
  );
  const oneHot = { shape: [2, 3], data: [1, 0, 0, 0, 1, 0] };
  expect(() => attempt(filled([2, 1, 1]), { labels: oneHot, classNames: ['a', 'b'] })).toThrow(
    'One-hot labels of 3 columns expect as many classNames; received 2.',
  );
});

test('images without labels say so in the name of their class', () => {
  const { labels, classNames } = attempt(filled([2, 1, 1]), { labels: false });
  expect([Array.from(labels), classNames]).toEqual([[0, 0], ['unlabelled']]);
  expect(() => attempt(filled([2, 1, 1]), { labels: false, classNames: ['cat'] })).toThrow(/omit them/);
});
