// How often the true class is among the k most probable ones.

import { check } from '../check.ts';
import { rowWidth } from './argmax-rows.ts';
import { type LabelledProbabilities, probabilityRows } from './labelled-probabilities.ts';

/**
 * Returns the fraction of samples whose true class is among the `k` most probable; Keras' SparseTopKCategoricalAccuracy. Of
 * equal probabilities the first class ranks first, as in `argmaxRows`, so that k = 1 is the accuracy. A row with NaN is a
 * miss.
 *
 * @param source.k 1 to `classes`; 5 by default
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `LABEL_OUT_OF_RANGE`
 */
export function topKAccuracy(source: LabelledProbabilities & { readonly k?: number }): number {
  check.options('topKAccuracy', source, ['labels', 'probabilities', 'classes', 'k']);
  const { k = 5 } = source;
  const classes = rowWidth(source.probabilities, source.classes);
  check.wholeNumber('k', k, { min: 1, max: classes });
  const rows = probabilityRows(source);
  const hits = rows.filter(({ label, values }) => !values.some(Number.isNaN) && rankOf(values, label) < k);
  return hits.length / rows.length;
}

/** Returns the number of classes that rank before this one by probability. */
function rankOf(values: Float32Array, label: number): number {
  const own = values[label];
  return values.reduce((rank, value, i) => rank + (value > own || (value === own && i < label) ? 1 : 0), 0);
}
