// The trained networks in the worker, by the name of their run. What they say of images: inspect.ts.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { DataName } from './data-name.ts';
import { TrainPageError } from './train-page-error.ts';

export interface ShelvedNetwork {
  readonly model: LayersModel;
  /** The network's probabilities of a set's test images, while its weights stay as they are. */
  readonly tested: Map<DataName, Float32Array>;
  /** Brings the model's weights up to date, while it is being trained. */
  refresh: (() => void) | undefined;
}

/** Networks beyond this many are freed, the oldest first. */
export const networksKept = 6;

export interface NetworkShelf {
  put(run: string, model: LayersModel): ShelvedNetwork;
  /** @throws TrainPageError `NO_RUN` */
  take(run: string): ShelvedNetwork;
  drop(run: string): void;
}

export function createNetworkShelf(): NetworkShelf {
  const networks = new Map<string, ShelvedNetwork>();

  function drop(run: string): void {
    networks.get(run)?.model.dispose();
    networks.delete(run);
  }

  return {
    put(run, model) {
      drop(run);
      for (const [old, { refresh }] of networks) {
        if (networks.size < networksKept) break;
        if (!refresh) drop(old);
      }
      const network: ShelvedNetwork = { model, tested: new Map(), refresh: undefined };
      networks.set(run, network);
      return network;
    },
    take(run) {
      const network = networks.get(run);
      if (!network) {
        throw new TrainPageError(
          'NO_RUN',
          'This network is not in memory any more. Train it again, or import it.',
        );
      }
      network.refresh?.();
      return network;
    },
    drop,
  };
}
