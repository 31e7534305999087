// The worker's desk in this very process, for tests: questions are asked and news waited for without a worker.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { notebookConfiguration } from '../configuration.ts';
import type { Answer, Question, Refusal, Request, RunNews, Topic, WorkerMessage } from '../messages.ts';
import type { KeptNetworks } from '../network/kept-networks.ts';
import type { ModelFiles } from '../payloads.ts';
import { createDesk } from './request-handlers.ts';

/** A small run on the synthetic digits. */
export const smallConfiguration = {
  ...notebookConfiguration('mnist-basic'),
  data: 'synthetic' as const,
  network: 'dense16-relu',
  epochs: 2,
  batch: 50,
  limit: 400,
};

export interface DeskInNode {
  ask<T extends Topic>(topic: T, question: Question<T>): Promise<Answer<T>>;
  /** Resolves when the run tells a thing of this kind. */
  until(run: string, type: RunNews['type']): Promise<void>;
  newsOf(run: string): RunNews[];
  /** Trains and waits for the end. */
  train(run: string, more?: Partial<Question<'start'>>): Promise<void>;
  /** A directory for a run's checkpoints, removed after the tests. */
  placeOf(run: string): string;
}

/** Call it at the top of a test file. */
export function useDesk(): DeskInNode {
  const messages: WorkerMessage[] = [];
  const listeners = new Set<(message: WorkerMessage) => void>();
  const receive = createDesk({
    post(message) {
      messages.push(message);
      for (const listen of listeners) listen(message);
    },
    loadEngine: () => import('./network-handlers.ts'),
    kept: networksAsFiles(),
  });
  let lastId = 0;
  const placeOf = usePlaces();

  async function ask<T extends Topic>(topic: T, question: Question<T>): Promise<Answer<T>> {
    const id = ++lastId;
    // A request of topic T: the union knows no other.
    await receive({ topic, id, question } as Request);
    const message = messages.find((item) => 'id' in item && item.id === id);
    if (message?.type !== 'reply') throw new Error((message as Refusal).message);
    return message.answer as Answer<T>;
  }

  const until = (run: string, type: RunNews['type']) => untilNews(listeners, { run, type });
  return {
    ask,
    until,
    newsOf: (run) => messages.filter((item): item is RunNews => 'run' in item && item.run === run),
    async train(run, more = {}) {
      const finished = until(run, 'finished');
      await ask('start', { run, configuration: smallConfiguration, place: placeOf(run), ...more });
      await finished;
    },
    placeOf,
  };
}

function untilNews(
  listeners: Set<(message: WorkerMessage) => void>,
  { run, type }: Pick<RunNews, 'run' | 'type'>,
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

function usePlaces(): (run: string) => string {
  let place = '';
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'nn101-desk-'));
  });
  afterAll(() => rm(place, { recursive: true, force: true }));
  return (run) => join(place, run);
}

/** Keeps networks as the files that the page saves. */
function networksAsFiles(): KeptNetworks {
  const kept = new Map<string, ModelFiles>();
  return {
    async keep(run, network) {
      const files = network.files();
      kept.set(run, files);
      return files.weights.byteLength;
    },
    async load(run) {
      const { readModel } = await import('../network/model-files.ts');
      const files = kept.get(run);
      return files && readModel(files);
    },
    async forget(runs) {
      for (const run of runs) kept.delete(run);
    },
  };
}
