// One training run: builds the network, splits the data, trains, tests. Prints nothing and writes no files; events go
// to `onEvent`, and the checkpoint manager saves after them.
import { type Dataset, gather, permutation, type Split, stratifiedSplit } from '@nn101/datasets';
import { buildGraph, type NetworkSpec } from '@nn101/models/graph';
import {
  type Assessment,
  assess,
  type EndEvent,
  fit,
  type History,
  type Network,
  type StartEvent,
  type TrainingEvent,
  type TrainingRun,
  weightsSha256,
} from '@nn101/train/graph';
import { peakBytes } from '../machine.ts';
import type { ImageProgress } from '../progress/progress-bars.ts';
import type { CheckpointManager } from '../run-directory/checkpoint-manager.ts';
import type { RunComputation, RunConfiguration, TrainingResult } from '../run-directory/run-record.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { networkOfRun } from './configuration.ts';
import { fitSettingsOf } from './fit-settings.ts';

/** What to train, on which data, and who receives the events. */
export interface TrainingRequest {
  readonly configuration: RunConfiguration;
  readonly dataset: Dataset;
  readonly workers: number | 'auto';
  readonly checkpoints: CheckpointManager;
  readonly terminal: Terminal;
  readonly onEvent: (event: TrainingEvent) => void;
  /** Called as the test images are processed. */
  readonly onTest: (progress: ImageProgress) => void;
}

/** A trained and tested network. */
export interface TrainedRun {
  readonly spec: NetworkSpec;
  readonly network: Network;
  readonly history: History;
  /** Class probabilities of the test images, `[images, classes]`. */
  readonly probabilities: Float32Array;
  /** Number of training images used. */
  readonly trainingImages: number;
  /** Number of training images held out for validation. */
  readonly heldOutImages: number;
  readonly computation: RunComputation;
  readonly result: Omit<TrainingResult, 'out'>;
}

/**
 * Trains and tests. The terminal's signal stops it after the current step, once a checkpoint is saved, or during
 * testing.
 */
export async function trainRun(request: TrainingRequest): Promise<TrainedRun> {
  const { configuration, dataset, terminal, checkpoints, workers } = request;
  const spec = networkOfRun(configuration);
  const network = buildGraph({ network: spec, seed: configuration.seed });
  const { train, validation, heldOut } = splitForTraining(dataset, configuration);
  const settings = { ...fitSettingsOf(configuration), now: terminal.now };
  const run = fit(network, { ...settings, train, validation, workers, resume: checkpoints.resumeFrom });
  const { start, end, validated } = await follow(run, request);
  const test = testOfValidation({ end, validated, configuration }) ?? (await assessNetwork(network, request));
  await terminal.yieldToEventLoop();
  return {
    spec,
    network,
    history: end.history,
    probabilities: test.probabilities,
    trainingImages: train.shape[0],
    heldOutImages: heldOut,
    computation: {
      workers: start.workers,
      sharedMemory: start.sharedMemory,
      peakBytes: peakBytes(),
    },
    result: {
      testLoss: test.loss,
      testAccuracy: test.accuracy,
      parameters: start.parameters,
      seconds: end.seconds,
      microsecondsPerSample: end.microsecondsPerSample,
      weightsSha256: await weightsSha256(network),
      dataset: dataset.name,
    },
  };
}

/**
 * If the last epoch was validated on the test set, that already was the test, as the weights are the same. Undefined
 * otherwise, and if the validation had finished before this process resumed the run.
 */
function testOfValidation(ended: {
  end: EndEvent;
  validated: readonly Float32Array[];
  configuration: RunConfiguration;
}): Assessment | undefined {
  const { end, validated, configuration } = ended;
  const { valLoss, valAccuracy, valMetrics = {} } = end.history.epochs[end.history.epochs.length - 1];
  const isTested = configuration.validation === 'test-set' && end.restoredEpoch === undefined;
  if (!isTested || validated.length === 0 || valLoss === undefined || valAccuracy === undefined) {
    return undefined;
  }
  const probabilities = Float32Array.from(validated.flatMap((part) => [...part]));
  return { loss: valLoss, accuracy: valAccuracy, metrics: valMetrics, probabilities };
}

function assessNetwork(
  network: Network,
  { dataset, terminal, onTest }: TrainingRequest,
): Promise<Assessment> {
  return assess(network, dataset.test, { signal: terminal.signal, onProgress: onTest });
}

/** Runs the training to its end and collects the probabilities of the last epoch's validation, chunk by chunk. */
async function follow(
  run: TrainingRun,
  { checkpoints, onEvent }: TrainingRequest,
): Promise<{ start: StartEvent; end: EndEvent; validated: readonly Float32Array[] }> {
  let start: StartEvent | undefined;
  let validated: Float32Array[] = [];
  for await (const event of run) {
    if (event.type === 'start') start = event;
    if (event.type === 'batch') validated = [];
    if (event.type === 'validation') validated.push(event.probabilities);
    onEvent(event);
    await checkpoints.handle(event, run);
    if (event.type === 'end' && start) return { start, end: event, validated };
  }
  throw new Error('the training ended without an end event');
}

/** The images to train on, and the images to validate on, if any. */
export interface TrainingSplits {
  readonly train: Split;
  readonly validation?: Split;
  /** Number of training images held out. */
  readonly heldOut: number;
}

/** Number of images held out from a full training set; a small one gives a sixth. */
const heldOutImages = 5000;

/** Selects the images for a configuration, using its seed. */
export function splitForTraining(dataset: Dataset, configuration: RunConfiguration): TrainingSplits {
  const chosen = limited(dataset.train, configuration);
  if (configuration.validation === 'none') return { train: chosen, heldOut: 0 };
  if (configuration.validation === 'test-set') return { train: chosen, validation: dataset.test, heldOut: 0 };
  const count = chosen.shape[0];
  const fraction = Math.min(heldOutImages / count, 1 / 6);
  const parts = stratifiedSplit(chosen, { fraction, seed: configuration.seed });
  return { ...parts, heldOut: parts.validation.shape[0] };
}

/** `limit` training images selected by the seed, or all of them. */
function limited(train: Split, { limit, seed }: RunConfiguration): Split {
  const count = train.shape[0];
  if (limit === undefined || limit >= count) return train;
  return gather(train, permutation(count, { seed }).subarray(0, limit));
}
