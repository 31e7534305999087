// Images whose label is known to be wrong: published lists of them by index, and how to leave them out or correct them.
import { check } from '../check.ts';
import { DatasetError } from '../error.ts';
import type { DatasetName } from '../registry/descriptor.ts';
import type { SplitName } from '../split/selection.ts';
import { gather, indicesWhere } from '../split/shuffle.ts';
import type { Split } from '../split/split.ts';
import { requireSplit } from '../split/split.ts';

/** An image with a doubtful label. */
export interface LabelError {
  /** Index in the split that the list is for, in the official order. */
  readonly index: number;
  /** The label in the data set. */
  readonly given: number;
  /** The correct label; undefined if people did not agree on one. */
  readonly proposed?: number | undefined;
}

/**
 * All images except those in the list, as a copy.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if an image does not have the label in the list: the list is for another
 * split, or the split is in another order.
 */
export function withoutLabelErrors(split: Split, errors: readonly LabelError[]): Split {
  requireGivenLabels(split, errors);
  const isDoubted = new Uint8Array(split.shape[0]);
  for (const { index } of errors) isDoubted[index] = 1;
  return gather(
    split,
    indicesWhere(isDoubted, (doubted) => doubted === 0),
  );
}

/**
 * The split with proposed labels. Images are shared, labels copied; images without a proposal keep their label.
 *
 * @throws DatasetError `INVALID_ARGUMENT` as `withoutLabelErrors` does, and if a proposed label is not a class of the
 * split.
 */
export function withProposedLabels(split: Split, errors: readonly LabelError[]): Split {
  requireGivenLabels(split, errors);
  const labels = split.labels.slice();
  for (const { index, proposed } of errors) {
    if (proposed === undefined) continue;
    if (split.classNames[proposed] === undefined) {
      throw new DatasetError(
        'INVALID_ARGUMENT',
        `Image ${index} cannot have label ${proposed}: there is no such class.`,
      );
    }
    labels[index] = proposed;
  }
  return { ...split, labels };
}

function requireGivenLabels(split: Split, errors: readonly LabelError[]): void {
  requireSplit('split', split);
  const { labels, shape } = split;
  check.list('errors', errors);
  errors.forEach((error, at) => {
    const name = `errors[${at}]`;
    check.record(name, error, '{ index, given, proposed }');
    const { index, given, proposed }: LabelError = error;
    check.wholeNumber(`${name}.index`, index, { min: 0 });
    check.wholeNumber(`${name}.given`, given, { min: 0 });
    if (proposed !== undefined) check.wholeNumber(`${name}.proposed`, proposed, { min: 0 });
  });
  for (const { index, given } of errors) {
    if (labels[index] === given) continue;
    const found = index < shape[0] ? `has label ${labels[index]}` : `is not among the ${shape[0]}`;
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `Image ${index} should have label ${given} and ${found}. Use the list with the whole part that it is for, in its own order.`,
    );
  }
}

// From C. G. Northcutt, A. Athalye, J. Mueller: Pervasive Label Errors in Test Sets Destabilize Machine Learning
// Benchmarks (NeurIPS 2021 Datasets and Benchmarks), which publishes the votes of five people on every image that their
// method flagged: https://github.com/cleanlab/label-errors, mturk/mnist_mturk.json and mturk/cifar10_mturk.json. An
// error is an image for which fewer than three of the five confirmed the label: 15 in MNIST, 54 in CIFAR-10, as in the
// table of the paper. A label is proposed if three or more agreed on another one: 10 and 18.

/** The published label errors of one split of a data set. */
export interface LabelErrorList {
  readonly split: SplitName;
  /** Who found them, and where they are published. */
  readonly source: string;
  readonly errors: readonly LabelError[];
}

const SOURCE =
  'C. G. Northcutt, A. Athalye, J. Mueller: Pervasive Label Errors in Test Sets Destabilize Machine Learning Benchmarks. NeurIPS 2021. https://labelerrors.com';

/**
 * Published label errors by index, for the test images of MNIST and CIFAR-10.
 *
 * @example knownLabelErrors.mnist.errors[0] // { index: 947, given: 8, proposed: 9 }
 */
export const knownLabelErrors = {
  mnist: list(
    '947:8>9 1621:0>6 1901:9>4 2130:4 2462:2>0 2597:5>3 2654:6 3520:6 3558:5>0 5937:5>3 6651:0>6 6783:1>6 8527:4 9679:6 9729:5>6',
  ),
  'cifar-10': list(
    '165:4 792:3 882:3 1227:3>5 1300:4 1684:1 1718:0>8 1969:1 2010:7 2128:4 2232:0 2405:3>6 2532:0 2592:2>4 2804:3>5 2840:3 2940:3 3113:3 3168:9 3183:3 3192:5 3490:0 3600:4 3753:4 3977:3 4055:1 4198:8 4614:3 4643:3 4794:4>2 4910:8 4965:3 5166:9 5191:3>5 5211:7 5468:5>3 5632:3>5 5690:7>4 5882:1 5960:2>3 6522:9 6792:3 6877:0>8 6966:0>8 7311:1 7657:2>7 7846:6>3 8058:4>7 8296:5 8620:3 9227:1>9 9352:1>9 9643:9 9793:2',
  ),
} as const satisfies Partial<Record<DatasetName, LabelErrorList>>;

/** Entries of the form `index:given` or `index:given>proposed`. */
function list(text: string): LabelErrorList {
  const errors = text.split(' ').map((entry): LabelError => {
    const [index, given, proposed] = entry.split(/[:>]/).map(Number);
    return { index, given, proposed };
  });
  return { split: 'test', source: SOURCE, errors };
}
