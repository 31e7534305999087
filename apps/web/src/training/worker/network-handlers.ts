// The methods that need a network: runs, evaluation, and looking into networks. The state of the worker is here, the
// networks in memory and the active run; request-handlers.ts loads this module with the first call of such a method.
import { predict, previewAugmentation } from '@nn101/train/graph';
import { augmentationOf } from '../data/augmentation.ts';
import type { DatasetCache } from '../data/dataset-cache.ts';
import { galleryOf } from '../data/dataset-contents.ts';
import type { Handlers, WorkerMessage } from '../messages.ts';
import { readModel } from '../network/model-files.ts';
import { createModelRegistry, type ModelRegistry } from '../network/model-registry.ts';
import type { NetworkStore } from '../network/network-store.ts';
import { checkShape, type PageNetwork } from '../network/page-network.ts';
import type { Pictures, Predictions, Probabilities } from '../payloads.ts';
import {
  evaluationReport,
  inferenceBatch,
  mistakeRows,
  predictTestSplit,
  type TestPredictions,
} from './evaluate.ts';
import { activationsOf, weightsOf } from './inspect.ts';
import { occlusionOf } from './occlusion.ts';
import { createRunHandlers, type RunMethod } from './run-handlers.ts';

export interface NetworkHandlersOptions {
  readonly datasets: DatasetCache;
  readonly post: (message: WorkerMessage) => void;
  readonly networkStore: NetworkStore;
}

export type NetworkHandlers = Pick<Handlers, RunMethod | EvaluationMethod | InspectionMethod | ModelMethod>;

export function createNetworkHandlers({
  datasets,
  post,
  networkStore,
}: NetworkHandlersOptions): NetworkHandlers {
  const models = createModelRegistry({ load: (run) => networkStore.load(run) });
  return {
    ...createRunHandlers({ datasets, models, networkStore, post }),
    ...evaluationHandlers(datasets, models),
    ...inspectionHandlers(models),
    ...modelHandlers(models, networkStore),
  };
}

type EvaluationMethod = 'report' | 'predictions' | 'confused' | 'mistakes';

function evaluationHandlers(datasets: DatasetCache, models: ModelRegistry): Pick<Handlers, EvaluationMethod> {
  const evaluate = async ({
    run,
    data: name,
  }: {
    run: string;
    data: Parameters<DatasetCache['load']>[0];
  }) => {
    const data = await datasets.load(name);
    return { data, tested: await predictTestSplit(await models.get(run), { data }) };
  };
  return {
    report: async (params) => evaluationReport((await evaluate(params)).tested),
    async predictions({ rows, ...params }) {
      const { data, tested } = await evaluate(params);
      return predictionsOf(data.test, tested, rows);
    },
    async confused({ truth, predicted, max, ...params }) {
      const { data, tested } = await evaluate(params);
      return predictionsOf(data.test, tested, mistakeRows(tested, { truth, predicted, max }));
    },
    async mistakes({ max, ...params }) {
      const { data, tested } = await evaluate(params);
      return predictionsOf(data.test, tested, mistakeRows(tested, { max }));
    },
  };
}

function predictionsOf(
  split: Parameters<typeof galleryOf>[0],
  { probabilities, labels }: TestPredictions,
  wantedRows: readonly number[],
): Predictions {
  const gallery = galleryOf(split, wantedRows);
  const classes = probabilities.length / labels.length;
  const values = new Float32Array(gallery.rows.length * classes);
  gallery.rows.forEach((row, i) => {
    values.set(probabilities.subarray(row * classes, (row + 1) * classes), i * classes);
  });
  return { ...gallery, probabilities: { classes, values } };
}

type InspectionMethod = 'predict' | 'activations' | 'weights' | 'occlusion' | 'network';

function inspectionHandlers(models: ModelRegistry): Pick<Handlers, InspectionMethod> {
  const networkOf = async (run: string) => (await models.get(run)).network;
  return {
    predict: async ({ run, pictures }) => probabilitiesOf(await networkOf(run), pictures),
    activations: async ({ run, picture }) => activationsOf(await networkOf(run), picture),
    weights: async ({ run, layer }) => weightsOf(await networkOf(run), layer),
    occlusion: async ({ run, ...options }) => occlusionOf(await networkOf(run), options),
    network: async ({ run }) => (await networkOf(run)).description,
  };
}

async function probabilitiesOf(network: PageNetwork, pictures: Pictures): Promise<Probabilities> {
  checkShape(network, pictures);
  const values = await predict(network.network, pictures, { batchSize: inferenceBatch(network) });
  return { classes: network.description.classes, values };
}

type ModelMethod = 'augment' | 'exportModel' | 'importModel' | 'dispose' | 'deleteNetworks';

function modelHandlers(models: ModelRegistry, networkStore: NetworkStore): Pick<Handlers, ModelMethod> {
  return {
    augment: ({ pictures, configuration, count }) =>
      previewAugmentation({
        images: pictures,
        augmentation: augmentationOf(configuration.augment),
        variants: count,
        seed: configuration.seed,
      }),
    exportModel: async ({ run }) => (await models.get(run)).network.files(),
    async importModel({ run, files }) {
      const network = await readModel(files);
      models.add(run, network);
      return network.description;
    },
    dispose({ run }) {
      models.dispose(run);
      return {};
    },
    async deleteNetworks({ runs, known }) {
      await networkStore.delete(runs, known);
      return {};
    },
  };
}
