import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { argmaxRows } from './metrics/argmax-rows.ts';
import { assess, evaluate, fit, predict } from './tape/model-functions.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { batchNormModel, convolutionalModel } from './testing/stripe-models.ts';
import { classes, stripedImages } from './testing/striped-images.ts';

beforeAll(prepareBackend);

const data = stripedImages({ count: 50 });

test('predict returns rows of probabilities, the same for any batch size, with dropout off', async () => {
  const model = convolutionalModel();
  const probabilities = await predict(model, data);
  expect(probabilities.length).toBe(50 * classes);
  for (let row = 0; row < 50; row++) {
    const sum = probabilities.subarray(row * classes, (row + 1) * classes).reduce((a, b) => a + b, 0);
    expect(Math.abs(sum - 1)).toBeLessThan(1e-5);
  }
  const uneven = await predict(model, data, { batchSize: 7 });
  expect(Math.max(...uneven.map((value, i) => Math.abs(value - probabilities[i])))).toBeLessThan(1e-6);
  model.dispose();
});

test('evaluate is the mean over samples of the results of predict, exact also if the last batch is smaller', async () => {
  const model = convolutionalModel();
  const probabilities = await predict(model, data);
  const predictions = argmaxRows(probabilities, classes);
  const truth = Array.from(data.labels, (label, i) => probabilities[i * classes + label]);
  const loss = truth.reduce((sum, p) => sum - Math.log(p), 0) / 50;
  const right = predictions.filter((prediction, i) => prediction === data.labels[i]).length;
  for (const batchSize of [1000, 50, 16, 1]) {
    const score = await evaluate(model, data, { batchSize });
    expect(Math.abs(score.loss - loss)).toBeLessThan(1e-5);
    expect(score.accuracy).toBe(right / 50);
  }
  model.dispose();
});

test('both free their memory, and stop when a signal is aborted', async () => {
  const model = convolutionalModel();
  const before = memory().numTensors;
  await evaluate(model, data);
  await predict(model, data);
  const signal = AbortSignal.abort();
  await expect(evaluate(model, data, { signal })).rejects.toThrow(
    expect.objectContaining({ code: 'ABORTED' }),
  );
  await expect(predict(model, data, { signal })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[TrainError: Stopped by the AbortSignal. The model keeps the weights of the last step.]`,
  );
  expect(memory().numTensors).toBe(before);
  model.dispose();
});

test('assess returns the bits of evaluate and of predict, in one pass', async () => {
  const many = stripedImages({ count: 150 });
  for (const model of [convolutionalModel(), batchNormModel()]) {
    const passes: number[] = [];
    const { probabilities, ...score } = await assess(model, many, {
      onProgress: ({ images }) => passes.push(images),
    });
    expect(score).toEqual(await evaluate(model, many));
    expect(probabilities).toEqual(await predict(model, many));
    expect(passes.at(-1)).toBe(150);
    expect(new Set(passes).size).toBe(passes.length);
    model.dispose();
  }
});

test('both report after each pass how many images are done', async () => {
  const model = convolutionalModel();
  const progress: number[] = [];
  const many = stripedImages({ count: 150 });
  const onProgress = ({ images, of }: { images: number; of: number }) => progress.push(images, of);
  await evaluate(model, many, { onProgress });
  await predict(model, many, { onProgress, batchSize: 100 });
  const passes = [64, 150, 128, 150, 150, 150];
  expect(progress).toEqual([...passes, ...passes]);
  model.dispose();
});

test('images of another size are rejected', async () => {
  const model = convolutionalModel();
  const images = { images: new Uint8Array(28 * 28), shape: [1, 28, 28, 1] } as const;
  await expect(predict(model, images)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[TrainError: data.shape does not fit the model: expected [count, 8, 8, 1], received [1, 28, 28, 1]. Choose the data that the model was made for, or a model with this inputShape.]`,
  );
  await expect(predict(model, data, { batchSize: 0 })).rejects.toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
  model.dispose();
});

test('one image has the same bits as among many, with the current weights, and is freed with the model', async () => {
  const model = convolutionalModel();
  const one = { images: data.images.subarray(64, 128), shape: [1, 8, 8, 1] } as const;
  const row = async () => (await predict(model, data)).slice(classes, 2 * classes);
  const before = await row();
  expect(await predict(model, one)).toEqual(before);
  expect(await predict(model, one)).toEqual(before);
  for await (const _ of fit(model, { train: data, epochs: 1 }))
    expect(await predict(model, one)).toHaveLength(classes);
  const after = await row();
  expect(after).not.toEqual(before);
  expect(await predict(model, one)).toEqual(after);
  const { loss } = await evaluate(model, { ...one, labels: data.labels.subarray(1, 2) });
  expect(Math.abs(loss + Math.log(after[data.labels[1]]))).toBeLessThan(1e-5);
  const { numTensors } = memory();
  for (let i = 0; i < 20; i++) await predict(model, one);
  expect(memory().numTensors).toBe(numTensors);
  model.dispose();
});
