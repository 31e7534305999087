// Finished networks, kept in the browser (IndexedDB) until their runs are forgotten, so that a reload costs none. In the
// worker; how many are kept is the page's decision: runs.svelte.ts. Networks in memory: model-registry.ts.
//
// They lie where tfjs keeps models, in its format: what earlier versions kept is there, and tfjs programs find them.
import type { ModelFiles } from '../payloads.ts';
import { readModel } from './model-files.ts';
import type { PageNetwork } from './page-network.ts';

export interface KeptNetworks {
  /** Keeps the network of a run; returns its bytes, or 0 where it is too large or the browser has no room. */
  keep(run: string, network: PageNetwork): Promise<number>;
  /** The network of a run, or `undefined` where it is not kept or cannot be read. */
  load(run: string): Promise<PageNetwork | undefined>;
  /** Forgets the networks of `runs`, and those of no known run, unless another tab may just have made them. */
  forget(runs: readonly string[], known: readonly string[]): Promise<void>;
}

/** A larger network is not kept. */
export const largestKeptNetwork = 16 * 2 ** 20;

/** What the names of kept networks begin with. */
const start = 'nn101-network-';
/** Milliseconds. Until then a network may be one whose run is about to be noted. */
const grace = 10 * 60_000;

export const browserNetworks: KeptNetworks = {
  async keep(run, network) {
    const bytes = network.network.weights.byteLength;
    if (bytes > largestKeptNetwork) return 0;
    try {
      await putModel(start + run, network.files());
      return bytes;
    } catch {
      // Full, or forbidden: the network goes with the page, which says so.
      return 0;
    }
  },
  async load(run) {
    const files = await getModel(start + run).catch(() => undefined);
    return files && (await readModel(files).catch(() => undefined));
  },
  async forget(runs, known) {
    const kept = await listModels().catch(() => []);
    for (const { name, saved } of kept) {
      if (!name.startsWith(start)) continue;
      const run = name.slice(start.length);
      const isStray = !known.includes(run) && Date.now() - saved > grace;
      if (runs.includes(run) || isStray) await removeModel(name).catch(() => undefined);
    }
  },
};

const database = 'tensorflowjs';
const modelStore = 'models_store';
const infoStore = 'model_info_store';

/** A record of tfjs' store of models. */
interface StoredModel {
  readonly modelPath: string;
  readonly modelArtifacts: {
    readonly modelTopology: unknown;
    readonly weightSpecs?: unknown;
    readonly weightData?: ArrayBuffer | readonly ArrayBuffer[];
    readonly userDefinedMetadata?: unknown;
  };
}

async function putModel(modelPath: string, { json, weights }: ModelFiles): Promise<void> {
  const { weightsManifest, ...model } = JSON.parse(json);
  const [{ weights: weightSpecs }] = weightsManifest;
  const modelArtifactsInfo = {
    dateSaved: new Date(),
    modelTopologyType: 'JSON',
    modelTopologyBytes: JSON.stringify(model.modelTopology).length,
    weightSpecsBytes: JSON.stringify(weightSpecs).length,
    weightDataBytes: weights.byteLength,
  };
  const modelArtifacts = { ...model, weightSpecs, weightData: weights.slice().buffer };
  await inStores('readwrite', (models, infos) => {
    infos.put({ modelPath, modelArtifactsInfo });
    return models.put({ modelPath, modelArtifacts, modelArtifactsInfo });
  });
}

async function getModel(modelPath: string): Promise<ModelFiles | undefined> {
  const stored: StoredModel | undefined = await inStores('readonly', (models) => models.get(modelPath));
  if (!stored) return undefined;
  const { weightSpecs = [], weightData = [], ...model } = stored.modelArtifacts;
  const parts = [weightData].flat() as readonly ArrayBuffer[];
  const weights = new Uint8Array(await new Blob([...parts]).arrayBuffer());
  return { json: JSON.stringify({ ...model, weightsManifest: [{ weights: weightSpecs }] }), weights };
}

async function listModels(): Promise<{ readonly name: string; readonly saved: number }[]> {
  const infos = await inStores('readonly', (_, store) => store.getAll());
  return infos.map(({ modelPath, modelArtifactsInfo }) => ({
    name: modelPath,
    saved: Number(modelArtifactsInfo.dateSaved),
  }));
}

async function removeModel(modelPath: string): Promise<void> {
  await inStores('readwrite', (models, infos) => {
    infos.delete(modelPath);
    return models.delete(modelPath);
  });
}

/** Requests in one transaction; done when the transaction is, not when a request is. */
async function inStores<Result>(
  mode: IDBTransactionMode,
  ask: (models: IDBObjectStore, infos: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opened = await openDatabase();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction([modelStore, infoStore], mode);
      const request = ask(transaction.objectStore(modelStore), transaction.objectStore(infoStore));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? request.error);
    });
  } finally {
    opened.close();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => {
      for (const name of [modelStore, infoStore]) {
        request.result.createObjectStore(name, { keyPath: 'modelPath' });
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
