// What fit() rejects, and with which messages, before and during training. Data and models: data/read-images.test.ts.

import { mean, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { reduceOnPlateau } from './schedules/reduce-on-plateau.ts';
import { warmUp } from './schedules/warm-up.ts';
import { earlyStopping } from './stop-rules/early-stopping.ts';
import { reachTarget } from './stop-rules/reach-target.ts';
import type { FitOptions } from './tape/model-functions.ts';
import { fit } from './tape/model-functions.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { anything, refusal, train } from './testing/refusal.ts';
import { denseModel } from './testing/stripe-models.ts';
import { TrainError } from './train-error.ts';

beforeAll(prepareBackend);

test('numbers out of range', async () => {
  expect(await refusal({ epochs: 0 })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: epochs expects a whole number of 1 or more; received 0."`,
  );
  expect(await refusal({ epochs: 1.5 })).toContain('INVALID_ARGUMENT');
  expect(await refusal({ batchSize: -1 })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: batchSize expects a whole number of 1 or more; received -1."`,
  );
  expect(await refusal({ seed: -1 })).toContain('INVALID_ARGUMENT');
  expect(await refusal({ learningRate: 0 })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: learningRate expects a number above 0; received 0."`,
  );
  expect(await refusal({ learningRate: Number.NaN })).toContain('INVALID_ARGUMENT');
});

test('data that does not fit', async () => {
  const cifar = { images: new Uint8Array(3072), labels: new Uint8Array(1), shape: [1, 32, 32, 3] } as const;
  const doubled = train.labels.map((label) => label * 2);
  expect(await refusal({ train: cifar })).toMatchInlineSnapshot(
    `"SHAPE_MISMATCH: train.shape does not fit the model: expected [count, 8, 8, 1], received [1, 32, 32, 3]. Choose the data that the model was made for, or a model with this inputShape."`,
  );
  expect(await refusal({ validation: cifar })).toContain('SHAPE_MISMATCH: validation.shape');
  expect(await refusal({ train: { ...train, shape: [0, 8, 8, 1] } })).toMatchInlineSnapshot(
    `"INVALID_DATA: train expects at least one image; received 0."`,
  );
  expect(await refusal({ train: { ...train, labels: doubled } })).toMatchInlineSnapshot(
    `"LABEL_OUT_OF_RANGE: train.labels expects whole numbers from 0 to 3, as the model has 4 outputs; received 4 at index 2."`,
  );
  expect(await refusal({ train: { ...train, labels: train.labels.slice(1) } })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.labels expects one label for each of the 100 images; received a Uint8Array of length 99."`,
  );
  expect(await refusal({ train: { ...train, images: train.images.slice(1) } })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.images expects 6400 bytes, as train.shape is [100, 8, 8, 1]; received 6399."`,
  );
});

test('models that cannot be trained', async () => {
  expect(() => fit(sequential(), { train, epochs: 1 })).toThrow(TrainError);
  const noSoftmax = sequential({ layers: [layers.dense({ name: 'end', units: 4, inputShape: [8, 8, 1] })] });
  expect(await refusal({}, noSoftmax)).toMatchInlineSnapshot(
    `"INVALID_MODEL: The model's last layer, "end", has 4 units and activation 'linear'. Cross-entropy expects a probability for each class: end the model with a dense layer of 4 units and activation 'softmax'. For logits pass loss: { kind: 'categoricalCrossentropy', fromLogits: true }, for numbers 'meanSquaredError'."`,
  );
  const frozen = denseModel();
  for (const layer of frozen.layers) layer.trainable = false;
  expect(await refusal({}, frozen)).toMatchInlineSnapshot(
    `"INVALID_MODEL: The model has no trainable weights. Set \`trainable\` on its layers."`,
  );
});

test('a model that is already being trained', async () => {
  const model = denseModel();
  const first = fit(model, { train, epochs: 1 });
  await first.next();
  await expect(fit(model, { train, epochs: 1 }).next()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[TrainError: This model is already being trained. Wait for that run to end, or stop it first.]`,
  );
  for await (const _ of first);
  await expect(fit(model, { train, epochs: 1 }).next()).resolves.toMatchObject({ done: false });
  model.dispose();
});

test('a training that diverges', async () => {
  expect(await refusal({ epochs: 30, learningRate: 1e30 })).toContain('LOSS_NOT_FINITE: The loss became');
});

test('options that fit() does not have', async () => {
  expect(await refusal(anything({ loss: 'mse' }))).toMatch(
    /^INVALID_DATA: train.labels expects 4 values for each sample, as the loss is meanSquaredError .* For class numbers use/,
  );
  expect(await refusal(anything({ loss: 'meanSquareError' }))).toContain('Did you mean meanSquaredError?');
  expect(await refusal(anything({ callbacks: [] }))).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: fit has no option "callbacks". Iterate its events with \`for await\`, and use the options stop, restoreBest and signal."`,
  );
  expect(await refusal(anything({ validationSplit: 0.1 }))).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: fit has no option "validationSplit". Pass the validation samples as \`validation\`."`,
  );
  expect(await refusal(anything({ batch_size: 32 }))).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: fit has no option "batch_size". Did you mean batchSize?"`,
  );
  expect(await refusal(anything({ lr: 0.1 }))).toContain('Did you mean learningRate?');
  expect(await refusal(anything({ classWeight: { 0: 1 } }))).toContain('Did you mean classWeights?');
  expect(await refusal(anything({ optimizer: { kind: 'adam', weightDecay: 0.1 } }))).toContain(
    'optimizer has no option "weightDecay"',
  );
  expect(await refusal(anything({ optimizer: 'adam' }))).toContain("such as { kind: 'adam' }; received");
  expect(await refusal(anything({ augmentation: [{ kind: 'crop', padding: 1, pad: 2 }] }))).toContain(
    'INVALID_AUGMENTATION: Step 1 of the augmentation: crop has no field "pad"',
  );
});

