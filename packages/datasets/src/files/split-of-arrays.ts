// Arrays of any number type as a split: images whose values are 0..255 already, labels that are class numbers.
import { DatasetError } from '../error.ts';
import { allocate } from '../memory.ts';
import type { Split } from '../split/split.ts';

/** Numbers with a shape, as every reader of this package gives them. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/**
 * Makes a split of arrays.
 *
 * Images are `[n, h, w]` or `[n, h, w, c]` whole numbers 0..255; labels `[n]`, or `[n, 1]`, whole numbers from 0.
 * Bytes are taken as views, other types are copied.
 *
 * @param arrays.classNames default: the labels as texts, `'0'` to the largest.
 * @throws DatasetError `INVALID_ARGUMENT` if shapes or numbers do not fit.
 */
export function splitOfArrays(arrays: {
  readonly images: NumberArray;
  readonly labels: NumberArray;
  readonly classNames?: readonly string[];
}): Split {
  const { images, labels } = arrays;
  const [count, height, width, channels = 1] = images.shape;
  if (images.shape.length < 3 || images.shape.length > 4) {
    throw failure(`Images expect [n, h, w] or [n, h, w, c], received [${images.shape}].`);
  }
  const isColumn = labels.shape.length === 1 || (labels.shape.length === 2 && labels.shape[1] === 1);
  if (!isColumn || labels.shape[0] !== count) {
    throw failure(`Labels of ${count} images expect [${count}], received [${labels.shape}].`);
  }
  const classes = bytes('label', labels.data);
  const { classNames = Array.from({ length: largest(classes) + 1 }, (_, label) => String(label)) } = arrays;
  const wrong = classes.findIndex((label) => label >= classNames.length);
  if (wrong >= 0)
    throw failure(`Label ${wrong} is ${classes[wrong]}, and there are ${classNames.length} classes.`);
  return {
    images: bytes('pixel', images.data),
    labels: classes,
    shape: [count, height, width, channels],
    classNames,
  };
}

function bytes(what: string, values: ArrayLike<number>): Uint8Array {
  if (values instanceof Uint8Array) return values;
  const result = allocate(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (!Number.isInteger(value) || value < 0 || value > 255) {
      throw failure(
        `A ${what} expects a whole number 0..255, number ${at} is ${value}. Scale the array first.`,
      );
    }
    result[at] = value;
  }
  return result;
}

// Not Math.max(...values): a million labels are more than a call takes.
function largest(values: Uint8Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function failure(message: string): DatasetError {
  return new DatasetError('INVALID_ARGUMENT', message);
}
