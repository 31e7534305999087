// Data that arrives batch by batch because it does not fit into memory: fit() reads from a source while it trains. A few
// batches are fetched ahead, so that reading and training overlap. Data in memory: training-data.ts.
import { describeValue } from '#arguments';
import { check } from '../check.ts';
import type { Objectives } from '../losses/objectives.ts';
import type { Model } from '../model/model.ts';
import type { SourcedBatch } from '../step/training-step.ts';
import { TrainError } from '../train-error.ts';
import { readTable } from './read-table.ts';
import type { TrainingData } from './training-data.ts';

/** One batch, trained on in one step. */
export type SourceBatch = TrainingData & {
  /** Weight of each sample in the loss; 1 by default. */
  readonly sampleWeights?: ArrayLike<number>;
};

/** Batches in the order of training. */
export type Batches = AsyncIterable<SourceBatch> | Iterable<SourceBatch>;

/**
 * A source of batches: a function that returns the batches of an epoch, counted from 1, or an iterable. An iterable that
 * can be read only once, such as a generator, continues from epoch to epoch.
 */
export type BatchSource = Batches | ((epoch: number) => Batches);

/** Number of batches fetched in advance. */
const ahead = 2;

/** Returns whether the data arrives batch by batch. */
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

/** An epoch, from 1, and a step of it, from 0. */
export interface BatchPosition {
  readonly epoch: number;
  readonly step: number;
}

/** The batches of a run. */
export interface BatchReader {
  /**
   * Returns the batches of an epoch from this step on, checked against the model.
   *
   * @throws TrainError `INVALID_DATA` if the source ends before the epoch or a batch is too large; the errors of
   *   `readTable`
   */
  epoch(position: BatchPosition): AsyncGenerator<SourcedBatch, void>;
  /**
   * Returns the batch that `epoch` will return first from this position, which must be the next to be read. Throws the
   * errors of `epoch`.
   */
  peek(position: BatchPosition): Promise<SourcedBatch>;
  /** Closes the source. */
  close(): Promise<void>;
}

interface ReaderOptions {
  readonly source: BatchSource;
  readonly stepsPerEpoch: number;
  /** Maximum number of samples in a batch. */
  readonly batchSize: number;
  readonly model: Model;
  readonly objectives: Objectives;
}

/** Creates a reader of the source. Nothing is read before the first call. */
export function readBatches(options: ReaderOptions): BatchReader {
  const { source, stepsPerEpoch } = options;
  // An iterator can be read only once.
  const isOnce = typeof source !== 'function' && 'next' in source;
  let open: Prefetcher | undefined;
  const close = async () => {
    await open?.close();
    open = undefined;
  };
  async function* read({ epoch, step }: BatchPosition): AsyncGenerator<SourcedBatch, void> {
    const isFirst = open === undefined;
    open ??= prefetch(iteratorOf(typeof source === 'function' ? batchesOf(source, epoch) : source));
    // Skips the finished batches; a source that can be read only once also contains those of earlier epochs.
    const done = isOnce ? (isFirst ? (epoch - 1) * stepsPerEpoch + step : 0) : step;
    try {
      for (let skipped = 0; skipped < done; skipped++) await open.next();
      for (let next = step; next < stepsPerEpoch; next++) {
        const { value, done } = await open.next();
        if (done) throw endedTooSoon({ epoch, step: next, stepsPerEpoch });
        yield readBatch(value, { ...options, step: next });
      }
    } finally {
      if (!isOnce) await close();
    }
  }
  let peeked: { readonly first: SourcedBatch; readonly rest: AsyncGenerator<SourcedBatch, void> } | undefined;
  return {
    async *epoch(position) {
      const { first, rest } = peeked ?? { rest: read(position) };
      peeked = undefined;
      if (first) yield first;
      yield* rest;
    },
    async peek(position) {
      const rest = read(position);
      const { value } = await rest.next();
      if (!value) throw endedTooSoon({ ...position, stepsPerEpoch });
      peeked = { first: value, rest };
      return value;
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

// One request at a time, because an iterator need not support concurrent ones.
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
    // The consumer of the queue receives the failure.
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
  { model, objectives, batchSize, step }: ReaderOptions & { readonly step: number },
): SourcedBatch {
  const name = `train's batch ${step + 1}`;
  const table = readTable(model, { name, data }, objectives);
  if (table.samples > batchSize) {
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects at most ${batchSize} samples, the batchSize; received ${table.samples}. Set batchSize to the ` +
        'size of the ' +
        'largest batch.',
    );
  }
  const { sampleWeights } = data;
  if (sampleWeights === undefined) return { table };
  check.numbers(`${name}.sampleWeights`, sampleWeights, { min: 0, length: table.samples });
  return { table, sampleWeights };
}

function endedTooSoon({
  epoch,
  step,
  stepsPerEpoch,
}: BatchPosition & { readonly stepsPerEpoch: number }): TrainError {
  return new TrainError(
    'INVALID_DATA',
    `train expects ${stepsPerEpoch} batches in each epoch, the stepsPerEpoch; it ended after ${step} of epoch ${epoch}. ` +
      'Pass a function of the epoch that returns its batches.',
  );
}
