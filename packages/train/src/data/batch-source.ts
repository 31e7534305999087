// Data that come batch by batch, for what does not fit into memory: a source that fit() draws from while it trains. A few
// batches are fetched ahead, so that reading and training overlap. Data in memory: training-data.ts.
import { describeValue } from '#arguments';
import { check } from '../check.ts';
import type { Model } from '../model/model.ts';
import type { Objectives } from '../objectives.ts';
import { TrainError } from '../train-error.ts';
import type { SourcedBatch } from '../training-step.ts';
import { readTable } from './read-table.ts';
import type { TrainingData } from './training-data.ts';

/** One batch, trained on in one step. */
export type SourceBatch = TrainingData & {
  /** Weight of each of its samples in the loss; 1 by default. */
  readonly sampleWeights?: ArrayLike<number>;
};

/** Batches in the order in which they are trained on. */
export type Batches = AsyncIterable<SourceBatch> | Iterable<SourceBatch>;

/**
 * Where batches come from: a function that gives those of an epoch, from 1, or an iterable. An iterable that can be read
 * once alone, such as a generator, is read on from epoch to epoch.
 */
export type BatchSource = Batches | ((epoch: number) => Batches);

/** Batches fetched before they are asked for. */
const ahead = 2;

/** Whether these data come batch by batch. */
export function isBatchSource(data: unknown): data is BatchSource {
  if (typeof data === 'function') return true;
  return (
    typeof data === 'object' &&
    data !== null &&
    !Array.isArray(data) &&
    !ArrayBuffer.isView(data) &&
    (Symbol.asyncIterator in data || Symbol.iterator in data)
  );
}

/** The batches of a run. */
export interface BatchReader {
  /**
   * The batches of an epoch from this step on, checked against the model.
   *
   * @throws TrainError `INVALID_DATA` where the source ends before the epoch; the errors of `readTable`
   */
  epoch(place: { readonly epoch: number; readonly step: number }): AsyncGenerator<SourcedBatch, void>;
  /** Lets go of the source. */
  close(): Promise<void>;
}

interface ReaderOptions {
  readonly source: BatchSource;
  readonly stepsPerEpoch: number;
  readonly model: Model;
  readonly objectives: Objectives;
}

/** Reads a source epoch by epoch. Nothing is asked of it before the first epoch. */
export function readBatches({ source, stepsPerEpoch, model, objectives }: ReaderOptions): BatchReader {
  // An iterator of its own can be read but once.
  const isOnce = typeof source !== 'function' && 'next' in source;
  let open: Prefetcher | undefined;
  const close = async () => {
    await open?.close();
    open = undefined;
  };
  return {
    async *epoch({ epoch, step }) {
      const isFirst = open === undefined;
      open ??= prefetch(iteratorOf(typeof source === 'function' ? batchesOf(source, epoch) : source));
      // What is done already is read past; a source that is read on has the epochs before it as well.
      const done = isOnce ? (isFirst ? (epoch - 1) * stepsPerEpoch + step : 0) : step;
      try {
        for (let place = 0; place < done; place++) await open.next();
        for (let place = step; place < stepsPerEpoch; place++) {
          const { value, done } = await open.next();
          if (done) throw endedTooSoon({ epoch, step: place, stepsPerEpoch });
          yield readBatch(value, { model, objectives, step: place });
        }
      } finally {
        if (!isOnce) await close();
      }
    },
    close,
  };
}

function batchesOf(source: (epoch: number) => Batches, epoch: number): Batches {
  const batches: unknown = source(epoch);
  if (Array.isArray(batches) || (typeof batches !== 'function' && isBatchSource(batches)))
    return batches as Batches;
  throw new TrainError(
    'INVALID_DATA',
    `train(${epoch}) expects an iterable of batches, such as an async generator's; received ${describeValue(batches)}.`,
  );
}

type BatchIterator = AsyncIterator<SourceBatch> | Iterator<SourceBatch>;

function iteratorOf(batches: Batches): BatchIterator {
  return Symbol.asyncIterator in batches ? batches[Symbol.asyncIterator]() : batches[Symbol.iterator]();
}

interface Prefetcher {
  next(): Promise<IteratorResult<SourceBatch>>;
  close(): Promise<void>;
}

// One request after the other: an iterator need not know what to do with several at once.
function prefetch(iterator: BatchIterator): Prefetcher {
  const waiting: Promise<IteratorResult<SourceBatch>>[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let ended = false;
  const ask = () => {
    const next = last.then(async () => {
      if (ended) return { done: true as const, value: undefined };
      const result = await iterator.next();
      ended ||= result.done === true;
      return result;
    });
    last = next.catch(() => {
      ended = true;
    });
    waiting.push(next);
    // Whoever takes it from the queue sees the failure.
    next.catch(() => {});
  };
  return {
    async next() {
      while (waiting.length <= ahead) ask();
      return (await waiting.shift()) as IteratorResult<SourceBatch>;
    },
    async close() {
      const wasEnded = ended;
      ended = true;
      await last;
      if (!wasEnded) await iterator.return?.();
    },
  };
}

function readBatch(
  data: SourceBatch,
  { model, objectives, step }: Pick<ReaderOptions, 'model' | 'objectives'> & { readonly step: number },
): SourcedBatch {
  const name = `train's batch ${step + 1}`;
  const table = readTable(model, { name, data }, objectives);
  const { sampleWeights } = data;
  if (sampleWeights === undefined) return { table };
  check.numbers(`${name}.sampleWeights`, sampleWeights, { min: 0, length: table.samples });
  return { table, sampleWeights };
}

function endedTooSoon(place: {
  readonly epoch: number;
  readonly step: number;
  readonly stepsPerEpoch: number;
}) {
  const { epoch, step, stepsPerEpoch } = place;
  return new TrainError(
    'INVALID_DATA',
    `train expects ${stepsPerEpoch} batches in each epoch, as stepsPerEpoch says; it ended after ${step} of epoch ${epoch}. ` +
      'Pass a function of the epoch, which gives its batches anew.',
  );
}
