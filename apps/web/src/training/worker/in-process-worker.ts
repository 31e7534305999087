// For tests: the worker's request handlers in the process of the test, with calls and notifications as promises.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { notebookConfiguration } from '../configuration.ts';
import type {
  Method,
  Params,
  Request,
  Result,
  RpcError,
  RunNotification,
  WorkerMessage,
} from '../messages.ts';
import type { NetworkStore } from '../network/network-store.ts';
import type { ModelFiles } from '../payloads.ts';
import { createRequestHandler } from './request-handlers.ts';

/** A short run on the synthetic digits. */
export const smallConfiguration = {
  ...notebookConfiguration('mnist-basic'),
  data: 'synthetic' as const,
  network: 'dense16-relu',
  epochs: 2,
  batch: 50,
  limit: 400,
};

export interface InProcessWorker {
  call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>>;
  /** Resolves when the run sends a notification of this type. */
  until(run: string, type: RunNotification['type']): Promise<void>;
  notificationsOf(run: string): RunNotification[];
  /** Trains and waits until the run is finished. */
  train(run: string, more?: Partial<Params<'start'>>): Promise<void>;
  /** Returns the path of a directory for a run's checkpoints, which is removed after the tests. */
  checkpointKeyOf(run: string): string;
}

/** To be called at the top of a test file. */
export function useInProcessWorker(): InProcessWorker {
  const messages: WorkerMessage[] = [];
  const listeners = new Set<(message: WorkerMessage) => void>();
  const handle = createRequestHandler({
    post(message) {
      messages.push(message);
      for (const listen of listeners) listen(message);
    },
    loadNetworkHandlers: () => import('./network-handlers.ts'),
    networkStore: networksAsFiles(),
  });
  let lastId = 0;
  const checkpointKeyOf = useTemporaryDirectory();

  async function call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    const id = ++lastId;
    // TypeScript cannot see that method and parameters belong to the same member of the union.
    await handle({ method, id, params } as Request);
    const message = messages.find((item) => 'id' in item && item.id === id);
    if (message?.type !== 'response') throw new Error((message as RpcError).message);
    return message.result as Result<M>;
  }

  const until = (run: string, type: RunNotification['type']) => waitForNotification(listeners, { run, type });
  return {
    call,
    until,
    notificationsOf: (run) =>
      messages.filter((item): item is RunNotification => 'run' in item && item.run === run),
    async train(run, more = {}) {
      const finished = until(run, 'finished');
      await call('start', {
        run,
        configuration: smallConfiguration,
        checkpointKey: checkpointKeyOf(run),
        ...more,
      });
      await finished;
    },
    checkpointKeyOf,
  };
}

function waitForNotification(
  listeners: Set<(message: WorkerMessage) => void>,
  { run, type }: Pick<RunNotification, 'run' | 'type'>,
): Promise<void> {
  return new Promise((resolve) => {
    const listen = (message: WorkerMessage) => {
      if (!('run' in message) || message.run !== run || message.type !== type) return;
      listeners.delete(listen);
      resolve();
    };
    listeners.add(listen);
  });
}

function useTemporaryDirectory(): (run: string) => string {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'nn101-web-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));
  return (run) => join(directory, run);
}

/** Stores networks in memory, as the files that the page saves. */
function networksAsFiles(): NetworkStore {
  const stored = new Map<string, ModelFiles>();
  return {
    async save(run, network) {
      const files = network.files();
      stored.set(run, files);
      return files.weights.byteLength;
    },
    async load(run) {
      const { readModel } = await import('../network/model-files.ts');
      const files = stored.get(run);
      return files && readModel(files);
    },
    async delete(runs) {
      for (const run of runs) stored.delete(run);
    },
  };
}
