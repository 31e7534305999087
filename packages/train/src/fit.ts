// The training loop: which rows make a step, when to validate, and what to tell. The arithmetic of a step is in
// plan-step.ts and tape-step.ts; the events are events.ts.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { throwIfAborted } from './abort.ts';
import { breathe } from './breathe.ts';
import { createTrainingStep } from './create-training-step.ts';
import { evaluate } from './evaluate.ts';
import type { BatchEvent, EpochRecord, History, TrainingEvent } from './events.ts';
import { type FitOptions, type FitSettings, fitSettings } from './fit-options.ts';
import { checkBackend } from './prepare-backend.ts';
import { addScores, type BatchScore, emptyScore, meanScore } from './score.ts';
import { shuffledRows } from './shuffled-rows.ts';
import { TrainError } from './train-error.ts';
import type { TrainingStep } from './training-step.ts';

/** What the epochs of a run share. */
interface Run extends FitSettings {
  readonly model: LayersModel;
  readonly step: TrainingStep;
  readonly stepsPerEpoch: number;
}

const busy = new WeakSet<LayersModel>();

/**
 * Trains a model with Adam on categorical cross-entropy, and tells what it does. Shuffle and dropout follow from the
 * seed alone, so that equal models, data and options give equal weights, bit for bit. Nothing is checked or done
 * before the first event is asked for; leaving the loop early, or the signal, stops between two steps, and the model
 * keeps the weights it has then.
 *
 * @param model one image in, one softmax out; of @nn101/models or any other. Trained in place, stays the caller's
 * @returns the history, which the `end` event carries too
 * @throws TrainError `BACKEND_NOT_READY`, `INVALID_OPTION`, `INVALID_DATA`, `SHAPE_MISMATCH`,
 *   `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`, `MODEL_BUSY`, `LOSS_NOT_FINITE`, `ABORTED`
 * @example for await (const event of fit(model, { train, epochs: 12 })) if (event.type === 'epoch') show(event);
 */
export async function* fit(model: LayersModel, options: FitOptions): AsyncGenerator<TrainingEvent, History> {
  checkBackend();
  const settings = fitSettings(model, options);
  claim(model);
  const { train, epochs } = settings;
  const samples = train.shape[0];
  const stepsPerEpoch = Math.ceil(samples / settings.batchSize);
  const step = createTrainingStep({ ...settings, model });
  try {
    yield { type: 'start', epochs, stepsPerEpoch, samples, parameters: model.countParams() };
    const records: EpochRecord[] = [];
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const record = yield* runEpoch({ ...settings, model, step, stepsPerEpoch }, epoch);
      records.push(record);
      yield { type: 'epoch', ...record };
    }
    const history = { epochs: records };
    const seconds = records.reduce((sum, record) => sum + record.seconds, 0);
    yield { type: 'end', epochs, ...timing(seconds, epochs * samples), history };
    return history;
  } finally {
    step.dispose();
    busy.delete(model);
  }
}

async function* runEpoch(run: Run, epoch: number): AsyncGenerator<BatchEvent, EpochRecord> {
  const { step, stepsPerEpoch, train, batchSize, seed, now } = run;
  const order = shuffledRows({ count: train.shape[0], seed, epoch });
  let total = emptyScore;
  let milliseconds = 0;
  for (let i = 0; i < stepsPerEpoch; i++) {
    throwIfAborted(run.signal);
    const began = now();
    const rows = order.subarray(i * batchSize, (i + 1) * batchSize);
    const score = await step.run({ rows, index: (epoch - 1) * stepsPerEpoch + i });
    milliseconds += now() - began;
    checkFinite(score, { epoch, step: i + 1, learningRate: run.learningRate });
    total = addScores(total, score);
    yield {
      type: 'batch',
      epoch,
      step: i + 1,
      steps: stepsPerEpoch,
      samples: total.samples,
      ...meanScore(total),
    };
    await breathe();
  }
  step.sync();
  return {
    epoch,
    ...meanScore(total),
    ...(await validate(run)),
    ...timing(milliseconds / 1000, total.samples),
  };
}

async function validate(run: Run): Promise<Pick<EpochRecord, 'valLoss' | 'valAccuracy'>> {
  if (!run.validation) return {};
  const { batchSize, signal } = run;
  const { loss, accuracy } = await evaluate(run.model, run.validation, { batchSize, signal });
  return { valLoss: loss, valAccuracy: accuracy };
}

function timing(seconds: number, samples: number): Pick<EpochRecord, 'seconds' | 'microsecondsPerSample'> {
  return { seconds, microsecondsPerSample: (seconds * 1e6) / samples };
}

function checkFinite(score: BatchScore, at: { epoch: number; step: number; learningRate: number }): void {
  if (Number.isFinite(score.lossSum)) return;
  throw new TrainError(
    'LOSS_NOT_FINITE',
    `The loss became ${score.lossSum} in epoch ${at.epoch}, step ${at.step}: training diverged. ` +
      `Try a learning rate below ${at.learningRate}, or another activation.`,
  );
}

// Two loops over one model would mix their updates and lose each other's dropout masks.
function claim(model: LayersModel): void {
  if (busy.has(model)) {
    throw new TrainError(
      'MODEL_BUSY',
      'This model is being trained already. Wait for that run, or stop it first.',
    );
  }
  busy.add(model);
}
