// Converts probabilities to predicted classes.
import { check } from '../check.ts';
import type { Probabilities } from '../predict.ts';

/** Maximum number of classes: labels and predictions are bytes. */
const maxClasses = 256;

/**
 * Returns the column of the largest value in each row; the first one of equal values, like NumPy's argmax.
 *
 * @param probabilities rows of `classes` values, one after the other
 * @param classes 1 to 256; optional for a result of `predict`, which knows it
 * @throws TrainError `INVALID_ARGUMENT` if classes is out of range, does not divide the number of values, or differs from
 *   that of `predict`
 */
export function argmaxRows(probabilities: Float32Array | Probabilities, classes?: number): Uint8Array {
  const width = rowWidth(probabilities, classes);
  check.wholeNumber('classes', width, { min: 1, max: maxClasses });
  const rows = probabilities.length / width;
  check.that(Number.isInteger(rows), 'classes', {
    expected: `a whole number that divides the ${probabilities.length} probabilities`,
    value: width,
  });
  return Uint8Array.from({ length: rows }, (_, row) => argmax(probabilities, row * width, width));
}

/**
 * Returns the length of a row of probabilities: that of a result of `predict`, or the caller's.
 *
 * @throws TrainError `INVALID_ARGUMENT` if these two differ, or none is known
 */
export function rowWidth(probabilities: Float32Array | Probabilities, classes: number | undefined): number {
  const kind = Object.prototype.toString.call(probabilities);
  check.that(kind === '[object Float32Array]', 'probabilities', {
    expected: 'a Float32Array, row by row, as predict() returns it',
    value: probabilities,
  });
  const known = 'classes' in probabilities ? probabilities.classes : undefined;
  check.that(known === undefined || classes === undefined || known === classes, 'classes', {
    expected: `${known}, the number of the model's outputs, or undefined`,
    value: classes,
  });
  const width = classes === undefined ? known : classes;
  check.wholeNumber('classes', width, { min: 1 });
  return width;
}

function argmax(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (values[start + i] > values[start + best]) best = i;
  return best;
}
