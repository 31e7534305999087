// The training loop: which rows make up a step, and when to validate, stop and emit events. The arithmetic of a step is in
// plan-step.ts and tape-step.ts, the event types are in events.ts, and the position of a run is in run-state.ts.

import { checkAugmentation } from './augmentation/augmentation-kinds.ts';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import { checkFingerprint, fingerprintOf } from './checkpoint/fingerprint.ts';
import { type BatchPosition, type BatchReader, readBatches } from './data/batch-source.ts';
import { imageShapeOf } from './data/prepare-batch.ts';
import { consecutiveRows, shuffledRows } from './data/shuffled-rows.ts';
import { throwIfAborted, yieldToEventLoop } from './event-loop.ts';
import type { BatchEvent, EpochRecord, History, TrainingEvent, ValidationEvent } from './events.ts';
import { type FitOptions, type FitSettings, fitSettings } from './fit-options.ts';
import { probeOutputs } from './losses/check-outputs.ts';
import { addScores, type BatchScore, emptyScore, meanScore } from './metrics/score.ts';
import type { Model } from './model/model.ts';
import { beginRun, checkpointOf, finishEpoch, finishStep, type RunState } from './run-state.ts';
import { createTrainingStep, programForBatches } from './step/choose-engine.ts';
import type { SourcedBatch, StepRequest, TrainingStep } from './step/training-step.ts';
import { TrainError } from './train-error.ts';

/** The events of a run in order, and checkpoints between them. */
export interface TrainingRun extends AsyncGenerator<TrainingEvent, History> {
  /**
   * Returns everything needed to continue from here, on another engine or with another number of workers as well. Call it,
   * and await it, while handling an event.
   *
   * @throws TrainError `NOT_RUNNING` before the first event and after the last
   */
  checkpoint(): Promise<Checkpoint>;
}

/** What all epochs of a run share. */
interface Run extends FitSettings {
  readonly model: Model;
  readonly step: TrainingStep;
  readonly state: RunState;
  readonly stepsPerEpoch: number;
  /** Reads the batches, if the training data is not in memory. */
  readonly reader?: BatchReader;
}

const busy = new WeakSet<object>();

/** See `fit` of the package. */
export function train(model: Model, options: FitOptions): TrainingRun {
  const handle: { checkpoint?: () => Promise<Checkpoint> } = {};
  const notRunning = async () => {
    throw new TrainError('NOT_RUNNING', 'checkpoint() works only from the first event of a run to its last.');
  };
  // Validate here and not in the generator: a mistake must be reported even if nobody iterates the events.
  model.tape?.checkReady();
  const settings = fitSettings(model, options);
  const fingerprint = fingerprintOf(settings, model.parameters);
  if (options.resume) checkFingerprint(options.resume.fingerprint, fingerprint);
  return Object.assign(runEvents(model, { settings, fingerprint, handle }), {
    checkpoint: () => (handle.checkpoint ?? notRunning)(),
  });
}

async function* runEvents(
  model: Model,
  run: {
    readonly settings: FitSettings;
    readonly fingerprint: string;
    readonly handle: { checkpoint?: () => Promise<Checkpoint> };
  },
): AsyncGenerator<TrainingEvent, History> {
  const { settings, fingerprint, handle } = run;
  const { resume } = settings;
  claim(model);
  let step: TrainingStep | undefined;
  let reader: BatchReader | undefined;
  try {
    reader = readerOf(model, settings);
    const ready = reader ? await withFirstBatch(model, settings, reader) : settings;
    step = await createTrainingStep(model, { ...ready, updates: resume?.position.updates ?? 0 });
    const trainer = step;
    const state = await beginRun(trainer, resume);
    handle.checkpoint = () => checkpointOf(state, { trainer, fingerprint });
    const stepsPerEpoch =
      settings.source?.stepsPerEpoch ?? Math.ceil((settings.train?.samples ?? 0) / settings.batchSize);
    return yield* runEpochs({ ...ready, model, step, state, stepsPerEpoch, ...(reader && { reader }) });
  } finally {
    handle.checkpoint = undefined;
    await reader?.close().catch(() => {});
    await step?.sync().catch(() => {});
    await step?.dispose();
    busy.delete(model.source);
  }
}

function readerOf(model: Model, { source, objectives, batchSize }: FitSettings): BatchReader | undefined {
  if (!source) return undefined;
  const { batches, stepsPerEpoch } = source;
  return readBatches({ source: batches, stepsPerEpoch, batchSize, model, objectives });
}

/** Completes the settings with what only the data shows; a batch source has to be read for it. */
async function withFirstBatch(
  model: Model,
  settings: FitSettings,
  reader: BatchReader,
): Promise<FitSettings> {
  const { objectives, augmentation, planned, signal } = settings;
  const next = nextBatchOf(settings);
  throwIfAborted(signal);
  const first = next && (await reader.peek(next)).table;
  if (first) {
    probeOutputs(model, objectives, first);
    if (augmentation?.length) checkAugmentation(augmentation, imageShapeOf(first));
  }
  if (!planned) return settings;
  const typed = programForBatches(planned, { first, validation: settings.validation });
  return { ...settings, planned: typed, ...(typed.validation && { validation: typed.validation }) };
}

