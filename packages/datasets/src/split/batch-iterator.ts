// Batches over several epochs, for training loops, with a position that can be saved and restored. A single pass in
// order is `batches` of ./split.ts.
import { check, requireOptions, requireSeed } from '../check.ts';
import { DatasetError } from '../error.ts';
import { shuffle } from './shuffle.ts';
import { requireSplit, type Split, viewOf } from './split.ts';

/** The position of an iterator. Plain data that JSON can represent. */
export interface BatchPosition {
  /** Completed epochs. */
  readonly epoch: number;
  /** Images of the current epoch that were returned. */
  readonly index: number;
}

/** Batch size, order, and where to resume. */
export interface BatchIteratorOptions {
  /** Images per batch, at least 1. The last batch of an epoch may be smaller. */
  readonly batchSize: number;
  /** Number of epochs, at least 1. Default 1. */
  readonly epochs?: number;
  /** Shuffles each epoch differently, determined by this number. Default: the order of the split. */
  readonly seed?: number;
  /** Omits a smaller last batch of each epoch. Default false. */
  readonly dropLast?: boolean;
  /** Where to resume: the `position` of an earlier iterator. Default: the start. */
  readonly position?: BatchPosition;
}

/**
 * Batches for `for` and `for await`, which share one position: a batch that one of them has returned is not repeated.
 */
export interface BatchIterator extends Iterable<Split>, AsyncIterable<Split> {
  /** Where the next batch starts. Pass it as the option `position` to resume there. */
  readonly position: BatchPosition;
}

/**
 * Iterates over batches of a split. Each is a zero-copy view: of the split itself, or, with a `seed`, of the one
 * shuffled copy per epoch. The same options and position yield the same batches on every machine.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if a number is out of range or the position does not fit the split.
 */
export function batchIterator(split: Split, options: BatchIteratorOptions): BatchIterator {
  requireSplit('split', split);
  requireOptions('batchIterator', options, ['batchSize', 'epochs', 'seed', 'dropLast', 'position']);
  const { batchSize, epochs = 1, seed, dropLast = false } = options;
  check.wholeNumber('batchSize', batchSize, { min: 1 });
  check.wholeNumber('epochs', epochs, { min: 1 });
  if (seed !== undefined) requireSeed(seed);
  check.flag('dropLast', dropLast);
  const count = split.shape[0];
  let position =
    options.position === undefined ? { epoch: 0, index: 0 } : checkedPosition(options.position, count);
  let ordered: { readonly epoch: number; readonly split: Split } | undefined;

  function inOrder(epoch: number): Split {
    if (seed === undefined) return split;
    if (ordered?.epoch !== epoch)
      ordered = { epoch, split: shuffle(split, { seed: epochSeed(seed, epoch) }) };
    return ordered.split;
  }

  function next(): Split | undefined {
    const usable = dropLast ? count - (count % batchSize) : count;
    if (position.index >= usable) position = { epoch: position.epoch + 1, index: 0 };
    if (position.epoch >= epochs || usable === 0) return undefined;
    const { epoch, index } = position;
    const batch = viewOf(inOrder(epoch), index, index + batchSize);
    position = { epoch, index: index + batch.shape[0] };
    return batch;
  }

  return {
    get position() {
      return position;
    },
    *[Symbol.iterator]() {
      for (let batch = next(); batch !== undefined; batch = next()) yield batch;
    },
    async *[Symbol.asyncIterator]() {
      for (let batch = next(); batch !== undefined; batch = next()) yield batch;
    },
  };
}

// Epoch 0 is shuffled like `shuffle(split, { seed })`. Multiples of the golden ratio spread the seeds of the others.
function epochSeed(seed: number, epoch: number): number {
  return epoch === 0 ? seed : (seed + epoch * 0x9e3779b1) % Number.MAX_SAFE_INTEGER;
}

function checkedPosition(position: BatchPosition, count: number): BatchPosition {
  requireOptions('position', position, ['epoch', 'index']);
  const { epoch, index } = position;
  check.wholeNumber('position.epoch', epoch, { min: 0 });
  check.wholeNumber('position.index', index, { min: 0 });
  if (index > count) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `position.index is ${index}, the split has ${count} images. Is it another split?`,
    );
  }
  return { epoch, index };
}
