// Reads the expected values of an output: class numbers, or values of its shape, depending on its loss. They are checked
// once, before training, so that a mistake costs no time.
import { describeValue } from '#arguments';
import { lossOf } from '../losses/losses.ts';
import type { Objective } from '../losses/objectives.ts';
import { TrainError } from '../train-error.ts';
import { isList, readColumn, sizeOf } from './read-column.ts';
import type { TargetColumn } from './training-data.ts';

/** The name of a target, and the number of samples that it must have. */
export interface ExpectedTargets {
  /** Such as `train.labels`. */
  readonly name: string;
  readonly count: number;
  /** The column that determined the count. */
  readonly counted: string;
  readonly objective: Objective;
  /** The word for a sample in messages. */
  readonly noun: 'image' | 'sample';
}

/** @throws TrainError `INVALID_DATA`, `SHAPE_MISMATCH`, `LABEL_OUT_OF_RANGE` */
export function readTargets(given: unknown, expected: ExpectedTargets): TargetColumn {
  const { loss } = expected.objective;
  const kind = typeof loss === 'function' ? 'values' : lossOf(loss).targets;
  if (kind === 'classes') return readClasses(given, expected);
  const column = readValues(given, expected);
  switch (kind) {
    case 'binary':
      return within(column, expected, {
        holds: (value) => value >= 0 && value <= 1,
        text: 'numbers from 0 to 1',
      });
    case 'nonNegative':
      return within(column, expected, { holds: (value) => value >= 0, text: 'numbers of 0 or more' });
    case 'signs':
      return signed(column, expected);
    case 'distribution':
      return checkDistributions(column, expected);
    default:
      kind satisfies 'values';
      return column;
  }
}

/** Reads values of the output's shape; a last axis of length 1 may be left out. */
function readValues(given: unknown, { name, count, counted, objective }: ExpectedTargets): TargetColumn {
  const { shape, loss } = objective;
  const short = shape.at(-1) === 1 ? [shape.slice(0, -1)] : [];
  const shapes = [shape, ...short, ...(typeof loss === 'function' ? ownShapes(given) : [])];
  if (
    typeof loss !== 'function' &&
    isList(given) &&
    given.length === count &&
    shape.length === 1 &&
    (shape[0] ?? 1) > 1
  ) {
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects ${shape[0]} values for each sample, as the loss is ${loss.kind} and "${objective.name}" has ` +
        `${shape[0]} outputs; ` +
        `received one, ${describeValue(given)}. For class numbers use softmax and the loss sparseCategoricalCrossentropy.`,
    );
  }
  const { count: _, ...column } = readColumn(given, { name, shapes, count, counted });
  return { ...column, isLabels: false };
}

/** A loss function of the caller may compare an output with targets of another shape, such as class numbers. */
function ownShapes(given: unknown): (readonly number[])[] {
  if (isList(given) || !isRecord(given)) return [[]];
  return Array.isArray(given.shape) ? [given.shape.slice(1)] : [[]];
}

interface Rule {
  readonly holds: (value: number) => boolean;
  readonly text: string;
}

function within(column: TargetColumn, expected: ExpectedTargets, { holds, text }: Rule): TargetColumn {
  const { values, scale } = column;
  for (let i = 0; i < values.length; i++) {
    if (holds(values[i] * scale)) continue;
    throw new TrainError(
      'INVALID_DATA',
      `${expected.name} expects ${text}, as the loss is ${lossName(expected)}; received ${values[i] * scale} at index ${i}.` +
        remedyFor(expected),
    );
  }
  return column;
}

function lossName({ objective: { loss } }: ExpectedTargets): string {
  return typeof loss === 'function' ? 'a function' : loss.kind;
}

function remedyFor({ objective: { loss, shape } }: ExpectedTargets): string {
  if (typeof loss === 'function' || loss.kind !== 'binaryCrossentropy' || shape.at(-1) !== 1) return '';
  return (
    ' For more than two classes end the model with softmax and one unit per class, and train with ' +
    'sparseCategoricalCrossentropy.'
  );
}

/** Returns -1 and 1, also for 0 and 1. */
function signed(column: TargetColumn, expected: ExpectedTargets): TargetColumn {
  const checked = within(column, expected, {
    holds: (value) => value === 1 || value === 0 || value === -1,
    text: '-1 and 1, or 0 and 1',
  });
  const values = Float32Array.from(checked.values, (value) => value * checked.scale);
  const hasMinus = values.includes(-1);
  if (hasMinus && values.includes(0)) {
    const i = values.indexOf(0);
    throw new TrainError(
      'INVALID_DATA',
      `${expected.name} expects -1 and 1, or 0 and 1, but not all three; received 0 at index ${i}.`,
    );
  }
  return { ...checked, values: hasMinus ? values : values.map((value) => 2 * value - 1), scale: 1 };
}

const maxDeviation = 1e-3;

function checkDistributions(column: TargetColumn, expected: ExpectedTargets): TargetColumn {
  const { name, objective } = expected;
  const { values, scale } = within(column, expected, {
    holds: (value) => value >= 0,
    text: 'probabilities, numbers of 0 or more',
  });
  const width = objective.shape.at(-1) ?? 1;
  for (let start = 0; start < values.length; start += width) {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += values[start + k] * scale;
    if (Math.abs(sum - 1) < maxDeviation) continue;
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects a probability for each of ${width} classes, which sum to 1; received a sum of ${sum} from ` +
        `index ${start}.`,
    );
  }
  return column;
}

