// One training run from a configuration: data in, model made, trained, tested. It writes and prints nothing;
// what happens is told through `onEvent`.
import { type Dataset, gather, permutation } from '@nn101/datasets';
import { createModel, type ModelName } from '@nn101/models';
import {
  type BackendInfo,
  evaluate,
  fit,
  type History,
  type MeanScore,
  predict,
  prepareBackend,
  type TrainingEvent,
  weightsSha256,
} from '@nn101/train';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { RunConfiguration, RunResult } from '../run-directory/run-record.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { checkActivation } from './check-activation.ts';

/** What to train, on what, and whom to tell. */
export interface TrainingPlan {
  readonly configuration: RunConfiguration;
  readonly dataset: Dataset;
  readonly terminal: Terminal;
  readonly onEvent: (event: TrainingEvent) => void;
}

/** A model that has been trained and tested. */
export interface TrainedRun {
  readonly model: LayersModel;
  readonly backend: BackendInfo;
  readonly history: History;
  /** Class probabilities of the test images, `[images, classes]`. */
  readonly probabilities: Float32Array;
  /** Number of images trained on. */
  readonly trainingImages: number;
  readonly result: Omit<RunResult, 'out'>;
}

/** The seed's choice of `limit` training images, or all of them. */
export function trainingImages(dataset: Dataset, { limit, seed }: RunConfiguration): Dataset['train'] {
  const count = dataset.train.shape[0];
  if (limit === undefined || limit >= count) return dataset.train;
  return gather(dataset.train, permutation(count, seed).subarray(0, limit));
}

/** Makes the model of a configuration. Throws `ModelError` on values that no model can have. */
export function modelOf({ model, seed, units, activation, hiddenLayers }: RunConfiguration) {
  return createModel(model as ModelName, {
    seed,
    units,
    activation: checkActivation(activation),
    hiddenLayers,
  });
}

/** Trains and tests. Stops with the terminal's signal, between two batches. */
export async function trainRun(plan: TrainingPlan): Promise<TrainedRun> {
  const { configuration, dataset, terminal, onEvent } = plan;
  const backend = await prepareBackend();
  const model = modelOf(configuration);
  const train = trainingImages(dataset, configuration);
  const events = fit(model, {
    train,
    validation: configuration.validation === 'test-set' ? dataset.test : undefined,
    epochs: configuration.epochs,
    batchSize: configuration.batchSize,
    seed: configuration.seed,
    signal: terminal.signal,
  });
  const end = await follow(events, terminal, onEvent);
  const test = await testScore({ model, dataset, history: end.history, signal: terminal.signal });
  const probabilities = await predict(model, dataset.test, { signal: terminal.signal });
  await terminal.breathe();
  return {
    model,
    backend,
    history: end.history,
    probabilities,
    trainingImages: train.shape[0],
    result: {
      testLoss: test.loss,
      testAccuracy: test.accuracy,
      parameters: model.countParams(),
      seconds: end.seconds,
      microsecondsPerSample: end.microsecondsPerSample,
      weightsSha256: await weightsSha256(model),
      dataset: dataset.name,
    },
  };
}

/** Where the last epoch was validated on the test set, its score is the test score: the weights are the same. */
async function testScore(tested: {
  model: LayersModel;
  dataset: Dataset;
  history: History;
  signal: AbortSignal;
}): Promise<MeanScore> {
  const { model, dataset, history, signal } = tested;
  const { valLoss, valAccuracy } = history.epochs[history.epochs.length - 1];
  if (valLoss !== undefined && valAccuracy !== undefined) return { loss: valLoss, accuracy: valAccuracy };
  return evaluate(model, dataset.test, { signal });
}

type EndEvent = Extract<TrainingEvent, { type: 'end' }>;

async function follow(
  events: AsyncGenerator<TrainingEvent, History>,
  terminal: Terminal,
  onEvent: (event: TrainingEvent) => void,
): Promise<EndEvent> {
  for await (const event of events) {
    onEvent(event);
    if (event.type === 'end') return event;
    await terminal.breathe();
  }
  throw new Error('the training ended without an end event');
}
