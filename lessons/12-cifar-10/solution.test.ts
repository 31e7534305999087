import { syntheticDataset } from '@nn101/datasets';
import { predict, prepareBackend } from '@nn101/train';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { bestEpoch, channelMeans, occlusionMap, shouldStop } from './solution.ts';
import * as start from './start.ts';

beforeAll(async () => {
  await prepareBackend();
});

// The shape of the notebook's run: lowest near epoch 3 of these, then up again.
const history = [1.4, 1.1, 0.95, 0.95, 1.02, 1.2].map((loss, i) => ({ epoch: i + 1, loss }));

test('the best epoch is the first of the lowest', () => {
  expect(bestEpoch(history)).toBe(3);
  expect(bestEpoch(history.slice(0, 2))).toBe(2);
});

test('patience counts the epochs since the best one', () => {
  expect(shouldStop(history, 3)).toBe(true);
  expect(shouldStop(history, 4)).toBe(false);
  expect(shouldStop([], 1)).toBe(false);
});

test('means: three channels on paper, one as @nn101/datasets has it', () => {
  expect(channelMeans(Uint8Array.of(255, 0, 51, 0, 0, 51), 3)).toEqual([0.5, 0, 0.2]);
  const { train, mean } = syntheticDataset({ train: 300, test: 10, seed: 1 });
  const rounding = 1e-12;
  const means = channelMeans(train.images, 1);
  expect(means).toHaveLength(mean.length);
  expect(Math.abs(means[0] * 255 - mean[0])).toBeLessThan(255 * rounding);
});

/** A network of two classes that looks at nothing but the red of one pixel. */
function oneEyed(at: { y: number; x: number }) {
  const kernel = tf.tidy(() => {
    const values = new Float32Array(8 * 8 * 3 * 2);
    values[((at.y * 8 + at.x) * 3 + 0) * 2 + 1] = 6;
    return tf.tensor2d(values, [8 * 8 * 3, 2]);
  });
  const model = sequential({
    layers: [
      layers.flatten({ inputShape: [8, 8, 3] }),
      layers.dense({ units: 2, activation: 'softmax', useBias: false }),
    ],
  });
  model.setWeights([kernel]);
  kernel.dispose();
  return model;
}

test('the map shows the patch that the network looks at, and nothing else', async () => {
  const model = oneEyed({ y: 5, x: 2 });
  const pixels = new Uint8Array(8 * 8 * 3).fill(255);
  // A network answers later, the map asks at once: so first gather the questions, then look up the answers.
  const asked: Uint8Array[] = [];
  const base = { pixels, size: 8, channels: 3, patch: 2 };
  occlusionMap({ ...base, probability: (image) => asked.push(image) });
  const images = Uint8Array.from(asked.flatMap((image) => [...image]));
  const answers = await predict(model, { images, shape: [asked.length, 8, 8, 3] });
  let next = 0;
  const map = occlusionMap({ ...base, probability: () => answers[2 * next++ + 1] });
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  const fall = sigmoid(6) - sigmoid((6 * 128) / 255);
  const singlePrecision = 1e-6;
  for (const [row, values] of map.entries()) {
    for (const [column, value] of values.entries()) {
      const expected = row === 2 && column === 1 ? fall : 0;
      expect(Math.abs(value - expected)).toBeLessThan(singlePrecision);
    }
  }
  model.dispose();
});

test('where the learner starts, nothing is solved yet', () => {
  expect(start.bestEpoch(history)).not.toBe(bestEpoch(history));
  expect(start.shouldStop(history, 3)).not.toBe(shouldStop(history, 3));
  expect(start.channelMeans(Uint8Array.of(255), 1)).not.toEqual([1]);
  const bright = (pixels: Uint8Array) => pixels[0] / 255;
  const question = {
    pixels: new Uint8Array(4).fill(255),
    size: 2,
    channels: 1,
    patch: 1,
    probability: bright,
  };
  expect(start.occlusionMap(question)).not.toEqual(occlusionMap(question));
});
