// Checks that a value is a column, with the shape that the model expects. Every error names the column, the expected and
// the received value. Which columns a model has: read-table.ts and read-targets.ts.
import { describeValue } from '#arguments';
import { check } from '../check.ts';
import { TrainError } from '../train-error.ts';
import type { Column, TableColumn } from './training-data.ts';

/** What is known about a column before it is read. */
export interface ExpectedColumn {
  /** Such as `train.inputs.left`. */
  readonly name: string;
  /** Allowed shapes of one sample; null is any length. Messages show the first one. */
  readonly shapes: readonly (readonly (number | null)[])[];
  /** The number of samples, if another column determined it, and the name of that column. */
  readonly count?: number;
  readonly counted?: string;
}

/** A column with its number of samples. */
export interface CountedColumn extends TableColumn {
  readonly count: number;
}

/**
 * Returns the column, which has one of the shapes and only finite numbers. @throws TrainError `INVALID_DATA`,
 * `SHAPE_MISMATCH`
 */
export function readColumn(given: unknown, expected: ExpectedColumn): CountedColumn {
  const { name } = expected;
  const column = asColumn(given, name);
  const valuesName = isList(given) ? name : `${name}.values`;
  const listed = asList(column.values, { name: valuesName, expected });
  const { count, shape } = shapeOf(column, { listed, expected });
  if (count < 1) throw new TrainError('INVALID_DATA', `${name} expects at least one sample; received 0.`);
  if (expected.count !== undefined && count !== expected.count) {
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects ${expected.count} samples, as many as ${expected.counted} has; received ${count}.`,
    );
  }
  const values = typedValues(listed, valuesName);
  const isImage = values instanceof Uint8Array && shape.length === 3;
  const { scale = isImage ? 1 / 255 : 1 } = column;
  return { values, shape, size: sizeOf(shape), scale, count };
}

/** Returns the number of values of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Formats a shape for a message: `[count, 28, 28, 1]`. */
export function shapeText(shape: readonly (number | null)[]): string {
  return `[${['count', ...shape.map((length) => length ?? 'any')].join(', ')}]`;
}

/** Returns whether it is an array or a typed array. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function asColumn(
  given: unknown,
  name: string,
): Pick<Column, 'shape' | 'scale'> & { readonly values: unknown } {
  if (isList(given)) return { values: given };
  if (typeof given !== 'object' || given === null) {
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects a typed array, an array of numbers, or { values, shape }; received ${describeValue(given)}.`,
    );
  }
  check.options(name, given, ['values', 'shape', 'scale']);
  const { values, shape, scale } = given as Readonly<Partial<Column>>;
  if (shape !== undefined) {
    check.numbers(`${name}.shape`, shape, { min: 0 });
    for (const [i, length] of shape.entries()) check.wholeNumber(`${name}.shape[${i}]`, length, { min: 0 });
  }
  if (scale !== undefined) check.number(`${name}.scale`, scale);
  return { values, ...(shape && { shape }), ...(scale !== undefined && { scale }) };
}

function asList(
  values: unknown,
  { name, expected }: { readonly name: string; readonly expected: ExpectedColumn },
): ArrayLike<unknown> {
  if (isList(values)) return values;
  throw new TrainError(
    'INVALID_DATA',
    `${name} expects a typed array or an array of numbers, ${shapeText(expected.shapes[0])}; received ` +
      `${describeValue(values)}.`,
  );
}

function shapeOf(
  { shape: given }: Pick<Column, 'shape'>,
  { listed, expected }: { readonly listed: ArrayLike<unknown>; readonly expected: ExpectedColumn },
): { count: number; shape: readonly number[] } {
  const { name, shapes } = expected;
  if (!given) return impliedShape(listed, expected);
  const [count = 0, ...shape] = given;
  if (given.length === 0 || !shapes.some((one) => fits(shape, one))) {
    throw new TrainError(
      'SHAPE_MISMATCH',
      `${name}.shape does not fit the model: expected ${shapes.map(shapeText).join(' or ')}, received [${given.join(', ')}].`,
    );
  }
  if (sizeOf(given) !== listed.length) {
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects ${sizeOf(given)} values, as its shape is [${given.join(', ')}]; received ${describeValue(listed)}.`,
    );
  }
  return { count, shape };
}

function fits(shape: readonly number[], expected: readonly (number | null)[]): boolean {
  return (
    shape.length === expected.length && expected.every((length, i) => length === null || length === shape[i])
  );
}

// Derives the shape from the length, for shapes without unknown lengths, and from the number of samples if it is known.
function impliedShape(
  listed: ArrayLike<unknown>,
  { name, shapes, count }: ExpectedColumn,
): { count: number; shape: readonly number[] } {
  const known = shapes.filter((shape): shape is readonly number[] => !shape.includes(null));
  if (known.length === 0) {
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects { values, shape }, as the model has unknown lengths, ${shapeText(shapes[0])}; received ` +
        `${describeValue(listed)}.`,
    );
  }
  const shape = known.find(
    (one) =>
      listed.length % sizeOf(one) === 0 && (count === undefined || listed.length === count * sizeOf(one)),
  );
  if (shape) return { count: listed.length / sizeOf(shape), shape };
  const wanted =
    count === undefined ? `a multiple of ${sizeOf(known[0])} values` : `${count * sizeOf(known[0])} values`;
  throw new TrainError(
    'INVALID_DATA',
    `${name} expects ${wanted}, ${shapeText(known[0])}${count === undefined ? '' : ` with a count of ${count}`}; received ${describeValue(listed)}.`,
  );
}

/** Returns bytes, int32 or float32; values of these types are not copied. */
function typedValues(values: ArrayLike<unknown>, name: string): TableColumn['values'] {
  switch (Object.prototype.toString.call(values)) {
    case '[object Uint8Array]':
      return values as Uint8Array;
    case '[object Uint8ClampedArray]': {
      const { buffer, byteOffset, length } = values as Uint8ClampedArray;
      return new Uint8Array(buffer, byteOffset, length);
    }
    case '[object Int32Array]':
      return values as Int32Array;
    case '[object Int8Array]':
    case '[object Int16Array]':
    case '[object Uint16Array]':
      return Int32Array.from(values as Int16Array);
    case '[object Float32Array]':
      return finite(values as Float32Array, { name, given: values });
    default: {
      const wrong = Array.prototype.findIndex.call(values, (value: unknown) => typeof value !== 'number');
      if (wrong >= 0) refuseValue(values[wrong], { name, index: wrong });
      return finite(Float32Array.from(values as ArrayLike<number>), { name, given: values });
    }
  }
}

// A single test for both: the difference of a number from itself is 0 only if it is finite.
function finite(
  values: Float32Array,
  { name, given }: { readonly name: string; readonly given: ArrayLike<unknown> },
): Float32Array {
  for (let i = 0; i < values.length; i++) {
    if (values[i] - values[i] !== 0) refuseValue(given[i], { name, index: i });
  }
  return values;
}

function refuseValue(value: unknown, { name, index }: { name: string; index: number }): never {
  throw new TrainError(
    'INVALID_DATA',
    `${name} expects finite numbers of single precision; received ${describeValue(value)} at index ${index}.`,
  );
}
