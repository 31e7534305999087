// One seed, one result: the same bits with any number of workers, with and without shared memory.

import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { FitOptions } from '../tape/model-functions.ts';
import { fit, weightsSha256 } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { settingsFor, ways } from '../testing/settings.ts';
import { convolutionalModel, denseModel } from '../testing/stripe-models.ts';
import { stripedImages } from '../testing/striped-images.ts';
import { TrainError } from '../train-error.ts';

beforeAll(prepareBackend);

const train = stripedImages({ count: 90 });
const validation = stripedImages({ count: 70, seed: 5 });

// Everything that an update can include.
const options = {
  ...{ train, validation, epochs: 2, batchSize: 40, clipNorm: 0.5, averageDecay: 0.9, labelSmoothing: 0.1 },
  optimizer: { kind: 'adamw', weightDecay: 0.01 },
  augmentation: [{ kind: 'horizontalFlip' }, { kind: 'mixup', alpha: 0.4 }],
} as const satisfies FitOptions;

async function result(more: Partial<FitOptions>) {
  const model = convolutionalModel();
  const records = [];
  for await (const event of fit(model, { ...options, ...more })) {
    if (event.type !== 'epoch') continue;
    const { seconds: _, microsecondsPerSample: __, type: ___, ...record } = event;
    records.push(record);
  }
  const sha256 = await weightsSha256(model);
  model.dispose();
  return { records, sha256 };
}

test('one, two, three and four workers give the same bits, in weights and in events', async () => {
  const alone = await result({ workers: 1 });
  for (const workers of [2, 3, 4]) expect(await result({ workers })).toEqual(alone);
});

test('sixteen lanes: eight and sixteen workers, which share groups, give the bits of one', async () => {
  const many = { lanes: 16, batchSize: 64, epochs: 1 };
  const alone = await result({ ...many, workers: 1 });
  for (const workers of [3, 8, 16]) expect(await result({ ...many, workers })).toEqual(alone);
});

describe('without shared memory', () => {
  test('gradients are copied, and the bits are the same', async () => {
    const shas = [];
    for (const [workers, sharing] of [
      [1, true],
      [2, false],
    ] as const) {
      const model = denseModel();
      const settings = { ...settingsFor(model, { ...options, workers }), sharing };
      const step = await ways.plan(settings);
      const rows = Uint32Array.from({ length: 40 }, (_, i) => i);
      const scores = [];
      for (let index = 0; index < 3; index++)
        scores.push(await step.run({ rows, index, learningRate: 0.01 }));
      scores.push(...(await step.evaluate({ from: 0, to: step.validation?.count ?? 0 })));
      await step.sync();
      await step.dispose();
      shas.push([scores, await weightsSha256(model)]);
      model.dispose();
    }
    expect(shas[1]).toEqual(shas[0]);
  });
});

test('more workers than lanes are not created', async () => {
  const model = denseModel();
  const run = fit(model, { train, epochs: 1, workers: 9, lanes: 2 });
  expect((await run.next()).value).toMatchObject({ type: 'start', workers: 2 });
  await run.return({ epochs: [] });
  model.dispose();
});

test('a worker that dies is named, the others end as well, and the model stays usable', async () => {
  const workers = new Set<Worker>();
  const { postMessage } = Worker.prototype;
  vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, message) {
    workers.add(this);
    postMessage.call(this, message);
  });
  const model = denseModel();
  const run = fit(model, { train, epochs: 9, batchSize: 10, workers: 2 });
  for (let event = 0; event < 3; event++) await run.next();
  const [, second] = workers;
  await second.terminate();
  await expect(run.next()).rejects.toThrow(
    expect.objectContaining({ code: 'WORKER_FAILED', message: expect.stringContaining('worker 2 of 2') }),
  );
  expect([...workers].map(({ threadId }) => threadId)).toEqual([-1, -1]);
  vi.restoreAllMocks();
  for await (const _ of fit(model, { train, epochs: 1 }));
  model.dispose();
});

test('an error of this package in a worker keeps its class', async () => {
  const model = denseModel();
  // Skips the checks of fit(), so that the worker detects the mistake.
  const augmentation = [{ kind: 'crop', padding: 99 }] as const;
  const settings = { ...settingsFor(model, { train, workers: 2 }), augmentation };
  const error = await ways.plan(settings).catch((reason) => reason);
  expect(error).toBeInstanceOf(TrainError);
  expect(error).toMatchObject({
    code: 'INVALID_AUGMENTATION',
    message: expect.stringContaining('larger than'),
  });
  model.dispose();
});
