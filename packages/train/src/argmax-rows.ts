// From probabilities to predicted classes.
import { TrainError } from './train-error.ts';

/** The largest number of classes: labels and predictions are bytes. */
const mostClasses = 256;

/**
 * The column of the largest value in each row; the first one where several are equal, as NumPy's argmax.
 *
 * @param probabilities rows of `classes` values
 * @param classes 1 to 256
 * @throws TrainError `INVALID_ARGUMENT` where classes is out of range or does not divide the number of values
 */
export function argmaxRows(probabilities: Float32Array, classes: number): Uint8Array {
  const rows = probabilities.length / classes;
  if (!Number.isInteger(classes) || classes < 1 || classes > mostClasses || !Number.isInteger(rows)) {
    throw new TrainError(
      'INVALID_ARGUMENT',
      `classes expects a whole number from 1 to ${mostClasses} that divides the ${probabilities.length} ` +
        `probabilities; received ${classes}.`,
    );
  }
  return Uint8Array.from({ length: rows }, (_, row) => argmax(probabilities, row * classes, classes));
}

function argmax(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (values[start + i] > values[start + best]) best = i;
  return best;
}
