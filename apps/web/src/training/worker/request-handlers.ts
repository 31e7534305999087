// Dispatches the page's requests: each gets a response or an error, and an error of one does not affect another. Methods
// that need a network are in network-handlers.ts, which is loaded with the first call of one.
import type { DatasetCache } from '../data/dataset-cache.ts';
import { createDatasetCache } from '../data/dataset-cache.ts';
import { classMeans, describeData, galleryOf, rowsOfClass } from '../data/dataset-contents.ts';
import type { Handlers, Method, Request, Result, WorkerMessage } from '../messages.ts';
import type { NetworkStore } from '../network/network-store.ts';
import { describeError, TrainPageError } from '../train-page-error.ts';
import type { createNetworkHandlers, NetworkHandlers } from './network-handlers.ts';

export interface RequestHandlerOptions {
  readonly post: (message: WorkerMessage) => void;
  readonly loadNetworkHandlers: () => Promise<{
    readonly createNetworkHandlers: typeof createNetworkHandlers;
  }>;
  /** The storage of finished networks; by default IndexedDB. */
  readonly networkStore?: NetworkStore;
}

/** Returns a function that handles one request and posts its response or error. */
export function createRequestHandler({
  post,
  loadNetworkHandlers,
  networkStore,
}: RequestHandlerOptions): (request: Request) => Promise<void> {
  let mirrors: readonly string[] = [];
  const datasets = createDatasetCache({
    mirrors: () => mirrors,
    onBytes: (data, bytes, total) => post({ type: 'download', data, bytes, total }),
  });
  let loading: Promise<NetworkHandlers> | undefined;
  const networkHandlers = () => {
    loading ??= loadNetworkHandlers().then(async ({ createNetworkHandlers }) =>
      createNetworkHandlers({
        datasets,
        post,
        networkStore: networkStore ?? (await import('../network/network-store.ts')).indexedDbNetworks,
      }),
    );
    // A module that could not be fetched is requested again by the next call.
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
  const dataHandlers = createDataHandlers(datasets, (urls) => {
    mirrors = urls;
  });
  return async (request) => {
    const { id } = request;
    try {
      const handlers: Partial<Handlers> =
        request.method in dataHandlers ? dataHandlers : await networkHandlers();
      post({ type: 'response', id, result: await call(handlers, request) });
    } catch (error) {
      post({ type: 'error', id, ...describeError(error) });
    }
  };
}

function call<M extends Method>(
  handlers: Partial<Handlers>,
  { method, params }: Request<M>,
): Result<M> | Promise<Result<M>> {
  const handler: Handlers[M] | undefined = handlers[method];
  if (!handler) throw new TrainPageError('UNKNOWN', `The training worker knows nothing of "${method}".`);
  return handler(params);
}

/** The methods that need no network, and hence none of the code that computes with one. */
type DataMethod = Exclude<Method, keyof NetworkHandlers>;

function createDataHandlers(
  datasets: DatasetCache,
  useMirrors: (urls: readonly string[]) => void,
): Pick<Handlers, DataMethod> {
  return {
    open({ mirrors }) {
      useMirrors(mirrors);
      const isolated = globalThis.crossOriginIsolated === true;
      return { isolated, threads: globalThis.navigator?.hardwareConcurrency ?? 1 };
    },
    describe: async ({ data }) => describeData(await datasets.load(data)),
    gallery: async ({ data, split, rows }) => galleryOf((await datasets.load(data))[split], rows),
    classRows: async ({ data, split, ...selection }) => ({
      rows: rowsOfClass((await datasets.load(data))[split], selection),
    }),
    means: async ({ data }) => classMeans((await datasets.load(data)).train),
    uploadImages: ({ pictures, classNames }) => describeData(datasets.upload(pictures, classNames)),
  };
}