/** The position of the next training batch; undefined if the last step has been made. */
function nextBatchOf({ source, resume, epochs, stop }: FitSettings): BatchPosition | undefined {
  const { epoch, step } = resume?.position ?? { epoch: 1, step: 0 };
  if (step > 0 && step < (source?.stepsPerEpoch ?? 0)) return { epoch, step };
  const next = { epoch: step === 0 ? epoch : epoch + 1, step: 0 };
  return next.epoch > epochs || stop?.(resume?.history ?? []) ? undefined : next;
}

async function* runEpochs(run: Run): AsyncGenerator<TrainingEvent, History> {
  const { model, step, state, epochs, stepsPerEpoch, train, workers, sharing, arithmetic } = run;
  const { stop, resume, restoreBest } = run;
  const { objectives, planned, obstacle } = run;
  const samples = train?.samples ?? 0;
  yield {
    ...{ type: 'start', epochs, stepsPerEpoch, samples, parameters: model.parameters },
    metrics: objectives.metrics.map(({ name }) => name),
    ...(planned ? { engine: 'plan' } : { engine: 'tape', reason: obstacle }),
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
  // A source does not know its size in advance; the batches have counted the samples.
  const trained = samples > 0 ? done * samples : state.trained;
  yield {
    ...{ type: 'end', epochs: done, ...timing(seconds, trained), history },
    ...(best && { restoredEpoch: best.epoch }),
  };
  return history;
}

async function* runEpoch(run: Run): AsyncGenerator<BatchEvent | ValidationEvent, EpochRecord> {
  const { step, state, stepsPerEpoch, now, objectives } = run;
  const { epoch } = state;
  for await (const data of batchesOf(run)) {
    throwIfAborted(run.signal);
    const began = now();
    const learningRate = rateOf(run, state.updates);
    const request = { ...data, index: state.updates, learningRate };
    const score = await step.run(request);
    if (!Number.isFinite(score.lossSum)) throw await notFinite(run, request, score.lossSum);
    finishStep(state, score, now() - began);
    const { samples } = state.score;
    yield {
      ...{ type: 'batch', epoch, step: state.step, steps: stepsPerEpoch, samples },
      ...meanScore(state.score, objectives.metrics),
    };
    await yieldToEventLoop();
  }
  await step.sync();
  const validation = yield* validate(run);
  const { loss, metrics } = (validation && meanScore(validation, objectives.metrics)) ?? {};
  return {
    epoch,
    ...meanScore(state.score, objectives.metrics),
    ...(validation && { valLoss: loss, valAccuracy: metrics?.accuracy, valMetrics: metrics }),
    // Evaluated again, because a run may have been resumed after the last step of the epoch.
    learningRate: rateOf(run, state.updates - 1),
    ...timing(state.milliseconds / 1000, state.score.samples),
  };
}

/** The rows or batches of the remaining steps of the epoch: shuffled rows of the data in memory, or batches of the source. */
async function* batchesOf(
  run: Run,
): AsyncGenerator<{ readonly rows: Uint32Array; readonly batch?: SourcedBatch }, void> {
  const { state, stepsPerEpoch, train, batchSize, seed, reader, signal } = run;
  const { epoch, step } = state;
  if (train) {
    const order = shuffledRows({ count: train.samples, seed, epoch });
    for (let index = step; index < stepsPerEpoch; index++) {
      yield { rows: order.subarray(index * batchSize, (index + 1) * batchSize) };
    }
  } else if (reader && step < stepsPerEpoch) {
    throwIfAborted(signal);
    for await (const batch of reader.epoch({ epoch, step })) {
      yield { rows: consecutiveRows(0, batch.table.samples), batch };
    }
  }
}

/** Validates in parts, so that the run can be observed, saved and left between two parts as between two steps. */
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
    score = parts.reduce<BatchScore>(addScores, score);
    const names = Object.keys(parts[0]?.outputs ?? {});
    const output = (name: string) =>
      concatenate(parts.map(({ outputs }) => outputs?.[name] ?? new Float32Array()));
    yield {
      ...{ type: 'validation', epoch: state.epoch, samples: score.samples, of: validation.samples },
      probabilities: concatenate(parts.map(({ probabilities }) => probabilities)),
      ...(names.length > 0 && { outputs: Object.fromEntries(names.map((name) => [name, output(name)])) }),
    };
    await yieldToEventLoop();
  }
  return score;
}

function concatenate(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
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
    `learningRate expects a schedule that returns numbers of 0 or more; received ${rate} at update ${update}.`,
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

// Two concurrent runs on one model would mix their updates and lose each other's dropout masks.
function claim({ source }: Model): void {
  if (busy.has(source)) {
    throw new TrainError(
      'MODEL_BUSY',
      'This model is already being trained. Wait for that run to end, or stop it first.',
    );
  }
  busy.add(source);
}
