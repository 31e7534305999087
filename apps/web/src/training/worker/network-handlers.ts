// Answers to everything that needs the kernels: runs, networks, and looking into them. Loaded by request-handlers.ts when first needed.
import { predict, previewAugmentation } from '@nn101/train/graph';
import { augmentationOf } from '../data/augmentation.ts';
import { type DataShelf, galleryOf } from '../data/dataset-cache.ts';
import type { Handlers, WorkerMessage } from '../messages.ts';
import type { KeptNetworks } from '../network/kept-networks.ts';
import { readModel } from '../network/model-files.ts';
import { createNetworkShelf, type NetworkShelf } from '../network/model-registry.ts';
import type { PageNetwork } from '../network/page-network.ts';
import type { Pictures, Predictions, Probabilities } from '../payloads.ts';
import { mistakeRows, reportOf, type Tested } from './evaluate.ts';
import { activationsOf, checkShape, occlusionOf, weightsOf } from './inspect.ts';
import { inferenceBatch, testNetwork } from './predict-test-split.ts';
import type { DataTopic } from './request-handlers.ts';
import { createRunDesk } from './run-handlers.ts';

export interface EngineOptions {
  readonly shelf: DataShelf;
  readonly post: (message: WorkerMessage) => void;
  readonly kept: KeptNetworks;
}

export type Engine = Omit<Handlers, DataTopic>;

export function createEngine({ shelf, post, kept }: EngineOptions): Engine {
  const networks = createNetworkShelf({ load: (run) => kept.load(run) });
  const runs = createRunDesk({ shelf, networks, kept, post });
  return {
    ...runs,
    ...testHandlers(shelf, networks),
    ...lookingHandlers(networks),
    augment: ({ pictures, configuration, count }) =>
      previewAugmentation({
        images: pictures,
        augmentation: augmentationOf(configuration.augment),
        variants: count,
        seed: configuration.seed,
      }),
    exportModel: async ({ run }) => (await networks.take(run)).network.files(),
    async importModel({ run, files }) {
      const network = await readModel(files);
      networks.put(run, network);
      return network.description;
    },
    drop({ run }) {
      networks.drop(run);
      return {};
    },
    async forgetNetworks({ runs: gone, known }) {
      await kept.forget(gone, known);
      return {};
    },
  };
}

type TestTopic = 'report' | 'predictions' | 'confused' | 'mistakes';

function testHandlers(shelf: DataShelf, networks: NetworkShelf): Pick<Handlers, TestTopic> {
  const tested = async ({ run, data: name }: { run: string; data: Parameters<DataShelf['take']>[0] }) => {
    const data = await shelf.take(name);
    return { data, result: await testNetwork(await networks.take(run), { data }) };
  };
  return {
    report: async (question) => reportOf((await tested(question)).result),
    async predictions({ rows, ...question }) {
      const { data, result } = await tested(question);
      return predictionsOf(data.test, result, rows);
    },
    async confused({ truth, predicted, most, ...question }) {
      const { data, result } = await tested(question);
      return predictionsOf(data.test, result, mistakeRows(result, { truth, predicted, most }));
    },
    async mistakes({ most, ...question }) {
      const { data, result } = await tested(question);
      return predictionsOf(data.test, result, mistakeRows(result, { most }));
    },
  };
}

function predictionsOf(
  split: Parameters<typeof galleryOf>[0],
  { probabilities, labels }: Tested,
  wanted: readonly number[],
): Predictions {
  const gallery = galleryOf(split, wanted);
  const classes = probabilities.length / labels.length;
  const values = new Float32Array(gallery.rows.length * classes);
  gallery.rows.forEach((row, i) => {
    values.set(probabilities.subarray(row * classes, (row + 1) * classes), i * classes);
  });
  return { ...gallery, probabilities: { classes, values } };
}

type LookingTopic = 'probe' | 'activations' | 'weights' | 'occlusion' | 'network';

function lookingHandlers(networks: NetworkShelf): Pick<Handlers, LookingTopic> {
  return {
    probe: async ({ run, pictures }) => probabilitiesOf((await networks.take(run)).network, pictures),
    activations: async ({ run, picture }) => activationsOf((await networks.take(run)).network, picture),
    weights: async ({ run, layer }) => weightsOf((await networks.take(run)).network, layer),
    occlusion: async ({ run, ...asked }) => occlusionOf((await networks.take(run)).network, asked),
    network: async ({ run }) => (await networks.take(run)).network.description,
  };
}

async function probabilitiesOf(network: PageNetwork, pictures: Pictures): Promise<Probabilities> {
  checkShape(network, pictures);
  const values = await predict(network.network, pictures, { batchSize: inferenceBatch(network) });
  return { classes: network.description.classes, values };
}
