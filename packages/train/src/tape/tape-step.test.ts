import {
  getKernel,
  memory,
  profile,
  registerKernel,
  tensor,
  tidy,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { layers, regularizers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { settingsFor } from '../testing/settings.ts';
import { convolutionalModel, denseModel, withFixedWeights } from '../testing/stripe-models.ts';
import { classes, side, stripedImages } from '../testing/striped-images.ts';
import { prepareBackend } from './prepare-backend.ts';
import { createTapeStep } from './tape-step.ts';

beforeAll(prepareBackend);

const data = stripedImages({ count: 40 });
const rows = Uint32Array.from({ length: 10 }, (_, i) => 3 * i);
const learningRate = 0.01;
const inputShape = [side, side, 1];

async function stepOnce(model: Sequential, train = data) {
  const step = createTapeStep(model, settingsFor(model, { train, batchSize: 10 }));
  const score = await step.run({ rows, index: 0, learningRate });
  await step.sync();
  await step.dispose();
  return score;
}

/** Layers whose operations are those of their names. */
const tapeModel = () =>
  withFixedWeights(
    sequential({
      layers: [
        layers.conv2d({ inputShape, filters: 4, kernelSize: 3 }),
        layers.reLU(),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.flatten(),
        layers.dense({ units: classes, activation: 'softmax' }),
      ],
    }),
  );

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
  // Adam's first step is learningRate g / (|g| + 1e-7 / sqrt(0.001)): slightly smaller for tiny gradients.
  expect(Math.max(...distances)).toBeLessThan(0.01 + 1e-6);
  expect(distances.filter((distance) => distance > 0.009).length).toBeGreaterThan(0.95 * distances.length);
  model.dispose();
});

test('a small step lowers the loss of its batch, including dropout and convolutions', async () => {
  for (const make of [denseModel, convolutionalModel]) {
    const model = make();
    const step = createTapeStep(model, settingsFor(model, { train: data, batchSize: 10 }));
    const first = await step.run({ rows, index: 0, learningRate: 0.001 });
    const second = await step.run({ rows, index: 0, learningRate: 0.001 });
    expect(second.samples).toBe(10);
    expect(second.lossSum).toBeLessThan(first.lossSum);
    await step.dispose();
    model.dispose();
  }
});

test("regularization is part of the loss, as in Keras: each sample's share", async () => {
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

test('frozen layers do not change', async () => {
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

test('disposing frees everything except the model', async () => {
  const model = convolutionalModel();
  const { numTensors, numBytes } = memory();
  await stepOnce(model);
  expect(memory().numTensors).toBe(numTensors);
  expect(memory().numBytes).toBe(numBytes);
  model.dispose();
});

describe('accumulated batches', () => {
  const parts = (model: Sequential, options: { batchSize: number; accumulate?: number }) =>
    createTapeStep(model, settingsFor(model, { train: data, ...options }));

  test('make the update of one batch of all their rows, including dropout', async () => {
    const results = [];
    for (const options of [
      { batchSize: 10 },
      { batchSize: 4, accumulate: 3 },
      { batchSize: 3, accumulate: 4 },
    ]) {
      const model = convolutionalModel();
      const step = parts(model, options);
      const score = await step.run({ rows, index: 3, learningRate });
      await step.sync();
      await step.dispose();
      results.push({ score, weights: values(model).flatMap((weights) => Array.from(weights)) });
      model.dispose();
    }
    const [whole, ...accumulated] = results;
    for (const { score, weights } of accumulated) {
      expect(Math.abs(score.lossSum - whole.score.lossSum)).toBeLessThan(1e-4);
      expect(score.correct).toBe(whole.score.correct);
      expect(Math.max(...weights.map((value, i) => Math.abs(value - whole.weights[i])))).toBeLessThan(1e-4);
    }
  });

  test('need the memory of one of them', async () => {
    const peak = async (options: { batchSize: number; accumulate?: number }) => {
      const model = convolutionalModel();
      const step = parts(model, options);
      const { peakBytes } = await profile(() => {
        void step.run({ rows, index: 0, learningRate });
        return tensor([0]);
      });
      await step.dispose();
      model.dispose();
      return peakBytes - memory().numBytes;
    };
    const [whole, accumulated] = [
      await peak({ batchSize: 10 }),
      await peak({ batchSize: 1, accumulate: 10 }),
    ];
    expect(accumulated).toBeLessThan(0.4 * whole);
  });
});

test('a step that fails halfway frees everything, in the forward and in the backward pass', async () => {
  for (const failing of ['Relu', 'Step', 'MaxPoolGrad', 'Conv2DBackpropFilter']) {
    const model = tapeModel();
    const step = createTapeStep(model, settingsFor(model, { train: data, batchSize: 10 }));
    await step.run({ rows, index: 0, learningRate });
    const before = memory();
    const kernel = getKernel(failing, 'wasm');
    unregisterKernel(failing, 'wasm');
    await expect(step.run({ rows, index: 1, learningRate })).rejects.toThrow(
      expect.objectContaining({ code: 'STEP_FAILED', cause: expect.any(Error) }),
    );
    registerKernel(kernel);
    expect({ failing, numTensors: memory().numTensors, numBytes: memory().numBytes }).toEqual({
      failing,
      numTensors: before.numTensors,
      numBytes: before.numBytes,
    });
    await step.run({ rows, index: 1, learningRate });
    await step.dispose();
    model.dispose();
  }
});

test('the model shows the averaged weights, and no step begins with them', async () => {
  const run = async (show: boolean) => {
    const model = denseModel();
    const step = createTapeStep(model, settingsFor(model, { train: data, batchSize: 10, averageDecay: 0.5 }));
    const losses = [];
    for (let index = 0; index < 3; index++) {
      losses.push((await step.run({ rows, index, learningRate })).lossSum);
      if (show) await step.sync();
    }
    await step.sync();
    const { average } = await step.vectors();
    expect(values(model).flatMap((weights) => Array.from(weights))).toEqual(Array.from(average ?? []));
    await step.dispose();
    model.dispose();
    return losses;
  };
  expect(await run(true)).toEqual(await run(false));
});
