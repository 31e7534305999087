import { syntheticDigits } from '@nn101/datasets';
import { prepareBackend } from '@nn101/train';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { convolve, convolveAt, featureMap, maxPool } from './solution.ts';
import * as start from './start.ts';

beforeAll(async () => {
  await prepareBackend();
});

const image = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
];
const kernel = [
  [1, 0],
  [-1, 2],
];
// The package computes in 32 bits.
const singlePrecision = 1e-5;

test('a kernel of 2 x 2, on paper', () => {
  expect(convolveAt(image, { kernel, x: 1, y: 0 })).toBe(2 - 5 + 12);
  expect(convolve(image, kernel)).toEqual([
    [7, 9],
    [13, 15],
  ]);
});

test('an edge kernel is silent where nothing changes', () => {
  const edge = [
    [-1, 0, 1],
    [-1, 0, 1],
    [-1, 0, 1],
  ];
  const halves = Array.from({ length: 3 }, () => [0, 0, 0, 1, 1, 1]);
  expect(convolve(halves, edge)).toEqual([[0, 3, 3, 0]]);
});

test('pooling keeps the largest, and drops the odd edge', () => {
  expect(maxPool(image)).toEqual([[5]]);
});

// A digit and its shadow in a second channel, and three filters, as [height, width, channels, filters].
const [size, filters] = [28, 3];
const { images } = syntheticDigits({ count: 1, seed: 8 });
const channels = [images, images.map((value) => 255 - value)].map((pixels) =>
  Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => pixels[y * size + x] / 255)),
);
const weights = Array.from({ length: 3 * 3 * 2 * filters }, (_, i) => Math.sin(i));
const biases = [0.1, -0.4, 0.7];
const weightAt = ({ i, j, c, d }: { i: number; j: number; c: number; d: number }) =>
  weights[((i * 3 + j) * 2 + c) * filters + d];

test('convolution, relu and pooling give what the kernels of @nn101/train give', () => {
  const expected = tf.tidy(() => {
    const x = tf.tensor4d([
      Array.from({ length: size }, (_, y) =>
        Array.from({ length: size }, (_, at) => [channels[0][y][at], channels[1][y][at]]),
      ),
    ]);
    const convolved = tf.conv2d(x, tf.tensor4d(weights, [3, 3, 2, filters]), 1, 'valid');
    return tf.maxPool(tf.relu(tf.add<tf.Tensor4D>(convolved, tf.tensor1d(biases))), 2, 2, 'valid').dataSync();
  });
  for (let d = 0; d < filters; d++) {
    const kernels = [0, 1].map((c) => [0, 1, 2].map((i) => [0, 1, 2].map((j) => weightAt({ i, j, c, d }))));
    const map = maxPool(featureMap(channels, { kernels, bias: biases[d] })).flat();
    expect(map.length * filters).toBe(expected.length);
    const apart = Math.max(...map.map((value, at) => Math.abs(value - expected[at * filters + d])));
    expect(apart).toBeLessThan(singlePrecision);
  }
});

test('where the learner starts, nothing is solved yet', () => {
  expect(start.convolveAt(image, { kernel, x: 0, y: 0 })).not.toBe(7);
  expect(start.convolve(image, kernel)).not.toEqual(convolve(image, kernel));
  const filter = { kernels: [kernel], bias: 0 };
  expect(start.featureMap([image], filter)).not.toEqual(featureMap([image], filter));
  expect(start.maxPool(image)).not.toEqual(maxPool(image));
});
