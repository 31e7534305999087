// Batches over several epochs, at a position that can be saved and restored: what a training loop reads from.
// One pass in order without any of that is `batches` of ./split.ts.
import { check, requireOptions, requireSeed } from '../check.ts';
import { DatasetError } from '../error.ts';
import { shuffle } from './shuffle.ts';
import { requireSplit, type Split, viewOf } from './split.ts';

/** Where an iterator stands. Plain data: JSON keeps it. */
export interface BatchPosition {
  /** Full passes that are done. */
  readonly epoch: number;
  /** Images of the current pass that were given out. */
  readonly index: number;
}

/** How a split is cut into batches, in which order, and where to go on. */
export interface BatchIteratorOptions {
  /** Images in a batch, 1 or more; the last one of an epoch is shorter where it does not divide. */
  readonly batchSize: number;
  /** Passes over all images, 1 or more. Default 1. */
  readonly epochs?: number;
  /** Shuffle each epoch in an order of its own that follows from this number. Default: the split's own order. */
  readonly seed?: number;
  /** Leave out the shorter batch at an epoch's end. Default false. */
  readonly dropLast?: boolean;
  /** Where to go on, as `position` gave it. Default: the beginning. */
  readonly position?: BatchPosition;
}

/**
 * Batches for `for` and `for await`, both from one position: what one of them has taken, the other does not give.
 */
export interface BatchIterator extends Iterable<Split>, AsyncIterable<Split> {
  /** Where the next batch begins. Give it back as the option `position` to go on there. */
  readonly position: BatchPosition;
}

/**
 * Batches of a split. Each is a zero-copy view: of the split itself, or, with a `seed`, of the one shuffled copy that
 * an epoch needs. The same options and position give the same batches on every machine.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if a number is out of range, or the position is not one of this split.
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

// Epoch 0 is shuffled as `shuffle(split, seed)` would; the golden ratio's multiples spread the others.
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