test('options that do not suit the loss', async () => {
  const { images, shape } = train;
  const end = () => layers.dense({ units: 1, name: 'end' });
  const model = () => sequential({ layers: [layers.flatten({ inputShape: [8, 8, 1] }), end()] });
  const errorOf = (options: Partial<FitOptions>) =>
    refusal({ train: { images, shape, targets: new Float32Array(100) }, loss: 'mse', ...options }, model());
  expect(await errorOf({ labelSmoothing: 0.1 })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: labelSmoothing expects 0, as the loss of "end" is not a cross-entropy; received 0.1."`,
  );
  expect(await errorOf({ classWeights: [1, 2] })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: classWeights expects undefined, as the model does not have exactly one output with one class per sample; received an array of length 2."`,
  );
  expect(await errorOf({ metrics: ['mse', { kind: 'meanSquaredError' }] })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: metrics expects metrics with different names, set by \`name\`, such as { kind: 'precision', name: 'strict' }; received "meanSquaredError" (a string)."`,
  );
  expect(await errorOf({ lossWeights: [1, 2] })).toContain(
    'lossWeights expects one for each of the outputs end',
  );
  const own = (t: Tensor, y: Tensor) => mean(square(sub(y, t)), -1);
  expect(await errorOf({ workers: 2, loss: own })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: workers expects 1 or 'auto' for this model; received 2. Workers can share the work only of models that train on a compiled graph; here a loss that is a function prevents it."`,
  );
  expect(await errorOf({ workers: 'auto', loss: own })).toBe('nothing');
});

test('monitors of the validation without validation data', async () => {
  const monitor = { quantity: 'valLoss' } as const;
  expect(await refusal({ restoreBest: monitor })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: restoreBest monitors valLoss, but there is no validation data. Pass \`validation\`, or monitor loss."`,
  );
  expect(await refusal({ stop: earlyStopping({ monitor }) })).toContain('stop monitors valLoss');
  expect(await refusal({ stop: reachTarget({ quantity: 'valAccuracy', target: 1 }) })).toContain(
    'stop monitors valAccuracy',
  );
  const schedule = warmUp({ epochs: 1, schedule: reduceOnPlateau({ rate: 0.1, monitor }) });
  expect(await refusal({ learningRate: schedule })).toContain('learningRate monitors valLoss');
  expect(await refusal(anything({ restoreBest: { quantity: 'valLos' } }))).toContain('Did you mean valLoss?');
  expect(await refusal({ restoreBest: { quantity: 'val_auc' }, validation: train })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: restoreBest's quantity expects one of loss, accuracy, valLoss, valAccuracy; received "val_auc" (a string)."`,
  );
  expect(await refusal({ restoreBest: { quantity: 'f1' } })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: restoreBest.quantity expects a metric known to be better when lower or higher, such as loss, accuracy, valLoss, valAccuracy; received "f1" (a string). For your own metric pass \`mode\`: 'min' or 'max'."`,
  );
  expect(await refusal(anything({ restoreBest: { quantity: 'val_loss' } }))).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: restoreBest monitors val_loss, but there is no validation data. Pass \`validation\`, or monitor loss."`,
  );
  expect(await refusal({ restoreBest: monitor, validation: train })).toBe('nothing');
});

test('workers of a model without a plan: one is accepted, more are rejected with the name of the layer', async () => {
  const recurrent = () =>
    sequential({
      layers: [
        layers.reshape({ inputShape: [8, 8, 1], targetShape: [8, 8] }),
        layers.simpleRNN({ units: 2, name: 'here' }),
        layers.dense({ units: 4, activation: 'softmax' }),
      ],
    });
  expect(await refusal({ workers: 'auto' }, recurrent())).toBe('nothing');
  expect(await refusal({ workers: 3 }, recurrent())).toMatch(
    /^INVALID_ARGUMENT: workers expects 1 or 'auto' for this model; received 3\..*layer "here" \(SimpleRNN\)/,
  );
  expect(await refusal(anything({ workers: 'all' }))).toContain(
    "workers expects a whole number of 1 or more, or 'auto'",
  );
});

test('a value that is not a model, or a disposed one', async () => {
  const wrong: unknown[] = [undefined, {}, Promise.resolve(1)];
  for (const model of wrong) {
    expect(() => fit(model as LayersModel, { train, epochs: 1 })).toThrow(
      /^model expects a model of tfjs-layers, or a network \{ graph, weights \}; received/,
    );
  }
  const model = denseModel();
  model.dispose();
  expect(() => fit(model, { train, epochs: 1 })).toThrow(/^The model was disposed/);
});
