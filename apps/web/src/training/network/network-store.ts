// Stores the networks of finished runs in IndexedDB until their runs are deleted, so that they survive a reload. This
// module runs in the worker; page/runs.svelte.ts decides how many networks are stored.
//
// They are stored where TensorFlow.js stores models, in its format: earlier versions wrote there, and its programs find
// them.
import type { ModelFiles } from '../payloads.ts';
import { readModel } from './model-files.ts';
import type { PageNetwork } from './page-network.ts';

export interface NetworkStore {
  /** Stores the network of a run. Returns its size in bytes, or 0 if it is too large or the storage is full. */
  save(run: string, network: PageNetwork): Promise<number>;
  /** Loads the network of a run; `undefined` if it is not stored or cannot be read. */
  load(run: string): Promise<PageNetwork | undefined>;
  /** Deletes the networks of `runs`, and those of no known run unless another tab may just have stored them. */
  delete(runs: readonly string[], known: readonly string[]): Promise<void>;
}

/** Larger networks are not stored. */
const maxNetworkBytes = 16 * 2 ** 20;

/** The prefix of the names under which networks are stored. */
const prefix = 'nn101-network-';
/** Milliseconds until a network without a known run is deleted: another tab may be about to record its run. */
const grace = 10 * 60_000;

export const indexedDbNetworks: NetworkStore = {
  async save(run, network) {
    const bytes = network.network.weights.byteLength;
    if (bytes > maxNetworkBytes) return 0;
    try {
      await putModel(prefix + run, network.files());
      return bytes;
    } catch {
      // The storage is full or not permitted: the network is lost with the page, which says so.
      return 0;
    }
  },
  async load(run) {
    const files = await getModel(prefix + run).catch(() => undefined);
    return files && (await readModel(files).catch(() => undefined));
  },
  async delete(runs, known) {
    const stored = await listModels().catch(() => []);
    for (const { name, saved } of stored) {
      if (!name.startsWith(prefix)) continue;
      const run = name.slice(prefix.length);
      const isStray = !known.includes(run) && Date.now() - saved > grace;
      if (runs.includes(run) || isStray) await removeModel(name).catch(() => undefined);
    }
  },
};

const database = 'tensorflowjs';
const modelStore = 'models_store';
const infoStore = 'model_info_store';

/** A record in the model store of TensorFlow.js. */
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

/** Makes requests in one transaction. Resolves when the transaction is complete, not merely a request. */
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
