// What fit() refuses, in which words, before or while it trains.
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { fit } from './fit.ts';
import type { FitOptions } from './fit-options.ts';
import { prepareBackend } from './prepare-backend.ts';
import { denseModel } from './testing/stripe-models.ts';
import { stripedImages } from './testing/striped-images.ts';
import { TrainError } from './train-error.ts';

beforeAll(prepareBackend);

const train = stripedImages({ count: 100 });

async function refusal(options: Partial<FitOptions>, model = denseModel()): Promise<string> {
  try {
    for await (const _ of fit(model, { train, epochs: 2, batchSize: 40, ...options }));
    return 'nothing';
  } catch (error) {
    return error instanceof TrainError ? `${error.code}: ${error.message}` : String(error);
  } finally {
    model.dispose();
  }
}

test('numbers out of range', async () => {
  expect(await refusal({ epochs: 0 })).toMatchInlineSnapshot(
    `"INVALID_OPTION: epochs expects a whole number from 1; received 0."`,
  );
  expect(await refusal({ epochs: 1.5 })).toContain('INVALID_ARGUMENT');
  expect(await refusal({ batchSize: -1 })).toMatchInlineSnapshot(
    `"INVALID_OPTION: batchSize expects a whole number from 1; received -1."`,
  );
  expect(await refusal({ seed: -1 })).toContain('INVALID_ARGUMENT');
  expect(await refusal({ learningRate: 0 })).toMatchInlineSnapshot(
    `"INVALID_OPTION: learningRate expects a number above 0; received 0."`,
  );
  expect(await refusal({ learningRate: Number.NaN })).toContain('INVALID_ARGUMENT');
});

test('data that does not fit', async () => {
  const cifar = { images: new Uint8Array(3072), labels: new Uint8Array(1), shape: [1, 32, 32, 3] } as const;
  const doubled = train.labels.map((label) => label * 2);
  expect(await refusal({ train: cifar })).toMatchInlineSnapshot(
    `"SHAPE_MISMATCH: train images do not fit the model: expected [8,8,1], received [32,32,3]. Choose the data set that the model was made for, or a model with this inputShape."`,
  );
  expect(await refusal({ validation: cifar })).toContain('SHAPE_MISMATCH: validation images');
  expect(await refusal({ train: { ...train, shape: [0, 8, 8, 1] } })).toMatchInlineSnapshot(
    `"INVALID_DATA: train expects at least one image; received 0."`,
  );
  expect(await refusal({ train: { ...train, labels: doubled } })).toMatchInlineSnapshot(
    `"LABEL_OUT_OF_RANGE: train labels expect 0 to 3, as the model has 4 outputs; received 4 for image 2."`,
  );
  expect(await refusal({ train: { ...train, labels: train.labels.slice(1) } })).toMatchInlineSnapshot(
    `"INVALID_DATA: train expects one label for each of its 100 images; received 99."`,
  );
  expect(await refusal({ train: { ...train, images: train.images.slice(1) } })).toMatchInlineSnapshot(
    `"INVALID_DATA: train images of shape [100,8,8,1] are 6400 bytes; received 6399."`,
  );
});

test('models that cannot be trained', async () => {
  await expect(fit(sequential(), { train, epochs: 1 }).next()).rejects.toThrow(TrainError);
  const noSoftmax = sequential({ layers: [layers.dense({ units: 4, inputShape: [8, 8, 1] })] });
  expect(await refusal({}, noSoftmax)).toMatchInlineSnapshot(
    `"INVALID_MODEL: The model expects one output of shape [batch, classes], a probability for each class. End it with a dense softmax layer, and give its first layer an inputShape."`,
  );
  const frozen = denseModel();
  for (const layer of frozen.layers) layer.trainable = false;
  expect(await refusal({}, frozen)).toMatchInlineSnapshot(
    `"INVALID_MODEL: The model has no trainable weights. Set \`trainable\` on its layers."`,
  );
});

test('a model that is being trained', async () => {
  const model = denseModel();
  const first = fit(model, { train, epochs: 1 });
  await first.next();
  await expect(fit(model, { train, epochs: 1 }).next()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[TrainError: This model is being trained already. Wait for that run, or stop it first.]`,
  );
  for await (const _ of first);
  await expect(fit(model, { train, epochs: 1 }).next()).resolves.toMatchObject({ done: false });
  model.dispose();
});

test('a training that diverges', async () => {
  expect(await refusal({ epochs: 30, learningRate: 1e30 })).toContain('LOSS_NOT_FINITE: The loss became');
});
