// One training run from a configuration: data in, model made, trained, tested. It writes and prints nothing; what happens
// is told through `onEvent`, and kept by the keeper.
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
import type { ImageProgress } from '../progress/progress-bars.ts';
import type { CheckpointManager } from '../run-directory/checkpoint-manager.ts';
import type { RunComputation, RunConfiguration, TrainingResult } from '../run-directory/run-record.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { networkOfRun } from './configuration.ts';
import { fitSettingsOf } from './fit-settings.ts';

/** What to train, on what, and whom to tell. */
export interface TrainingRequest {
  readonly configuration: RunConfiguration;
  readonly dataset: Dataset;
  readonly workers: number | 'auto';
  readonly checkpoints: CheckpointManager;
  readonly terminal: Terminal;
  readonly onEvent: (event: TrainingEvent) => void;
  /** Told while the test images are worked off. */
  readonly onTest: (progress: ImageProgress) => void;
}

/** A network that has been trained and tested. */
export interface TrainedRun {
  readonly spec: NetworkSpec;
  readonly network: Network;
  readonly history: History;
  /** Class probabilities of the test images, `[images, classes]`. */
  readonly probabilities: Float32Array;
  /** Number of images trained on. */
  readonly trainingImages: number;
  /** Number of training images that were held out. */
  readonly heldOutImages: number;
  readonly computation: RunComputation;
  readonly result: Omit<TrainingResult, 'out'>;
}

/** Trains and tests. Stops with the terminal's signal: after the step, with a checkpoint, or while testing. */
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
    ...{ spec, network, history: end.history, probabilities: test.probabilities },
    trainingImages: train.shape[0],
    heldOutImages: heldOut,
    computation: {
      workers: start.workers,
      sharedMemory: start.sharedMemory,
      peakBytes: process.resourceUsage().maxRSS * 1024,
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
 * Where the last epoch was validated on the test set, that was the test: the weights are the same. Undefined elsewhere, and
 * where the validation was over before this process went on with the run.
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

/** The training to its end, with the probabilities of the last epoch's validation, part by part. */
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

/** What is left of the training images, and the validation images if there are some. */
export interface TrainingSplits {
  readonly train: Split;
  readonly validation?: Split;
  /** How many of the training images are held out. */
  readonly heldOut: number;
}

/** Held out for validation of a whole training set; of a small one, a sixth. */
const heldOutImages = 5000;

/** Chooses the images of a configuration, by its seed. */
export function splitForTraining(dataset: Dataset, configuration: RunConfiguration): TrainingSplits {
  const chosen = limited(dataset.train, configuration);
  if (configuration.validation === 'none') return { train: chosen, heldOut: 0 };
  if (configuration.validation === 'test-set') return { train: chosen, validation: dataset.test, heldOut: 0 };
  const count = chosen.shape[0];
  const fraction = Math.min(heldOutImages / count, 1 / 6);
  const parts = stratifiedSplit(chosen, { fraction, seed: configuration.seed });
  return { ...parts, heldOut: parts.validation.shape[0] };
}

/** The seed's choice of `limit` training images, or all of them. */
function limited(train: Split, { limit, seed }: RunConfiguration): Split {
  const count = train.shape[0];
  if (limit === undefined || limit >= count) return train;
  return gather(train, permutation(count, { seed }).subarray(0, limit));
}
