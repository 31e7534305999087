// A run that resumes from a checkpoint ends with the bits of an uninterrupted run.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint/checkpoint-format.ts';
import type { History } from './events.ts';
import { oneCycle } from './schedules/one-cycle.ts';
import { reduceOnPlateau } from './schedules/reduce-on-plateau.ts';
import { type FitOptions, fit, weightsSha256 } from './tape/model-functions.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { batchNormModel, convolutionalModel } from './testing/stripe-models.ts';
import { stripedImages } from './testing/striped-images.ts';

beforeAll(prepareBackend);

const train = stripedImages({ count: 90 });
const validation = stripedImages({ count: 30, seed: 5 });
const options = {
  ...{ train, validation, epochs: 4, batchSize: 40, averageDecay: 0.8, seed: 3, now: () => 0 },
  learningRate: reduceOnPlateau({ rate: 0.01, monitor: { quantity: 'valLoss' }, patience: 1 }),
  restoreBest: { quantity: 'valAccuracy' },
  augmentation: [{ kind: 'shift', amount: 0.1 }],
} as const satisfies FitOptions;

const makers = { 'on a plan': convolutionalModel, 'on the tape': batchNormModel };

interface Outcome {
  sha256: string;
  history: History | undefined;
}

async function runOf(
  make: () => ReturnType<typeof convolutionalModel>,
  more: Partial<FitOptions>,
  stopAt?: { epoch: number; step?: number },
): Promise<Outcome & { checkpoint?: Checkpoint }> {
  const model = make();
  const run = fit(model, { ...options, ...more });
  let checkpoint: Checkpoint | undefined;
  let history: History | undefined;
  for await (const event of run) {
    if (event.type === 'end') history = event.history;
    if ((event.type !== 'batch' && event.type !== 'validation') || event.epoch !== stopAt?.epoch) continue;
    // A stop without a step is one during validation.
    if (event.type === 'batch' ? event.step !== stopAt.step : stopAt.step !== undefined) continue;
    checkpoint = await decodeCheckpoint(await encodeCheckpoint(await run.checkpoint()));
    break;
  }
  const sha256 = await weightsSha256(model);
  model.dispose();
  return { sha256, history, checkpoint };
}

describe.each(Object.entries(makers))('%s', (_, make) => {
  test('from the middle of an epoch, its end, and the first step', async () => {
    const whole = await runOf(make, {});
    for (const stopAt of [
      { epoch: 1, step: 1 },
      { epoch: 3, step: 2 },
      { epoch: 3, step: 3 },
      { epoch: 3 },
    ]) {
      const { checkpoint } = await runOf(make, {}, stopAt);
      const { sha256, history } = await runOf(make, { resume: checkpoint });
      expect(sha256).toBe(whole.sha256);
      expect(history).toEqual(whole.history);
    }
  });
});

test("an epoch's record has the rate of its last update, also if resumed after it", async () => {
  const learningRate = oneCycle({ peak: 0.01 });
  const whole = await runOf(convolutionalModel, { learningRate });
  const { checkpoint } = await runOf(convolutionalModel, { learningRate }, { epoch: 2, step: 3 });
  const { history } = await runOf(convolutionalModel, { learningRate, resume: checkpoint });
  expect(history).toEqual(whole.history);
  expect(history?.epochs[3].learningRate).toBeLessThan(history?.epochs[2].learningRate ?? 0);
});

test('with another number of workers', async () => {
  const whole = await runOf(convolutionalModel, {});
  const { checkpoint } = await runOf(convolutionalModel, { workers: 2 }, { epoch: 2, step: 2 });
  expect((await runOf(convolutionalModel, { resume: checkpoint, workers: 4 })).sha256).toBe(whole.sha256);
});

test('a checkpoint of another run is rejected, and the difference named', async () => {
  const { checkpoint } = await runOf(convolutionalModel, {}, { epoch: 1, step: 1 });
  await expect(
    runOf(convolutionalModel, { resume: checkpoint, seed: 4, batchSize: 30 }),
  ).rejects.toThrowErrorMatchingInlineSnapshot(
    `[TrainError: The checkpoint belongs to another run: seed was 3, now 4; batchSize was 40, now 30. Resume with the settings of the run that saved it.]`,
  );
});

test('before the first event there is nothing to save', async () => {
  const model = convolutionalModel();
  await expect(fit(model, options).checkpoint()).rejects.toThrow(
    expect.objectContaining({ code: 'NOT_RUNNING' }),
  );
  model.dispose();
});
