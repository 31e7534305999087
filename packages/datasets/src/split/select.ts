// Chooses images of a data set: by a selection (a view of one range, or a copy of several), by joining splits, or by
// class. The grammar of selections: ./selection.ts. Random choices: ./shuffle.ts.
import { check } from '../check.ts';
import { DatasetError } from '../error.ts';
import { allocate } from '../memory.ts';
import { type ImageRange, requireSelectionText, resolveSelection, type SplitName } from './selection.ts';
import { gather, indicesWhere } from './shuffle.ts';
import { requireSplit, type Split, viewOf } from './split.ts';

/**
 * The images that `selection` names, in its order.
 *
 * A single range is a view of the memory of the data set. Ranges joined by `+` are copied, and an image named twice
 * occurs twice.
 *
 * @param selection such as `train[:80%]` or `train[:100]+test[-100:]`; see `parseSelection`.
 * @throws DatasetError `PARSE_SPLIT`.
 */
export function select(set: Readonly<Record<SplitName, Split>>, selection: string): Split {
  check.record('set', set, '{ train, test }');
  requireSplit('set.train', set.train);
  requireSplit('set.test', set.test);
  requireSelectionText('selection', selection);
  return chosenFrom(set, selection);
}

/** As `select`, for a data set that has been checked, or that lacks the images of a split that is not selected. */
export function chosenFrom(set: Readonly<Record<SplitName, Split>>, selection: string): Split {
  const counts = { train: set.train.shape[0], test: set.test.shape[0] };
  const ranges = joined(resolveSelection(selection, counts));
  return joinedSplits(ranges.map(({ split, start, end }) => viewOf(set[split], start, end)));
}

/** Merges adjacent ranges. */
function joined(ranges: readonly ImageRange[]): ImageRange[] {
  const result: ImageRange[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last !== undefined && last.split === range.split && last.end === range.start) {
      result[result.length - 1] = { ...last, end: range.end };
    } else {
      result.push(range);
    }
  }
  return result;
}

/**
 * Joins several splits in order. A single split is returned unchanged; several are copied.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if there is no split, or their images or classes differ.
 */
export function concatenate(splits: readonly Split[]): Split {
  check.list('splits', splits, { min: 1 });
  splits.forEach((split, index) => {
    requireSplit(`splits[${index}]`, split);
  });
  return joinedSplits(splits);
}

function joinedSplits(splits: readonly Split[]): Split {
  const [first, ...others] = splits;
  if (others.length === 0) return first;
  const [, height, width, channels] = first.shape;
  for (const other of others) requireSameKind(first, other);
  const images = allocate(splits.reduce((sum, split) => sum + split.images.length, 0));
  const labels = allocate(splits.reduce((sum, split) => sum + split.labels.length, 0));
  let [image, label] = [0, 0];
  for (const split of splits) {
    images.set(split.images, image);
    labels.set(split.labels, label);
    image += split.images.length;
    label += split.labels.length;
  }
  return { images, labels, shape: [labels.length, height, width, channels], classNames: first.classNames };
}

function requireSameKind(first: Split, other: Split): void {
  const kind = ({ shape, classNames }: Split) => `images [${shape.slice(1)}] of ${classNames.join(', ')}`;
  if (kind(first) !== kind(other)) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `Splits to join expect ${kind(first)}, received ${kind(other)}.`,
    );
  }
}

/**
 * The images of the given classes, in their order, as a copy. Labels become 0, 1, ... in the order of `classes`, and
 * `classNames` follow, so that a network for the subset needs only as many outputs as there are classes.
 *
 * @param classes distinct names or numbers of classes.
 * @example classSubset(train, ['cat', 'dog']).classNames // ['cat', 'dog']
 * @throws DatasetError `INVALID_ARGUMENT` if a class is unknown or occurs twice.
 */
export function classSubset(split: Split, classes: readonly (string | number)[]): Split {
  requireSplit('split', split);
  check.list('classes', classes, { min: 1 });
  const chosen = classes.map((wanted, index) => classNumber(split.classNames, { wanted, index }));
  const renumbered = new Int16Array(256).fill(-1);
  chosen.forEach((label, index) => {
    if (renumbered[label] >= 0) {
      throw new DatasetError('INVALID_ARGUMENT', `The class "${split.classNames[label]}" was named twice.`);
    }
    renumbered[label] = index;
  });
  const indices = indicesWhere(split.labels, (label) => renumbered[label] >= 0);
  const subset = gather(split, indices);
  for (let at = 0; at < subset.labels.length; at++) subset.labels[at] = renumbered[subset.labels[at]];
  return { ...subset, classNames: chosen.map((label) => split.classNames[label]) };
}

function classNumber(
  classNames: readonly string[],
  { wanted, index }: { readonly wanted: string | number; readonly index: number },
): number {
  const label = typeof wanted === 'string' ? classNames.indexOf(wanted) : wanted;
  check.that(Number.isInteger(label) && label >= 0 && label < classNames.length, `classes[${index}]`, {
    expected: `a class number 0..${classNames.length - 1} or one of ${classNames.join(', ')}`,
    value: wanted,
  });
  return label;
}
