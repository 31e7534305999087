// Measures whether the probabilities of a network match its accuracy.
import { check } from '../check.ts';
import { type LabelledProbabilities, probabilityRows } from './labelled-probabilities.ts';

/**
 * Expected calibration error (Guo et al. 2017, "On Calibration of Modern Neural Networks", equation 5). Samples are grouped
 * into bins of equal width by the probability of their predicted class. The error is the mean, over the samples, of the
 * distance between a bin's accuracy and its mean probability: 0 is calibrated, 1 is the worst.
 *
 * @param source.bins 15 by default
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `LABEL_OUT_OF_RANGE`
 */
export function calibrationError(source: LabelledProbabilities & { readonly bins?: number }): number {
  check.options('calibrationError', source, ['labels', 'probabilities', 'classes', 'bins']);
  const { bins = 15 } = source;
  check.wholeNumber('bins', bins, { min: 1 });
  const rows = probabilityRows(source);
  const surplus = new Float64Array(bins);
  for (const { label, values } of rows) {
    const confidence = values.reduce((most, value) => Math.max(most, value), 0);
    // A bin includes its upper bound, and the first one includes 0. NaN is in no bin, and makes the result NaN.
    const bin = Math.max(0, Math.ceil(confidence * bins) - 1);
    const hit = values.indexOf(confidence) === label ? 1 : 0;
    surplus[Math.min(bin, bins - 1) || 0] += confidence - hit;
  }
  return surplus.reduce((sum, value) => sum + Math.abs(value), 0) / rows.length;
}
