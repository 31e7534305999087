// A selection of a set's images as a split: views where one range says it, copies where several are joined.
// The grammar: ./selection.ts. Other ways to choose images: ./shuffle.ts, ./class-subset.ts.
import { check, requireSplit } from '../check.ts';
import { DatasetError } from '../error.ts';
import { allocate } from '../memory.ts';
import { type ImageRange, type PartName, requireSelectionText, resolveSelection } from './selection.ts';
import { type Split, viewOf } from './split.ts';

/**
 * The images that `selection` names, in its order.
 *
 * One range is a view of the set's memory; ranges joined by `+` are copied, and an image named twice comes twice.
 *
 * @param selection such as `train[:80%]` or `train[:100]+test[-100:]`; see `parseSelection`.
 * @throws DatasetError `PARSE_SPLIT`.
 */
export function select(set: Readonly<Record<PartName, Split>>, selection: string): Split {
  check.record('set', set, '{ train, test }');
  requireSplit('set.train', set.train);
  requireSplit('set.test', set.test);
  requireSelectionText('selection', selection);
  return chosenFrom(set, selection);
}

/** As `select`, for a set that was checked, or lacks the images of a part that is not selected. */
export function chosenFrom(set: Readonly<Record<PartName, Split>>, selection: string): Split {
  const counts = { train: set.train.shape[0], test: set.test.shape[0] };
  const ranges = joined(resolveSelection(selection, counts));
  return joinedSplits(ranges.map(({ part, start, end }) => viewOf(set[part], start, end)));
}

/** Ranges that continue each other become one. */
function joined(ranges: readonly ImageRange[]): ImageRange[] {
  const result: ImageRange[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last !== undefined && last.part === range.part && last.end === range.start) {
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
