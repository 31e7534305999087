// Test images whose label most people disagree with, by index: data only. What can be done with them: ./label-errors.ts.
//
// From C. G. Northcutt, A. Athalye, J. Mueller: Pervasive Label Errors in Test Sets Destabilize Machine Learning
// Benchmarks (NeurIPS 2021 Datasets and Benchmarks), which publishes what five people each said of every image that
// their method pointed to: https://github.com/cleanlab/label-errors, mturk/mnist_mturk.json and mturk/cifar10_mturk.json.
// An error is an image for which fewer than three of the five gave the label: 15 of MNIST, 54 of CIFAR-10, as in the
// paper's table. A label is proposed where three or more gave the same other one: 10 and 18.
import type { DatasetName } from '../registry/descriptor.ts';
import type { PartName } from '../split/selection.ts';
import type { LabelError } from './label-errors.ts';

/** The published label errors of one part of a set. */
export interface LabelErrorList {
  readonly part: PartName;
  /** Who found them, and where they are published. */
  readonly source: string;
  readonly errors: readonly LabelError[];
}

const SOURCE =
  'C. G. Northcutt, A. Athalye, J. Mueller: Pervasive Label Errors in Test Sets Destabilize Machine Learning Benchmarks. NeurIPS 2021. https://labelerrors.com';

/**
 * Label errors that were published by index, of the sets for which they are known: MNIST's and CIFAR-10's test images.
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
  return { part: 'test', source: SOURCE, errors };
}
