// The training loop: which rows make a step, when to validate, when to stop, and what to tell. The arithmetic of a step is
// in plan-step.ts and tape-step.ts; the events are events.ts; where a run is, run-state.ts.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { throwIfAborted } from './abort.ts';
import { breathe } from './breathe.ts';
import type { Checkpoint } from './checkpoint.ts';
import { createTrainingStep } from './create-training-step.ts';
import type { BatchEvent, EpochRecord, History, TrainingEvent, ValidationEvent } from './events.ts';
import { checkFingerprint, fingerprintOf } from './fingerprint.ts';
import { type FitOptions, type FitSettings, fitSettings } from './fit-options.ts';
import { checkBackend } from './prepare-backend.ts';
import { beginRun, checkpointOf, finishEpoch, finishStep, type RunState } from './run-state.ts';
import { addScores, type BatchScore, emptyScore, meanScore } from './score.ts';
import { shuffledRows } from './shuffled-rows.ts';
import { TrainError } from './train-error.ts';
import type { StepRequest, TrainingStep } from './training-step.ts';

/** The events of a run, one after the other, and where it is between them. */
export interface TrainingRun extends AsyncGenerator<TrainingEvent, History> {
  /**
   * Everything needed to go on from here, also on another engine or with another number of workers. To be called, and
   * waited for, while an event is handled.
   *
   * @throws TrainError `NOT_RUNNING` before the first event and after the last
   */
  checkpoint(): Promise<Checkpoint>;
}

/** What the epochs of a run share. */
interface Run extends FitSettings {
  readonly model: LayersModel;
  readonly step: TrainingStep;
  readonly state: RunState;
  readonly stepsPerEpoch: number;
}

const busy = new WeakSet<LayersModel>();

/**
 * Trains a model on categorical cross-entropy, and tells what it does. Everything random follows from the seed alone, so
 * that equal models, data and options give equal weights, bit for bit, whatever the engine and the number of workers.
 * Arguments are checked at the call, which throws. Nothing is trained before the first event is asked for; leaving the loop
 * early, or the signal, stops between two steps, and the model keeps the weights it has then.
 *
 * @param model one image in, one softmax out; of @nn101/models or any other. Trained in place, stays the caller's
 * @returns the run; when it ends, the history, which the `end` event carries too
 * @throws TrainError `BACKEND_NOT_READY`, `INVALID_ARGUMENT`, `INVALID_AUGMENTATION`, `INVALID_DATA`, `SHAPE_MISMATCH`,
 *   `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`, `MODEL_BUSY`, `CHECKPOINT_MISMATCH`, `LOSS_NOT_FINITE`, `WORKER_FAILED`,
 *   `ABORTED`; KernelError `OUT_OF_MEMORY`, `FUSED_UNAVAILABLE`
 * @example for await (const event of fit(model, { train, epochs: 12 })) if (event.type === 'epoch') show(event);
 */
export function fit(model: LayersModel, options: FitOptions): TrainingRun {
  const place: { checkpoint?: () => Promise<Checkpoint> } = {};
  const notRunning = async () => {
    throw new TrainError(
      'NOT_RUNNING',
      'A checkpoint can be made from the first event of a run to its last.',
    );
  };
  // Here, not in the generator: a run whose events nobody asks for must not swallow a mistake.
  checkBackend();
  const settings = fitSettings(model, options);
  const fingerprint = fingerprintOf(settings, model.countParams());
  if (options.resume) checkFingerprint(options.resume.fingerprint, fingerprint);
  return Object.assign(runEvents(model, { settings, fingerprint, place }), {
    checkpoint: () => (place.checkpoint ?? notRunning)(),
  });
}

async function* runEvents(
  model: LayersModel,
  run: {
    readonly settings: FitSettings;
    readonly fingerprint: string;
    readonly place: { checkpoint?: () => Promise<Checkpoint> };
  },
): AsyncGenerator<TrainingEvent, History> {
  const { settings, fingerprint, place } = run;
  const { resume } = settings;
  claim(model);
  let step: TrainingStep | undefined;
  try {
    step = await createTrainingStep({ ...settings, model, updates: resume?.position.updates ?? 0 });
    const trainer = step;
    const state = await beginRun(trainer, resume);
    place.checkpoint = () => checkpointOf(state, { trainer, fingerprint });
    const stepsPerEpoch = Math.ceil(settings.train.shape[0] / settings.batchSize);
    return yield* runEpochs({ ...settings, model, step, state, stepsPerEpoch });
  } finally {
    place.checkpoint = undefined;
    await step?.sync().catch(() => {});
    await step?.dispose();
    busy.delete(model);
  }
}

