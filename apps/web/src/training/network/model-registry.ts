// The trained networks in the worker, by the name of their run. What they say of images: inspect.ts; those of earlier
// visits: kept-networks.ts.
import type { ShelvedData } from '../data/dataset-cache.ts';
import { TrainPageError } from '../train-page-error.ts';
import type { PageNetwork } from './page-network.ts';

export interface ShelvedNetwork {
  readonly network: PageNetwork;
  /** The network's probabilities of a set's test images, while its weights stay as they are. */
  readonly tested: WeakMap<ShelvedData, Float32Array>;
  /** Brings the network's weights up to date, while it is being trained. */
  refresh: (() => void) | undefined;
}

/** Networks beyond this many are freed, the oldest first. */
export const networksKept = 6;

export interface NetworkShelf {
  put(run: string, network: PageNetwork): ShelvedNetwork;
  /** The network of a run, from memory or from where it was kept. @throws TrainPageError `NO_RUN` */
  take(run: string): Promise<ShelvedNetwork>;
  drop(run: string): void;
}

export function createNetworkShelf({
  load,
}: {
  /** Gives a network that was kept. */
  load: (run: string) => Promise<PageNetwork | undefined>;
}): NetworkShelf {
  const networks = new Map<string, ShelvedNetwork>();
  const loading = new Map<string, Promise<ShelvedNetwork>>();

  function drop(run: string): void {
    networks.delete(run);
  }

  function put(run: string, network: PageNetwork): ShelvedNetwork {
    drop(run);
    for (const [old, { refresh }] of networks) {
      if (networks.size < networksKept) break;
      if (!refresh) drop(old);
    }
    const shelved: ShelvedNetwork = { network, tested: new WeakMap(), refresh: undefined };
    networks.set(run, shelved);
    return shelved;
  }

  async function fetch(run: string): Promise<ShelvedNetwork> {
    const network = await load(run);
    if (network) return put(run, network);
    throw new TrainPageError(
      'NO_RUN',
      'This network is not in memory any more. Train it again, or import it.',
    );
  }

  return {
    put,
    async take(run) {
      const network = networks.get(run);
      if (network) {
        network.refresh?.();
        return network;
      }
      const known = loading.get(run);
      if (known) return known;
      const fetched = fetch(run).finally(() => loading.delete(run));
      loading.set(run, fetched);
      return fetched;
    },
    drop,
  };
}
