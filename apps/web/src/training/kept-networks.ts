// Finished networks, kept in the browser (IndexedDB) until their runs are forgotten, so that a reload costs none. In the
// worker; how many are kept is the page's decision: runs.svelte.ts. Networks in memory: network-shelf.ts.
import { registerExponential } from '@nn101/models';
import { loadModel, saveModel } from '@nn101/train';
import { io } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

export interface KeptNetworks {
  /** Keeps the network of a run; returns its bytes, or 0 where it is too large or the browser has no room. */
  keep(run: string, model: LayersModel): Promise<number>;
  /** The network of a run, or `undefined` where it is not kept or cannot be read. */
  load(run: string): Promise<LayersModel | undefined>;
  /** Forgets the networks of `runs`, and those of no known run, unless another tab may just have made them. */
  forget(runs: readonly string[], known: readonly string[]): Promise<void>;
}

/** A larger network is not kept. */
export const largestKeptNetwork = 16 * 2 ** 20;

/** What the names of kept networks begin with. */
const start = 'nn101-network-';
const url = (run: string) => `indexeddb://${start}${run}`;
/** Milliseconds. Until then a network may be one whose run is about to be noted. */
const grace = 10 * 60_000;

export const browserNetworks: KeptNetworks = {
  async keep(run, model) {
    const bytes = 4 * model.countParams();
    if (bytes > largestKeptNetwork) return 0;
    try {
      await saveModel(model, start + run);
      return bytes;
    } catch {
      // Full, or forbidden: the network goes with the page, which says so.
      return 0;
    }
  },
  async load(run) {
    registerExponential();
    return loadModel(start + run).catch(() => undefined);
  },
  async forget(runs, known) {
    const models = await io.listModels().catch(() => ({}) as Awaited<ReturnType<typeof io.listModels>>);
    const kept = Object.entries(models).filter(([name]) => name.startsWith(url('')));
    for (const [name, { dateSaved }] of kept) {
      const run = name.slice(url('').length);
      const isStray = !known.includes(run) && Date.now() - Number(dateSaved) > grace;
      if (runs.includes(run) || isStray) await io.removeModel(name).catch(() => undefined);
    }
  },
};