async function* runEpochs(run: Run): AsyncGenerator<TrainingEvent, History> {
  const { model, step, state, epochs, stepsPerEpoch, train, workers, sharing, arithmetic } = run;
  const { stop, resume, restoreBest } = run;
  const samples = train.shape[0];
  yield {
    ...{ type: 'start', epochs, stepsPerEpoch, samples, parameters: model.countParams() },
    ...{ workers, sharedMemory: sharing, arithmetic },
    ...(resume && { resumed: { epoch: resume.position.epoch, step: resume.position.step } }),
  };
  while (state.epoch <= epochs && !(stop?.(state.history) && state.step === 0)) {
    const record = yield* runEpoch(run);
    await finishEpoch(state, record, { trainer: step, monitor: restoreBest });
    yield { type: 'epoch', ...record };
  }
  const { best } = state;
  if (best) await step.restore({ weights: best.weights, average: best.weights, state: best.state });
  await step.sync();
  const history = { epochs: state.history };
  const seconds = history.epochs.reduce((sum, record) => sum + record.seconds, 0);
  const done = history.epochs.length;
  yield {
    ...{ type: 'end', epochs: done, ...timing(seconds, done * samples), history },
    ...(best && { restoredEpoch: best.epoch }),
  };
  return history;
}

async function* runEpoch(run: Run): AsyncGenerator<BatchEvent | ValidationEvent, EpochRecord> {
  const { step, state, stepsPerEpoch, train, batchSize, seed, now } = run;
  const { epoch } = state;
  const order = shuffledRows({ count: train.shape[0], seed, epoch });
  while (state.step < stepsPerEpoch) {
    throwIfAborted(run.signal);
    const began = now();
    const learningRate = rateOf(run, state.updates);
    const rows = order.subarray(state.step * batchSize, (state.step + 1) * batchSize);
    const request = { rows, index: state.updates, learningRate };
    const score = await step.run(request);
    if (!Number.isFinite(score.lossSum)) throw await notFinite(run, request, score.lossSum);
    finishStep(state, score, now() - began);
    const { samples } = state.score;
    yield {
      ...{ type: 'batch', epoch, step: state.step, steps: stepsPerEpoch, samples },
      ...meanScore(state.score),
    };
    await breathe();
  }
  await step.sync();
  const validation = yield* validate(run);
  const { loss, accuracy } = validation ? meanScore(validation) : {};
  return {
    epoch,
    ...meanScore(state.score),
    ...(validation && { valLoss: loss, valAccuracy: accuracy }),
    // Asked for again, since a run may have been resumed after the epoch's last step.
    learningRate: rateOf(run, state.updates - 1),
    ...timing(state.milliseconds / 1000, state.score.samples),
  };
}

/** Part by part, so that the run can be watched, saved and left there as between two steps. */
async function* validate({
  step,
  state,
  validation,
  signal,
}: Run): AsyncGenerator<ValidationEvent, BatchScore | undefined> {
  if (!step.validation || !validation) return undefined;
  const { count, together } = step.validation;
  let score = emptyScore;
  for (let from = 0; from < count; from += together) {
    throwIfAborted(signal);
    const parts = await step.evaluate({ from, to: Math.min(from + together, count) });
    score = parts.reduce(addScores, score);
    yield {
      ...{ type: 'validation', epoch: state.epoch, samples: score.samples, of: validation.shape[0] },
      probabilities: joined(parts.map(({ probabilities }) => probabilities)),
    };
    await breathe();
  }
  return score;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

function rateOf({ learningRate, state, stepsPerEpoch, epochs }: Run, update: number): number {
  if (typeof learningRate === 'number') return learningRate;
  const { epoch, history } = state;
  const rate = learningRate({ update, epoch, updatesPerEpoch: stepsPerEpoch, epochs, history });
  if (Number.isFinite(rate) && rate >= 0) return rate;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `learningRate expects a schedule that gives numbers from 0; received ${rate} at update ${update}.`,
  );
}

function timing(seconds: number, samples: number): Pick<EpochRecord, 'seconds' | 'microsecondsPerSample'> {
  return { seconds, microsecondsPerSample: (seconds * 1e6) / samples };
}

async function notFinite({ step, state }: Run, request: StepRequest, loss: number): Promise<TrainError> {
  const where = await step.diagnose(request);
  return new TrainError(
    'LOSS_NOT_FINITE',
    `The loss became ${loss} in epoch ${state.epoch}, step ${state.step + 1}: training diverged` +
      `${where ? `, first seen in ${where}` : ''}. Try a learning rate below ${request.learningRate}, or another activation.`,
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
