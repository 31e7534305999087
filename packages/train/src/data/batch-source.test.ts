// Training on batches of a source.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import type { TrainingEvent } from '../events.ts';
import { type FitOptions, fit, weightsSha256 } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { tableModel, weighedTable } from '../testing/table-models.ts';
import type { SourceBatch } from './batch-source.ts';

beforeAll(prepareBackend);

const size = 10;
const stepsPerEpoch = 4;
const table = weighedTable(size * stepsPerEpoch * 3);

/** Batches from this one on, in another order in each epoch. */
function batchAt(index: number): SourceBatch {
  const inputs = table.inputs.subarray(3 * size * index, 3 * size * (index + 1));
  return { inputs, targets: table.targets.subarray(size * index, size * (index + 1)) };
}

async function* epochBatches(epoch: number) {
  for (let step = 0; step < stepsPerEpoch; step++) {
    await Promise.resolve();
    yield batchAt((epoch - 1) * stepsPerEpoch + step);
  }
}

async function* allBatches() {
  for (let epoch = 1; epoch <= 3; epoch++) yield* epochBatches(epoch);
}

const options = { epochs: 3, loss: 'mse', stepsPerEpoch } as const;

async function hashOf(more: Partial<FitOptions> & Pick<FitOptions, 'train'>): Promise<string> {
  const model = tableModel(1);
  for await (const _ of fit(model, { ...options, ...more }));
  const sha = await weightsSha256(model);
  model.dispose();
  return sha;
}

const refusalOf = async (train: FitOptions['train'], more: Partial<FitOptions> = {}) => {
  try {
    await hashOf({ train, ...more });
    return 'nothing';
  } catch (error) {
    return String(error);
  }
};

test('a function of the epoch, an iterable and a generator give the same weights', async () => {
  const expected = await hashOf({ train: epochBatches });
  expect(await hashOf({ train: allBatches() })).toBe(expected);
  let epoch = 0;
  const iterable = { [Symbol.asyncIterator]: () => epochBatches(++epoch) };
  expect(await hashOf({ train: iterable })).toBe(expected);
  // In memory, and synchronous.
  const batches = (of: number) =>
    Array.from({ length: stepsPerEpoch }, (_, i) => batchAt((of - 1) * stepsPerEpoch + i));
  expect(await hashOf({ train: batches })).toBe(expected);
  expect(await hashOf({ train: (of: number) => epochBatches(1 + (of % 2)) })).not.toBe(expected);
});

test('reports the same events as for data in memory', async () => {
  const events: TrainingEvent[] = [];
  const model = tableModel(1);
  for await (const event of fit(model, { ...options, train: epochBatches, epochs: 1 })) events.push(event);
  expect(events[0]).toMatchObject({ engine: 'plan', stepsPerEpoch, samples: 0 });
  expect(events.flatMap((event) => (event.type === 'batch' ? [event.samples] : []))).toEqual([
    10, 20, 30, 40,
  ]);
  const end = events[events.length - 1];
  expect(end.type === 'end' && Math.abs(end.seconds * 1e6 - 40 * end.microsecondsPerSample)).toBeLessThan(
    1e-3,
  );
  model.dispose();
});

test('fetches a few batches ahead, one at a time, and closes the source', async () => {
  const asked: number[] = [];
  let [open, closed] = [0, 0];
  const source = () => ({
    [Symbol.asyncIterator]() {
      let step = 0;
      return {
        async next() {
          expect(++open).toBe(1);
          asked.push(step);
          await new Promise((resolve) => setTimeout(resolve, 1));
          open--;
          return { done: false as const, value: batchAt(step++ % stepsPerEpoch) };
        },
        async return() {
          closed++;
          return { done: true as const, value: undefined };
        },
      };
    },
  });
  const model = tableModel(1);
  const run = fit(model, { ...options, train: source });
  for await (const { type } of run) {
    if (type !== 'batch') continue;
    // The batch that was trained on, and those fetched ahead.
    expect(asked.length).toBeLessThanOrEqual(3);
    break;
  }
  expect(closed).toBe(1);
  asked.length = 0;
  for await (const _ of fit(model, { ...options, train: source, epochs: 2 }));
  expect(closed).toBe(3);
  model.dispose();
});

test.each([
  ['a function', () => epochBatches],
  ['a generator', () => allBatches()],
])('a run on %s resumes where it stopped', async (_, source) => {
  const expected = await hashOf({ train: epochBatches });
  let checkpoint: Checkpoint | undefined;
  const model = tableModel(1);
  const run = fit(model, { ...options, train: source() });
  for await (const event of run) {
    if (event.type === 'batch' && event.epoch === 2 && event.step === 3) {
      checkpoint = await run.checkpoint();
      break;
    }
  }
  model.dispose();
  expect(await hashOf({ train: source(), resume: checkpoint })).toBe(expected);
});

test('each batch has its own sample weights', async () => {
  async function* weighted(weight: number) {
    for await (const batch of epochBatches(1))
      yield { ...batch, sampleWeights: new Float32Array(size).fill(weight) };
  }
  const plain = await hashOf({ train: () => epochBatches(1) });
  expect(await hashOf({ train: () => weighted(1) })).toBe(plain);
  expect(await hashOf({ train: () => weighted(0.5), optimizer: { kind: 'sgd' } })).not.toBe(plain);
});

describe('rejects', () => {
  test('a source that ends too early', async () => {
    expect(await refusalOf(epochBatches, { stepsPerEpoch: 5 })).toMatchInlineSnapshot(
      `"TrainError: train expects 5 batches in each epoch, the stepsPerEpoch; it ended after 4 of epoch 1. Pass a function of the epoch that returns its batches."`,
    );
    expect(await refusalOf(epochBatches(1))).toContain('it ended after 0 of epoch 2');
  });

  test('a batch that does not fit, with its number', async () => {
    async function* spoilt() {
      yield batchAt(0);
      yield { inputs: Float32Array.of(1, 2, Number.NaN), targets: [1] };
    }
    expect(await refusalOf(spoilt())).toMatchInlineSnapshot(
      `"TrainError: train's batch 2.inputs expects finite numbers of single precision; received NaN at index 2."`,
    );
    expect(await refusalOf((() => 3) as never)).toMatchInlineSnapshot(
      `"TrainError: train(1) expects an iterable of batches, such as an async generator's; received 3."`,
    );
    expect(await refusalOf((() => [3]) as never)).toContain("train's batch 1 expects an object");
  });

  test('options that are for data in memory, or for sources', async () => {
    expect(await refusalOf(epochBatches, { stepsPerEpoch: undefined })).toMatchInlineSnapshot(
      `"TrainError: stepsPerEpoch expects a whole number of 1 or more; received nothing."`,
    );
    expect(await refusalOf(epochBatches, { accumulate: 2 })).toContain(
      'accumulate expects 1 if train is a batch source',
    );
    expect(await refusalOf(epochBatches, { sampleWeights: new Float32Array(4) })).toContain(
      'sampleWeights expects undefined',
    );
    expect(await refusalOf(table)).toMatchInlineSnapshot(
      `"TrainError: stepsPerEpoch expects undefined for data in memory, where an epoch is all samples in steps of batchSize; received 4."`,
    );
    expect(await refusalOf(epochBatches, { loss: undefined })).toContain(
      'loss expects a loss for the output "end"',
    );
  });

  test('throws the error of the source itself', async () => {
    async function* failing() {
      yield batchAt(0);
      throw new Error('The disk is gone.');
    }
    expect(await refusalOf(failing())).toBe('Error: The disk is gone.');
  });
});
