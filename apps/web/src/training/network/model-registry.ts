// The networks in the worker's memory, by the name of their run. Those of earlier visits are loaded from where
// network-store.ts stores them.
import type { LoadedDataset } from '../data/dataset-contents.ts';
import { TrainPageError } from '../train-page-error.ts';
import type { PageNetwork } from './page-network.ts';

export interface RegisteredModel {
  readonly network: PageNetwork;
  /** The probabilities that the network predicts for the test images of a set, while its weights stay the same. */
  readonly testProbabilities: WeakMap<LoadedDataset, Float32Array>;
  /** Requests that the current weights are copied into the network; defined while it is being trained. */
  refresh: (() => void) | undefined;
}

/** With more networks than this, the oldest ones are disposed of. */
const maxNetworks = 6;

export interface ModelRegistry {
  add(run: string, network: PageNetwork): RegisteredModel;
  /** Returns the network of a run, from memory or from storage. @throws TrainPageError `NO_RUN` */
  get(run: string): Promise<RegisteredModel>;
  dispose(run: string): void;
}

export function createModelRegistry({
  load,
}: {
  /** Loads a network from storage. */
  load: (run: string) => Promise<PageNetwork | undefined>;
}): ModelRegistry {
  const models = new Map<string, RegisteredModel>();
  const loading = new Map<string, Promise<RegisteredModel>>();

  function add(run: string, network: PageNetwork): RegisteredModel {
    models.delete(run);
    for (const [old, { refresh }] of models) {
      if (models.size < maxNetworks) break;
      if (!refresh) models.delete(old);
    }
    const model: RegisteredModel = { network, testProbabilities: new WeakMap(), refresh: undefined };
    models.set(run, model);
    return model;
  }

  async function loadModel(run: string): Promise<RegisteredModel> {
    const network = await load(run);
    if (network) return add(run, network);
    throw new TrainPageError(
      'NO_RUN',
      'This network is not in memory any more. Train it again, or import it.',
    );
  }

  return {
    add,
    async get(run) {
      const model = models.get(run);
      if (model) {
        model.refresh?.();
        return model;
      }
      const pending = loading.get(run);
      if (pending) return pending;
      const loaded = loadModel(run).finally(() => loading.delete(run));
      loading.set(run, loaded);
      return loaded;
    },
    dispose(run) {
      models.delete(run);
    },
  };
}
