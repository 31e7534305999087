// fit() with other data than images and other losses than cross-entropy: tables, tokens, several inputs and outputs.

import { mean, train as optimizers, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint/checkpoint-format.ts';
import type { EpochEvent, EpochRecord, StartEvent, TrainingEvent } from './events.ts';
import type { FitOptions } from './tape/model-functions.ts';
import { assess, evaluate, fit, predict, predictOutputs, weightsSha256 } from './tape/model-functions.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { stripedImages } from './testing/striped-images.ts';
import {
  anyNumbers,
  tableModel,
  tokenModel,
  twoByTwoModel,
  weighedTable,
  withSeededWeights,
} from './testing/table-models.ts';

beforeAll(prepareBackend);

const options = { epochs: 12, batchSize: 50, learningRate: 0.05 };

async function run(model: LayersModel, more: Partial<FitOptions> & Pick<FitOptions, 'train'>) {
  const events: TrainingEvent[] = [];
  for await (const event of fit(model, { ...options, ...more })) events.push(event);
  const epochs = events.filter((event): event is EpochEvent => event.type === 'epoch');
  return { start: events[0] as StartEvent, epochs, last: epochs[epochs.length - 1] as EpochRecord };
}

describe('regression', () => {
  const train = weighedTable(200);
  const validation = weighedTable(50, 9);

  test('learns, and measures the requested metrics by name', async () => {
    const model = tableModel(1);
    const { start, epochs, last } = await run(model, {
      ...{ train, validation, loss: 'meanSquaredError', metrics: ['mae', 'r2Score'] },
      restoreBest: { quantity: 'valMeanAbsoluteError' },
    });
    expect(start).toMatchObject({
      ...{ engine: 'plan', metrics: ['meanAbsoluteError', 'r2Score'] },
      ...{ samples: 200, stepsPerEpoch: 4, workers: 1 },
    });
    expect(epochs[0].metrics.r2Score).toBeLessThan(0.3);
    expect(last.valMetrics?.r2Score).toBeGreaterThan(0.9);
    expect([last.accuracy, last.valAccuracy]).toEqual([Number.NaN, undefined]);
    // The model has the weights of the best epoch.
    const best = Math.min(...epochs.map(({ valMetrics }) => valMetrics?.meanAbsoluteError ?? Number.NaN));
    const measured = await evaluate(model, validation, { loss: 'mse', metrics: 'mae' });
    expect(Math.abs(measured.metrics.meanAbsoluteError - best)).toBeLessThan(1e-6);
    expect(
      Math.abs(measured.loss - Number(epochs.find((e) => e.valMetrics?.meanAbsoluteError === best)?.valLoss)),
    ).toBeLessThan(1e-6);
    model.dispose();
  });

  test('predicts a row for each sample, the same for any batch size, and as assessed', async () => {
    const model = tableModel(2);
    const predicted = await predict(model, { inputs: validation.inputs }, { batchSize: 7 });
    expect([predicted.shape, predicted.classes]).toEqual([[50, 2], 2]);
    const targets = { values: anyNumbers(100), shape: [50, 2] };
    const assessed = await assess(model, { inputs: validation.inputs, targets }, { loss: 'mae' });
    expect(assessed.probabilities).toEqual(predicted);
    const error = predicted.reduce((sum, value, i) => sum + Math.abs(value - targets.values[i]), 0) / 100;
    expect(Math.abs(assessed.loss - error)).toBeLessThan(1e-6);
    expect(assessed.metrics).toEqual({});
    model.dispose();
  });

  test('resumes from a checkpoint in the middle of an epoch to the same bits, including metrics', async () => {
    const settings = {
      ...options,
      epochs: 3,
      train,
      validation,
      loss: 'huber',
      metrics: ['auc', 'mse'],
    } as const;
    const auc = { ...settings, metrics: ['rmse', 'mse'] } as const;
    const whole = tableModel(1);
    const training = fit(whole, auc);
    let checkpoint: Checkpoint | undefined;
    const expected: EpochRecord[] = [];
    for await (const event of training) {
      if (event.type === 'batch' && event.epoch === 2 && event.step === 3) {
        checkpoint = await decodeCheckpoint(await encodeCheckpoint(await training.checkpoint()));
      }
      if (event.type === 'epoch') expected.push(event);
    }
    const resumed = tableModel(1);
    const { epochs } = await run(resumed, { ...auc, resume: checkpoint });
    const facts = ({ loss, metrics, valMetrics }: EpochRecord) => ({ loss, metrics, valMetrics });
    expect(epochs.map(facts)).toEqual(expected.slice(1).map(facts));
    expect(await weightsSha256(resumed)).toBe(await weightsSha256(whole));
    expect(() => fit(tableModel(1), { ...settings, resume: checkpoint })).toThrow(
      /checkpoint belongs to another run: metrics was/,
    );
    expect(() => fit(tableModel(1), { ...auc, loss: 'mse', resume: checkpoint })).toThrow(
      /losses was \[{"kind":"huber"}\]/,
    );
  });
});

describe('one of two', () => {
  const { inputs, targets } = weighedTable(200);
  const labels = Array.from(targets, (size) => Number(size > 0));

  test.each([
    ['sigmoid', 'sigmoid', 'binaryCrossentropy'],
    ['a logit', 'linear', { kind: 'binaryCrossentropy', fromLogits: true }],
  ] as const)('of %s', async (_, activation, loss) => {
    const model = tableModel(1, activation);
    const { last } = await run(model, { train: { inputs, labels }, loss, metrics: ['auc', 'precision'] });
    expect(last.accuracy).toBeGreaterThan(0.9);
    expect(last.metrics.accuracy).toBe(last.accuracy);
    expect(last.metrics.auc).toBeGreaterThan(0.95);
    expect(last.metrics.precision).toBeGreaterThan(0.85);
    model.dispose();
  });

  test('class weights move the decision boundary', async () => {
    const recall = async (classWeights: number[] | undefined) => {
      const model = tableModel(1, 'sigmoid');
      const { last } = await run(model, {
        ...{
          train: { inputs, labels },
          loss: 'binaryCrossentropy',
          metrics: 'recall',
          epochs: 4,
          classWeights,
        },
      });
      model.dispose();
      return last.metrics.recall;
    };
    expect(await recall([1, 20])).toBeGreaterThan(await recall([20, 1]));
  });
});

test('three hundred classes, with labels that do not fit into bytes', async () => {
  const model = tableModel(300, 'softmax');
  const { inputs } = weighedTable(60);
  const labels = Uint16Array.from({ length: 60 }, (_, i) => 299 - (i % 3));
  const { last } = await run(model, { train: { inputs, labels }, metrics: ['topKCategoricalAccuracy'] });
  expect(Object.keys(last.metrics)).toEqual(['accuracy', 'topKCategoricalAccuracy']);
  expect(last.metrics.topKCategoricalAccuracy).toBeGreaterThan(0.9);
  model.dispose();
});

test('class numbers and one-hot targets train to the same bits', async () => {
  const { inputs } = weighedTable(60);
  const labels = Int32Array.from({ length: 60 }, (_, i) => i % 4);
  const oneHot = Float32Array.from({ length: 240 }, (_, i) => Number(labels[Math.floor(i / 4)] === i % 4));
  const hash = async (train: FitOptions['train'], loss: FitOptions['loss']) => {
    const model = tableModel(4, 'softmax');
    await run(model, { train, loss, epochs: 2 });
    const sha = await weightsSha256(model);
    model.dispose();
    return sha;
  };
  const expected = await hash({ inputs, labels }, undefined);
  expect(await hash({ inputs, targets: labels }, 'sparseCategoricalCrossentropy')).toBe(expected);
  expect(await hash({ inputs, targets: { values: oneHot, shape: [60, 4] } }, 'categoricalCrossentropy')).toBe(
    expected,
  );
});

test('two inputs and two outputs, each with its loss, weight and metrics', async () => {
  const model = twoByTwoModel();
  const left = anyNumbers(200, 3);
  const right = anyNumbers(300, 4);
  const sizes = Float32Array.from({ length: 100 }, (_, i) => left[2 * i] - right[3 * i]);
  const kinds = Array.from(sizes, (size) => (size < -0.5 ? 0 : size > 0.5 ? 2 : 1));
  const train = { inputs: { left, right }, targets: { size: sizes, kind: kinds } };
  const loss = { size: 'mse', kind: 'sparseCategoricalCrossentropy' } as const;
  const lossWeights = { size: 2, kind: 0.5 };
  const { start, last } = await run(model, {
    train,
    loss,
    lossWeights,
    metrics: { size: 'mae' },
    epochs: 30,
  });
  expect(start.metrics).toEqual(['size_loss', 'size_meanAbsoluteError', 'kind_loss', 'kind_accuracy']);
  expect(last.metrics.kind_accuracy).toBeGreaterThan(0.85);
  expect(last.metrics.size_meanAbsoluteError).toBeLessThan(0.2);
  const sum = 2 * last.metrics.size_loss + 0.5 * last.metrics.kind_loss;
  expect(Math.abs(last.loss - sum)).toBeLessThan(1e-6);
  const predicted = await predictOutputs(model, { inputs: { left, right } });
  expect([predicted.size.shape, predicted.kind.shape]).toEqual([
    [100, 1],
    [100, 3],
  ]);
  await expect(predict(model, { inputs: { left, right } })).rejects.toThrow('Call predictOutputs() instead.');
  const assessed = await assess(model, train, { loss, lossWeights });
  expect(assessed.outputs).toEqual(predicted);
  model.dispose();
});

test('tokens', async () => {
  const model = tokenModel();
  const inputs = Int32Array.from({ length: 500 }, (_, i) => (i * 7 + Math.floor(i / 5)) % 10);
  const labels = Array.from({ length: 100 }, (_, i) => Number(inputs.subarray(5 * i, 5 * i + 5).includes(3)));
  const { last } = await run(model, { train: { inputs, labels }, loss: 'binaryCrossentropy', epochs: 40 });
  expect(last.accuracy).toBeGreaterThan(0.8);
  model.dispose();
});

test('image bytes are inputs and targets of an autoencoder, both divided by 255', async () => {
  const { images, shape } = stripedImages({ count: 40 });
  const model = withSeededWeights(
    sequential({
      layers: [
        layers.conv2d({
          inputShape: [8, 8, 1],
          filters: 4,
          kernelSize: 3,
          padding: 'same',
          activation: 'relu',
        }),
        layers.conv2d({ filters: 1, kernelSize: 3, padding: 'same', activation: 'sigmoid' }),
      ],
    }),
  );
  const train = { images, shape, targets: { values: images, shape } };
  const { epochs, last } = await run(model, { train, loss: 'mse', epochs: 15 });
  expect(last.loss).toBeLessThan(epochs[0].loss / 2);
  const predicted = await predict(model, { images, shape });
  expect(predicted.shape).toEqual([40, 8, 8, 1]);
  const error =
    predicted.reduce((sum, value, i) => sum + (value - images[i] / 255) ** 2, 0) / predicted.length;
  const { loss } = await evaluate(model, train, { loss: 'mse' });
  expect(Math.abs(loss - error)).toBeLessThan(1e-6);
  model.dispose();
});

describe('a compiled model', () => {
  test('provides its loss, metrics and optimizer as defaults', async () => {
    const train = weighedTable(60);
    const hash = async (compile: (model: LayersModel) => void, more: Partial<FitOptions>) => {
      const model = tableModel(1);
      compile(model);
      const trained: string[] = [];
      for await (const event of fit(model, { train, epochs: 2, batchSize: 16, ...more })) {
        if (event.type === 'start') trained.push(...event.metrics);
      }
      return [await weightsSha256(model), trained];
    };
    const compiled = await hash(
      (model) =>
        model.compile({
          loss: 'meanSquaredError',
          metrics: ['mae'],
          optimizer: optimizers.momentum(0.05, 0.8, true),
        }),
      {},
    );
    const optimizer = { kind: 'sgd', momentum: 0.8, nesterov: true } as const;
    const explicit = await hash(() => {}, { loss: 'mse', metrics: 'mae', optimizer, learningRate: 0.05 });
    expect(compiled).toEqual(explicit);
  });

  test('with a custom loss trains on the tape, with the same result as the built-in one on a plan', async () => {
    const train = weighedTable(60);
    const [own, known] = [tableModel(1), tableModel(1)];
    own.compile({ loss: (t: Tensor, y: Tensor) => mean(square(sub(y, t)), -1), optimizer: 'sgd' });
    known.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
    const measured = { metrics: 'mse', epochs: 5, batchSize: 16 } as const;
    const [onTape, onPlan] = [
      await run(own, { train, ...measured }),
      await run(known, { train, ...measured }),
    ];
    expect([onTape.start.engine, onTape.start.reason]).toEqual(['tape', 'a loss that is a function']);
    expect(onPlan.start.engine).toBe('plan');
    expect(Math.abs(onTape.last.loss - onPlan.last.loss)).toBeLessThan(1e-5);
    expect(
      Math.abs(onTape.last.metrics.meanSquaredError - onPlan.last.metrics.meanSquaredError),
    ).toBeLessThan(1e-5);
    own.dispose();
    known.dispose();
  });

  test('with an optimizer that fit() does not have', () => {
    const model = tableModel(1);
    model.compile({ loss: 'meanSquaredError', optimizer: optimizers.rmsprop(0.01) });
    const train = weighedTable(4);
    expect(() => fit(model, { train, epochs: 1 })).toThrow(
      /^optimizer expects adam, adamw or sgd; received RMSProp/,
    );
    expect(() => fit(model, { train, epochs: 1, optimizer: { kind: 'adam' } })).not.toThrow();
  });
});