/** Reads class numbers, one for each position; or a distribution for each position, if the loss accepts one. */
function readClasses(given: unknown, expected: ExpectedTargets): TargetColumn {
  const { name, count, objective } = expected;
  const { loss, shape } = objective;
  const width = shape.at(-1) ?? 1;
  const positions = shape.slice(0, -1);
  const { values: listed = given, shape: givenShape } = isList(given) || !isRecord(given) ? {} : given;
  const length = isList(listed) ? listed.length : Number.NaN;
  const isWide =
    (Array.isArray(givenShape) && givenShape.length > shape.length && givenShape.at(-1) !== 1) ||
    (width > 1 && !positions.includes(null) && length === count * sizeOf(positions as number[]) * width);
  const isSparse = typeof loss !== 'function' && loss.kind === 'sparseCategoricalCrossentropy';
  // `labels` are always class numbers.
  if (isWide && !isSparse && !name.endsWith('.labels')) {
    return checkDistributions(readValues(given, expected), expected);
  }
  if (positions.length === 0) return readLabels(listed, { ...expected, classes: width });
  const column = readColumn(withoutUnit(given, shape.length), { ...expected, shapes: [positions] });
  const labels = readLabels(column.values, { ...expected, classes: width, count: column.values.length });
  return { ...labels, shape: column.shape, size: column.size };
}

// [count, height, width, 1] is [count, height, width].
function withoutUnit(given: unknown, rank: number): unknown {
  if (isList(given) || !isRecord(given)) return given;
  const { shape } = given;
  const isUnit = Array.isArray(shape) && shape.length === rank + 1 && shape.at(-1) === 1;
  return isUnit ? { ...given, shape: shape.slice(0, -1), scale: 1 } : { ...given, scale: 1 };
}

function isRecord(value: unknown): value is { readonly values?: unknown; readonly shape?: unknown } {
  return typeof value === 'object' && value !== null;
}

/** Number of classes that bytes can represent. */
const byteClasses = 256;

/** Returns the classes of the samples. @throws TrainError `INVALID_DATA`, `LABEL_OUT_OF_RANGE` */
function readLabels(labels: unknown, expected: ExpectedTargets & { readonly classes: number }): TargetColumn {
  const { name, count, classes, noun } = expected;
  if (!isList(labels)) {
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects the class of each ${noun} (a Uint8Array, or an array of whole numbers); received ` +
        `${describeValue(labels)}.`,
    );
  }
  if (labels.length !== count) {
    const oneHot =
      labels.length === count * classes ? ' They look one-hot encoded: pass the number of each class.' : '';
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects one label for each of the ${count} ${noun}s; received ${describeValue(labels)}.${oneHot}`,
    );
  }
  for (let i = 0; i < count; i++) {
    if (!isClass(labels[i], classes)) throw wrongLabel(labels[i], { name, i, classes });
  }
  const numbers = labels as ArrayLike<number>;
  const values =
    numbers instanceof Uint8Array
      ? numbers
      : classes <= byteClasses
        ? Uint8Array.from(numbers)
        : Int32Array.from(numbers);
  return { values, shape: [], size: 1, scale: 1, isLabels: true };
}

function isClass(label: unknown, classes: number): boolean {
  return typeof label === 'number' && Number.isInteger(label) && label >= 0 && label < classes;
}

function wrongLabel(
  label: unknown,
  { name, i, classes }: { readonly name: string; readonly i: number; readonly classes: number },
): TrainError {
  return new TrainError(
    typeof label === 'number' ? 'LABEL_OUT_OF_RANGE' : 'INVALID_DATA',
    `${name} expects whole numbers from 0 to ${classes - 1}, as the model has ${classes} outputs; received ` +
      `${describeValue(label)} at index ${i}.`,
  );
}
