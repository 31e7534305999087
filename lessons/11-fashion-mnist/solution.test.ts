import { syntheticDigits } from '@nn101/datasets';
import { RandomState } from '@nn101/scratch';
import { prepareBackend } from '@nn101/train';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { augment, dropout, flip, shift } from './solution.ts';
import * as start from './start.ts';

beforeAll(async () => {
  await prepareBackend();
});

const small = { height: 2, width: 3, channels: 1, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) };
const digit = { height: 28, width: 28, channels: 1, pixels: syntheticDigits({ count: 1, seed: 2 }).images };
const colour = { height: 4, width: 3, channels: 3, pixels: Uint8Array.from({ length: 36 }, (_, i) => 7 * i) };

function uniform(seed: number): () => number {
  const random = new RandomState(seed);
  return () => random.rand(1)[0];
}

test('six pixels, on paper', () => {
  expect([...flip(small).pixels]).toEqual([3, 2, 1, 6, 5, 4]);
  expect([...shift(small, { right: 1, down: 0 }).pixels]).toEqual([0, 1, 2, 0, 4, 5]);
  expect([...shift(small, { right: -1, down: 1 }).pixels]).toEqual([0, 0, 0, 2, 3, 0]);
});

test.each([
  ['a digit', digit],
  ['colours', colour],
])('%s: flipped as TensorFlow.js flips, shifted as it pads and cuts', (_, picture) => {
  const { height, width, channels, pixels } = picture;
  const expected = tf.tidy(() => {
    const image = tf.tensor4d(Float32Array.from(pixels), [1, height, width, channels]);
    const padded = tf.pad(image, [
      [0, 0],
      [2, 0],
      [0, 1],
      [0, 0],
    ]);
    return {
      flipped: [...tf.reverse(image, 2).dataSync()],
      shifted: [...tf.slice(padded, [0, 0, 1, 0], [1, height, width, channels]).dataSync()],
    };
  });
  expect([...flip(picture).pixels]).toEqual(expected.flipped);
  expect([...shift(picture, { right: -1, down: 2 }).pixels]).toEqual(expected.shifted);
});

test('twice flipped is not flipped; shifted there and back keeps the middle', () => {
  expect(flip(flip(digit))).toEqual(digit);
  const back = shift(shift(digit, { right: 2, down: -2 }), { right: -2, down: 2 });
  const middle = (picture: typeof digit) => picture.pixels.filter((_, i) => i % 28 < 26 && i >= 56);
  expect(middle(back)).toEqual(middle(digit));
});

test('augmentation flips about half of all images, and its seed decides which', () => {
  const random = uniform(4);
  const first = Array.from({ length: 400 }, () => augment(small, { random, reach: 0 }).pixels[0]);
  const flipped = first.filter((pixel) => pixel === 3).length;
  // Five standard deviations of 400 coins.
  expect(Math.abs(flipped - 200)).toBeLessThan(50);
  const again = (seed: number) => augment(digit, { random: uniform(seed), reach: 3 });
  expect(again(1)).toEqual(again(1));
});

test('dropout keeps the mean', () => {
  const values = new Array<number>(10_000).fill(1);
  const kept = dropout(values, { random: uniform(6), rate: 0.25 });
  expect(new Set(kept)).toEqual(new Set([0, 4 / 3]));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  // Five standard deviations: √(0.25 / 0.75 / 10000) · 5.
  expect(Math.abs(mean - 1)).toBeLessThan(0.029);
});

test('where the learner starts, nothing is solved yet', () => {
  expect(start.flip(digit)).not.toEqual(flip(digit));
  const by = { right: 1, down: 1 };
  expect(start.shift(digit, by)).not.toEqual(shift(digit, by));
  expect(start.augment(digit, { random: () => 0.1, reach: 2 })).toEqual(digit);
  expect(start.dropout([1], { random: () => 0, rate: 0.5 })).toEqual([1]);
});
