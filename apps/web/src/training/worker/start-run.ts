// Puts a run together from images, network and checkpoint, starts it, and tests its network at the end. The training
// itself: runner.ts.
import { courseNetwork } from '@nn101/models/graph';
import {
  type CheckpointStore,
  type FitOptions,
  openCheckpointStore,
  TrainError,
  weightsSha256,
} from '@nn101/train/graph';
import { experimentLanes } from '../../export/experiment.ts';
import { type TrainingConfiguration, validationImages } from '../configuration.ts';
import { augmentationOf } from '../data/augmentation.ts';
import { type LoadedDataset, limited } from '../data/dataset-contents.ts';
import type { Params } from '../messages.ts';
import { completeLayers, parseArchitecture } from '../network/architecture.ts';
import type { ModelRegistry, RegisteredModel } from '../network/model-registry.ts';
import { minMultiplyAddsToShare } from '../network/network-cost.ts';
import type { NetworkStore } from '../network/network-store.ts';
import { checkShape, networkOfSpec, type PageNetwork, takeWeights } from '../network/page-network.ts';
import type { LabelledPictures } from '../payloads.ts';
import { describeError, TrainPageError } from '../train-page-error.ts';
import { predictTestSplit, scoreOf } from './evaluate.ts';
import type { RunReport } from './run-reporter.ts';
import { createRunner, type Runner } from './runner.ts';

export interface RunParts extends Params<'start'> {
  readonly data: LoadedDataset;
  readonly models: ModelRegistry;
  readonly networkStore: NetworkStore;
  readonly report: (body: RunReport) => void;
}

export interface StartedRun {
  readonly runner: Runner;
  /** Whether the run continues from a checkpoint. */
  readonly resumed: boolean;
  /** Resolves when the run and its final test are over. It never rejects: a failure is reported as `failed`. */
  readonly finished: Promise<void>;
}

/** @throws TrainPageError `SHAPE_MISMATCH`, ModelError or TrainError if the run cannot start */
export async function startRun(parts: RunParts): Promise<StartedRun> {
  const { configuration, data, report } = parts;
  const startedAt = performance.now();
  report({ type: 'stage', stage: 'building' });
  const train = withExtra(limited(data.train, configuration), parts.extra);
  const network = await networkFor(parts);
  checkShape(network, train);
  const model = parts.models.add(parts.run, network);
  const store = openCheckpointStore(parts.checkpointKey);
  const resume = parts.resume ? await store.load('last').catch(() => undefined) : undefined;
  if (!resume) await store.clear().catch(() => undefined);
  report({ type: 'stage', stage: 'training' });
  const { multiplyAdds } = network;
  const testImages = data.test.shape[0];
  const runner = createRunner({
    network: network.network,
    fit: fitOptions(configuration, { train, test: data.test, multiplyAdds }),
    multiplyAdds,
    tests: { validationImages: validationImages(testImages), testImages },
    store,
    resume,
    report,
    now: () => performance.now(),
    startedAt,
  });
  if (parts.paused) runner.pause();
  model.refresh = runner.refresh;
  return { runner, resumed: resume !== undefined, finished: finish(parts, { runner, model, store }) };
}

async function networkFor({ configuration, data, from, models }: RunParts): Promise<PageNetwork> {
  const { classNames, shape } = data.train;
  const layers = completeLayers(parseArchitecture(configuration.network) ?? [], classNames.length);
  const [, height, width, channels] = shape;
  const spec = courseNetwork({ layers, inputShape: [height, width, channels] });
  const network = networkOfSpec(spec, { seed: configuration.seed });
  if (from === undefined || takeWeights(network, (await models.get(from)).network)) return network;
  throw new TrainPageError(
    'SHAPE_MISMATCH',
    'The network to go on from has another architecture. Train a new one.',
  );
}

function fitOptions(
  { epochs, batch, seed, rate, augment, arithmetic }: TrainingConfiguration,
  parts: { train: LabelledPictures; test: LabelledPictures; multiplyAdds: number },
): FitOptions {
  const { train, test, multiplyAdds } = parts;
  return {
    train,
    validation: firstImages(test, validationImages(test.shape[0])),
    epochs,
    batchSize: batch,
    seed,
    learningRate: rate,
    arithmetic,
    lanes: experimentLanes,
    workers: workersFor(multiplyAdds),
    ...(augment.length > 0 && { augmentation: augmentationOf(augment) }),
  };
}

/** The number of workers affects the speed alone: the weights are equal to the bit for any number. */
function workersFor(multiplyAdds: number): number | 'auto' {
  return globalThis.crossOriginIsolated === true && multiplyAdds >= minMultiplyAddsToShare ? 'auto' : 1;
}

function firstImages({ images, labels, shape }: LabelledPictures, count: number): LabelledPictures {
  const [, height, width, channels] = shape;
  return {
    images: images.subarray(0, count * height * width * channels),
    labels: labels.subarray(0, count),
    shape: [count, height, width, channels],
  };
}

/** Appends images of the same shape to a training split. */
function withExtra(train: LabelledPictures, extra: LabelledPictures | undefined): LabelledPictures {
  if (!extra || extra.shape[0] === 0) return train;
  const [count, height, width, channels] = train.shape;
  const images = new Uint8Array(train.images.length + extra.images.length);
  images.set(train.images);
  images.set(extra.images, train.images.length);
  const labels = new Uint8Array(images.length / (height * width * channels));
  labels.set(train.labels);
  labels.set(extra.labels, count);
  return { images, labels, shape: [labels.length, height, width, channels] };
}

/** Waits for the end of the training, tests the network, stores it, and reports the result. */
async function finish(
  { run, report, data, networkStore }: RunParts,
  { runner, model, store }: { runner: Runner; model: RegisteredModel; store: CheckpointStore },
): Promise<void> {
  try {
    const { testing, ...end } = await runner.done;
    model.refresh = undefined;
    report({ type: 'stage', stage: 'testing' });
    const testStartedAt = performance.now();
    const { loss, accuracy } = scoreOf(await predictTestSplit(model, { data }));
    const tested = {
      images: testing.images + data.test.shape[0],
      seconds: testing.seconds + (performance.now() - testStartedAt) / 1000,
    };
    const result = {
      ...end,
      testLoss: loss,
      testAccuracy: accuracy,
      weightsSha256: await hashOf(model),
      microsecondsPerTestedImage: (tested.seconds * 1e6) / tested.images,
      networkBytes: await networkStore.save(run, model.network),
    };
    // A finished run is never resumed: its checkpoints would only take up space.
    await store.clear().catch(() => undefined);
    report({ type: 'finished', result });
  } catch (error) {
    model.refresh = undefined;
    report({ type: 'failed', ...describeError(error) });
  }
}

async function hashOf({ network }: RegisteredModel): Promise<string | undefined> {
  try {
    return await weightsSha256(network.network);
  } catch (error) {
    if (error instanceof TrainError && error.code === 'NO_WEB_CRYPTO') return undefined;
    throw error;
  }
}
