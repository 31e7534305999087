import { memory, tensor, tidy } from '@tensorflow/tfjs-core';
import { layers, regularizers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { prepareBackend } from './prepare-backend.ts';
import { createTapeStep } from './tape-step.ts';
import { settingsFor } from './testing/settings.ts';
import { convolutionalModel, denseModel, withFixedWeights } from './testing/stripe-models.ts';
import { classes, side, stripedImages } from './testing/striped-images.ts';

beforeAll(prepareBackend);

const data = stripedImages({ count: 40 });
const rows = Uint32Array.from({ length: 10 }, (_, i) => 3 * i);
const learningRate = 0.01;
const inputShape = [side, side, 1];

async function stepOnce(model: Sequential, train = data) {
  const step = createTapeStep(settingsFor(model, { train, batchSize: 10 }));
  const score = await step.run({ rows, index: 0, learningRate });
  await step.sync();
  await step.dispose();
  return score;
}

const values = (model: Sequential) =>
  model.getWeights().map((weight) => Float32Array.from(weight.dataSync()));

test('the first step moves every weight with a gradient by the learning rate, against its sign', async () => {
  const model = denseModel();
  const before = values(model);
  await stepOnce(model);
  const moved = values(model).flatMap((weights, i) =>
    Array.from(weights, (value, j) => value - before[i][j]),
  );
  const distances = moved.map(Math.abs).filter((distance) => distance > 0);
  expect(distances.length).toBeGreaterThan(500);
  // Adam's first step is learningRate g / (|g| + 1e-7 / sqrt(0.001)): a little less for tiny gradients.
  expect(Math.max(...distances)).toBeLessThan(0.01 + 1e-6);
  expect(distances.filter((distance) => distance > 0.009).length).toBeGreaterThan(0.95 * distances.length);
  model.dispose();
});

test('a small step lowers the loss of its batch, dropout and convolutions included', async () => {
  for (const make of [denseModel, convolutionalModel]) {
    const model = make();
    const step = createTapeStep(settingsFor(model, { train: data, batchSize: 10 }));
    const first = await step.run({ rows, index: 0, learningRate: 0.001 });
    const second = await step.run({ rows, index: 0, learningRate: 0.001 });
    expect(second.samples).toBe(10);
    expect(second.lossSum).toBeLessThan(first.lossSum);
    await step.dispose();
    model.dispose();
  }
});

test("regularisation is part of the loss, as in Keras: each sample's share", async () => {
  const dense = (l2?: number) =>
    withFixedWeights(
      sequential({
        layers: [
          layers.flatten({ inputShape }),
          layers.dense({
            units: classes,
            activation: 'softmax',
            ...(l2 && { kernelRegularizer: regularizers.l2({ l2 }) }),
          }),
        ],
      }),
    );
  const [plain, penalised] = [dense(), dense(0.1)];
  const penalty = 0.1 * values(plain)[0].reduce((sum, weight) => sum + weight ** 2, 0);
  const difference = (await stepOnce(penalised)).lossSum - (await stepOnce(plain)).lossSum;
  expect(Math.abs(difference - 10 * penalty)).toBeLessThan(1e-4 * difference);
  plain.dispose();
  penalised.dispose();
});

test('frozen layers stay as they are', async () => {
  const model = denseModel();
  const [, hidden, output] = model.layers;
  hidden.trainable = false;
  const kernels = () => [hidden, output].map((layer) => Array.from(layer.getWeights()[0].dataSync()));
  const before = kernels();
  await stepOnce(model);
  expect(kernels()[0]).toEqual(before[0]);
  expect(kernels()[1]).not.toEqual(before[1]);
  model.dispose();
});

test('a loss that is not finite leaves the weights as they were', async () => {
  const model = denseModel();
  const [kernel] = model.weights;
  const spoilt = Float32Array.from(kernel.read().dataSync()).fill(Number.NaN, 5, 6);
  tidy(() => {
    kernel.write(tensor(spoilt, [side * side, 16]));
  });
  const before = values(model);
  expect((await stepOnce(model)).lossSum).toBeNaN();
  expect(values(model)).toEqual(before);
  model.dispose();
});

test('disposing frees everything but the model', async () => {
  const model = convolutionalModel();
  const { numTensors, numBytes } = memory();
  await stepOnce(model);
  expect(memory().numTensors).toBe(numTensors);
  expect(memory().numBytes).toBe(numBytes);
  model.dispose();
});
