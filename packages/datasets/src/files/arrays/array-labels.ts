// Converts the labels of arrays to class numbers: numbers from 0, one-hot rows, or no labels. Anything else is refused
// with its position. Images: ./split-from-arrays.ts; labels of tables, which may be words: ../csv/csv-labels.ts.
import { describeValue } from '#arguments';
import { check } from '../../check.ts';
import { DatasetError } from '../../error.ts';
import { allocate } from '../../memory.ts';

/** Numbers with a shape, as every parser of this package returns them. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** The only class of images without labels. */
const UNLABELLED = 'unlabelled';
const MAX_CLASSES = 256;

/** Refuses anything but an array whose length matches its shape. Does not look at the numbers. */
export function requireArray(name: string, value: NumberArray): void {
  check.record(name, value, '{ shape, data }');
  const { shape, data }: NumberArray = value;
  check.numbers(`${name}.shape`, shape, { min: 0 });
  Array.from(shape).forEach((size, axis) => {
    check.wholeNumber(`${name}.shape[${axis}]`, size, { min: 0 });
  });
  const count = Array.from(shape).reduce((product, size) => product * size, 1);
  const isFlat = Array.isArray(data) || (ArrayBuffer.isView(data) && 'length' in data);
  if (isFlat && data.length === count) return;
  const hint = typeof data === 'function' ? ' For a tensor: await tensor.data().' : '';
  throw failure(
    `${name}.data expects ${count} numbers, not nested, as its shape [${Array.from(shape).join(', ')}] says; received ${describeValue(data)}.${hint}`,
  );
}

/** Returns labels as bytes, with the names of their classes. */
export function classesOf(
  labels: NumberArray | false,
  { count, given }: { readonly count: number; readonly given: readonly string[] | undefined },
): { readonly classes: Uint8Array; readonly classNames: readonly string[] } {
  if (labels === false) return unlabelled(count, given);
  requireArray('labels', labels);
  const { shape, data } = labels;
  const [rows, columns = 1] = shape;
  if (shape.length < 1 || shape.length > 2 || rows !== count) {
    throw failure(
      `labels of ${count} images expect [${count}] or one-hot [${count}, classes]; received [${shape.join(', ')}].`,
    );
  }
  const classes = columns === 1 ? classNumbers(data) : fromOneHot(data, { count, columns });
  const classCount = columns === 1 ? largest(classes) + 1 : columns;
  const classNames = given ?? Array.from({ length: classCount }, (_, label) => String(label));
  if (columns > 1 && given !== undefined && given.length !== columns) {
    throw failure(
      `One-hot labels of ${columns} columns expect as many classNames; received ${given.length}.`,
    );
  }
  const wrong = classes.findIndex((label) => label >= classNames.length);
  if (wrong >= 0) {
    throw failure(
      `Label ${wrong} expects a class number 0..${classNames.length - 1}, as there are ${classNames.length} classNames; received ${classes[wrong]}. Classes are counted from 0.`,
    );
  }
  return { classes, classNames };
}

/** Returns labels for images that have none. */
export function unlabelled(
  count: number,
  given: readonly string[] | undefined,
): { readonly classes: Uint8Array; readonly classNames: readonly string[] } {
  if (given !== undefined) {
    throw failure('classNames are for images with labels: omit them if there are none.');
  }
  return { classes: allocate(count), classNames: [UNLABELLED] };
}

function classNumbers(values: ArrayLike<number>): Uint8Array {
  if (values instanceof Uint8Array) return values;
  const classes = allocate(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (!Number.isInteger(value) || value < 0 || value >= MAX_CLASSES) {
      throw failure(
        `labels.data[${at}] expects a class number, whole and 0 to 255; received ${describeValue(value)}.`,
      );
    }
    classes[at] = value;
  }
  return classes;
}

function fromOneHot(
  values: ArrayLike<number>,
  { count, columns }: { readonly count: number; readonly columns: number },
): Uint8Array {
  if (columns > MAX_CLASSES)
    throw failure(`Labels are bytes: at most ${MAX_CLASSES} classes; received ${columns}.`);
  const classes = allocate(count);
  for (let row = 0; row < count; row++) {
    let ones = 0;
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column];
      if (value === 1) {
        ones++;
        classes[row] = column;
      } else if (value !== 0) {
        throw failure(
          `labels.data[${row * columns + column}] (label ${row}) expects 0 or 1, as one-hot labels have; received ${describeValue(value)}.`,
        );
      }
    }
    if (ones !== 1)
      throw failure(`Label ${row} expects a single 1 in its row, as one-hot labels have; received ${ones}.`);
  }
  return classes;
}

// Not Math.max(...values): a call cannot take a million arguments.
function largest(values: Uint8Array): number {
  return values.reduce((max, value) => Math.max(max, value), 0);
}

function failure(message: string): DatasetError {
  return new DatasetError('INVALID_ARGUMENT', message);
}
