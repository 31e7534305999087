// Gets a run's parts together (images, network, checkpoint) and sees it through to its test. The run itself: runner.ts.

import { courseNetwork } from '@nn101/models/graph';
import {
  type CheckpointStore,
  type FitOptions,
  openCheckpointStore,
  TrainError,
  weightsSha256,
} from '@nn101/train/graph';
import { experimentLanes } from '../../export/experiment.ts';
import type { TrainingConfiguration } from '../configuration.ts';
import { augmentationOf } from '../data/augmentation.ts';
import { limited, type ShelvedData } from '../data/dataset-cache.ts';
import type { Question } from '../messages.ts';
import { completeLayers, parseArchitecture } from '../network/architecture.ts';
import type { KeptNetworks } from '../network/kept-networks.ts';
import type { NetworkShelf, ShelvedNetwork } from '../network/model-registry.ts';
import { validationImages, worthSharing } from '../network/network-cost.ts';
import { networkOfSpec, type PageNetwork, takeWeights } from '../network/page-network.ts';
import type { LabelledPictures } from '../payloads.ts';
import { describeError, TrainPageError } from '../train-page-error.ts';
import { scoreOf } from './evaluate.ts';
import { checkShape } from './inspect.ts';
import { testNetwork } from './predict-test-split.ts';
import { createRunner, type News, type Runner } from './runner.ts';

export interface RunParts extends Question<'start'> {
  readonly data: ShelvedData;
  readonly networks: NetworkShelf;
  readonly kept: KeptNetworks;
  readonly tell: (news: News) => void;
}

/** A run that was begun. */
export interface StartedRun {
  readonly runner: Runner;
  /** Whether it goes on from a checkpoint. */
  readonly resumed: boolean;
  /** Resolves when the run and its test are over, however they went: that is told. */
  readonly finished: Promise<void>;
}

/** @throws TrainPageError `SHAPE_MISMATCH`, ModelError, TrainError where the run cannot begin */
export async function startRun(parts: RunParts): Promise<StartedRun> {
  const { configuration, data, tell } = parts;
  const began = performance.now();
  tell({ type: 'stage', stage: 'building' });
  const train = withExtra(limited(data.train, configuration), parts.extra);
  const made = await networkFor(parts);
  checkShape(made, train);
  const network = parts.networks.put(parts.run, made);
  const store = openCheckpointStore(parts.place);
  const resume = parts.resume ? await store.load('last').catch(() => undefined) : undefined;
  if (!resume) await store.clear().catch(() => undefined);
  tell({ type: 'stage', stage: 'training' });
  const { multiplyAdds } = made;
  const runner = createRunner({
    network: made.network,
    fit: fitOptions(configuration, { train, test: data.test, multiplyAdds }),
    multiplyAdds,
    tests: {
      validationImages: validationImages(data.test.shape[0]),
      testImages: data.test.shape[0],
    },
    store,
    resume,
    tell,
    now: () => performance.now(),
    began,
  });
  if (parts.paused) runner.pause();
  network.refresh = runner.refresh;
  return { runner, resumed: resume !== undefined, finished: seeThrough(parts, { runner, network, store }) };
}

async function networkFor({ configuration, data, from, networks }: RunParts): Promise<PageNetwork> {
  const { classNames, shape } = data.train;
  const layers = completeLayers(parseArchitecture(configuration.network) ?? [], classNames.length);
  const [, height, width, channels] = shape;
  const spec = courseNetwork({ layers, inputShape: [height, width, channels] });
  const network = networkOfSpec(spec, { seed: configuration.seed });
  if (from === undefined || takeWeights(network, (await networks.take(from)).network)) return network;
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

/** The result is the same to the bit, however many there are. */
function workersFor(multiplyAdds: number): number | 'auto' {
  return globalThis.crossOriginIsolated === true && multiplyAdds >= worthSharing ? 'auto' : 1;
}

function firstImages({ images, labels, shape }: LabelledPictures, count: number): LabelledPictures {
  const [, height, width, channels] = shape;
  return {
    images: images.subarray(0, count * height * width * channels),
    labels: labels.subarray(0, count),
    shape: [count, height, width, channels],
  };
}

/** The set's images, followed by further ones of the same shape. */
export function withExtra(train: LabelledPictures, extra: LabelledPictures | undefined): LabelledPictures {
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

async function seeThrough(
  { run, tell, data, kept }: RunParts,
  { runner, network, store }: { runner: Runner; network: ShelvedNetwork; store: CheckpointStore },
): Promise<void> {
  try {
    const { testing, ...end } = await runner.done;
    network.refresh = undefined;
    tell({ type: 'stage', stage: 'testing' });
    const began = performance.now();
    const { loss, accuracy } = scoreOf(await testNetwork(network, { data }));
    const tested = {
      images: testing.images + data.test.shape[0],
      seconds: testing.seconds + (performance.now() - began) / 1000,
    };
    const result = {
      ...end,
      testLoss: loss,
      testAccuracy: accuracy,
      weightsSha256: await hashOf(network),
      microsecondsPerTestedImage: (tested.seconds * 1e6) / tested.images,
      networkBytes: await kept.keep(run, network.network),
    };
    // What is finished is not gone on with: its checkpoints would lie there for nothing.
    await store.clear().catch(() => undefined);
    tell({ type: 'finished', result });
  } catch (error) {
    network.refresh = undefined;
    tell({ type: 'failed', ...describeError(error) });
  }
}

async function hashOf({ network }: ShelvedNetwork): Promise<string | undefined> {
  try {
    return await weightsSha256(network.network);
  } catch (error) {
    if (error instanceof TrainError && error.code === 'NO_WEB_CRYPTO') return undefined;
    throw error;
  }
}
