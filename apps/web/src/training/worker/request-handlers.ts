// The worker's side of the conversation: every question gets its answer or a refusal, and no error of one disturbs
// another. What needs tfjs is in network-handlers.ts, loaded with the first question about a network.
import {
  classMeans,
  createDataShelf,
  type DataShelf,
  describeData,
  galleryOf,
  rowsOfClass,
} from '../data/dataset-cache.ts';
import type { Answer, Handlers, Request, Topic, WorkerMessage } from '../messages.ts';
import type { KeptNetworks } from '../network/kept-networks.ts';
import { describeError, TrainPageError } from '../train-page-error.ts';
import type { Engine } from './network-handlers.ts';

export interface DeskOptions {
  readonly post: (message: WorkerMessage) => void;
  readonly loadEngine: () => Promise<Pick<typeof import('./network-handlers.ts'), 'createEngine'>>;
  /** Where finished networks are kept; by default in the browser. */
  readonly kept?: KeptNetworks;
}

/** Questions that need no network, and no tfjs. */
export type DataTopic = 'open' | 'describe' | 'gallery' | 'classRows' | 'means' | 'bringData';

/** Takes what the page sends. */
export function createDesk({ post, loadEngine, kept }: DeskOptions): (request: Request) => Promise<void> {
  let mirrors: readonly string[] = [];
  const shelf = createDataShelf({
    mirrors: () => mirrors,
    onBytes: (data, bytes, total) => post({ type: 'download', data, bytes, total }),
  });
  let loading: Promise<Engine> | undefined;
  const engine = () => {
    loading ??= loadEngine().then(async ({ createEngine }) =>
      createEngine({
        shelf,
        post,
        kept: kept ?? (await import('../network/kept-networks.ts')).browserNetworks,
      }),
    );
    // What did not come over the network may come the next time.
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
  const dataHandlers = answerAboutData(shelf, (urls) => {
    mirrors = urls;
  });
  return async (request) => {
    const { id } = request;
    try {
      const handlers: Partial<Handlers> = request.topic in dataHandlers ? dataHandlers : await engine();
      post({ type: 'reply', id, answer: await answer(handlers, request) });
    } catch (error) {
      post({ type: 'refusal', id, ...describeError(error) });
    }
  };
}

function answer<T extends Topic>(
  handlers: Partial<Handlers>,
  { topic, question }: Request<T>,
): Answer<T> | Promise<Answer<T>> {
  const handler: Handlers[T] | undefined = handlers[topic];
  if (!handler) throw new TrainPageError('UNKNOWN', `The training worker knows nothing of "${topic}".`);
  return handler(question);
}

function answerAboutData(
  shelf: DataShelf,
  useMirrors: (urls: readonly string[]) => void,
): Pick<Handlers, DataTopic> {
  return {
    open({ mirrors }) {
      useMirrors(mirrors);
      const isolated = globalThis.crossOriginIsolated === true;
      return { isolated, threads: globalThis.navigator?.hardwareConcurrency ?? 1 };
    },
    describe: async ({ data }) => describeData(await shelf.take(data)),
    gallery: async ({ data, split, rows }) => galleryOf((await shelf.take(data))[split], rows),
    classRows: async ({ data, split, ...wanted }) => ({
      rows: rowsOfClass((await shelf.take(data))[split], wanted),
    }),
    means: async ({ data }) => classMeans((await shelf.take(data)).train),
    bringData: ({ pictures, classNames }) => describeData(shelf.bring(pictures, classNames)),
  };
}
