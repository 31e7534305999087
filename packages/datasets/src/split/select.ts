// A selection of a set's images as a split: views where one range says it, copies where several are joined.
// The grammar: ./selection.ts. Other ways to choose images: ./shuffle.ts, ./class-subset.ts.
import { check } from '../check.ts';
import { DatasetError } from '../error.ts';
import { allocate } from '../memory.ts';
import { type ImageRange, requireSelectionText, resolveSelection, type SplitName } from './selection.ts';
import { gather, indicesWhere } from './shuffle.ts';
import { requireSplit, type Split, viewOf } from './split.ts';

/**
 * The images that `selection` names, in its order.
 *
 * One range is a view of the set's memory; ranges joined by `+` are copied, and an image named twice comes twice.
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

/** As `select`, for a set that was checked, or lacks the images of a part that is not selected. */
export function chosenFrom(set: Readonly<Record<SplitName, Split>>, selection: string): Split {
  const counts = { train: set.train.shape[0], test: set.test.shape[0] };
  const ranges = joined(resolveSelection(selection, counts));
  return joinedSplits(ranges.map(({ split, start, end }) => viewOf(set[split], start, end)));
}

/** Ranges that continue each other become one. */
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
 * The images of several splits in one, in order. One split is returned as it is; more are copied.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if there is none, or their images or classes differ.
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

// The images of some classes only, as a copy with labels counted anew.

/**
 * The images whose class is among `classes`, in their order. Labels become 0, 1, ... in the order of `classes`, and
 * `classNames` are theirs, so that a network for the subset needs no more outputs than it has classes.
 *
 * @param classes names or numbers of classes, each once.
 * @example classSubset(train, ['cat', 'dog']).classNames // ['cat', 'dog']
 * @throws DatasetError `INVALID_ARGUMENT` if a class is unknown or comes twice.
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
