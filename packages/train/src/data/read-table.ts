// Checks data against a model before the first step, so that a mistake costs no training time. Single columns:
// read-column.ts and read-targets.ts; images: read-images.ts.
import { describeValue } from '#arguments';
import { check } from '../check.ts';
import type { Objectives } from '../losses/objectives.ts';
import type { Model, ModelInput } from '../model/model.ts';
import { TrainError } from '../train-error.ts';
import { type CountedColumn, type ExpectedColumn, isList, readColumn, sizeOf } from './read-column.ts';
import { readImages } from './read-images.ts';
import { readTargets } from './read-targets.ts';
import type { InputTable, LabelledBytes, Table, TableColumn, TargetColumn } from './training-data.ts';

/** The name of the argument with the data, such as `train`. */
export interface NamedData {
  readonly name: string;
  readonly data: unknown;
}

const dataExample = '{ images, labels, shape } or { inputs, targets }';

/**
 * Returns the data in the model's order, after checking that it fits the model and its losses. Columns of bytes, int32 and
 * float32 are not copied.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `INVALID_MODEL`, `SHAPE_MISMATCH`, `LABEL_OUT_OF_RANGE`
 */
export function readTable(model: Model, named: NamedData, objectives: Objectives): Table {
  const { name, data } = named;
  check.record(name, data, dataExample);
  const inputs = readInputs(model, named, dataExample);
  return { ...inputs, targets: readAllTargets(named, { objectives, inputs }) };
}

/** Returns only the inputs. @throws TrainError as `readTable` */
export function readInputs(
  model: Model,
  named: NamedData,
  example = '{ images, shape } or { inputs }',
): InputTable {
  const { name, data } = named;
  check.record(name, data, example);
  const { inputs, images } = data as { readonly inputs?: unknown; readonly images?: unknown };
  const takesImages = model.inputs.length === 1 && model.inputs[0].shape.length === 3;
  if (inputs !== undefined || (images === undefined && !takesImages))
    return readColumns(model, { name: `${name}.inputs`, data: inputs });
  const read = readImages(model, named as Parameters<typeof readImages>[1]);
  const [samples, ...shape] = read.shape;
  return { samples, inputs: [{ values: read.images, shape, size: sizeOf(shape), scale: 1 / 255 }] };
}

/** Returns whether the data contains the class of each sample. */
export function isLabelled(data: unknown): boolean {
  const { images, labels, targets } = data as { images?: unknown; labels?: unknown; targets?: unknown };
  return labels !== undefined || (images !== undefined && targets === undefined);
}

/** Returns the labelled bytes of this table, if it consists of them, as plans accept them; otherwise undefined. */
export function labelledBytesOf({ samples, inputs, targets }: Table): LabelledBytes | undefined {
  const [input, ...others] = inputs;
  const [target, ...more] = targets;
  if (others.length > 0 || more.length > 0 || input.scale !== 1 / 255) return undefined;
  const [images, labels] = [input.values, target.values];
  const isPlain = images instanceof Uint8Array && labels instanceof Uint8Array && target.isLabels;
  if (!isPlain || input.shape.length !== 3 || target.size !== 1) return undefined;
  const [height, width, channels] = input.shape;
  return { images, labels, shape: [samples, height, width, channels] };
}

function readColumns(model: Model, { name, data }: NamedData): InputTable {
  const names = model.inputs.map(({ name }) => name);
  const columns: CountedColumn[] = [];
  for (const [i, given] of byName(data, { name, names }).entries()) {
    const expected: ExpectedColumn = {
      name: names.length === 1 ? name : `${name}.${names[i]}`,
      shapes: shapesOf(model.inputs[i].shape),
      ...(i > 0 && {
        count: columns[0].count,
        counted: `${name}.${names[0]}`,
      }),
    };
    const column = readColumn(given, expected);
    checkTokens(model.inputs[i], { column, name: expected.name });
    columns.push(column);
  }
  return { samples: columns[0].count, inputs: columns.map(({ count: _, ...column }) => column) };
}

// A table with one number per sample may have the shape [count].
function shapesOf(shape: readonly (number | null)[]): ExpectedColumn['shapes'] {
  return shape.length === 1 && shape[0] === 1 ? [shape, []] : [shape];
}

/** Returns one column for each name, in order. */
function byName(
  data: unknown,
  {
    name,
    names,
    what = 'input',
  }: { readonly name: string; readonly names: readonly string[]; readonly what?: string },
): unknown[] {
  const isRecord = typeof data === 'object' && data !== null && !isList(data);
  const isOne = !isRecord || isList((data as { readonly values?: unknown }).values) || 'shape' in data;
  if (names.length === 1 && (isOne || !(names[0] in (data as object)))) return [data];
  if (isOne) {
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects a column for each of the model's ${names.length} ${what}s by name, { ${names.join(', ')} }; ` +
        `received ${describeValue(data)}.`,
    );
  }
  const given = data as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(given)) check.oneOf<string>(`a name in ${name}`, key, names);
  return names.map((one) => given[one]);
}

function readAllTargets(
  { name, data }: NamedData,
  { objectives, inputs }: { readonly objectives: Objectives; readonly inputs: InputTable },
): TargetColumn[] {
  const { labels, targets, images } = data as { labels?: unknown; targets?: unknown; images?: unknown };
  const { outputs } = objectives;
  const isImage = images !== undefined;
  const shared = {
    count: inputs.samples,
    counted: isImage ? `${name}.images` : `${name}.inputs`,
    noun: isImage ? ('image' as const) : ('sample' as const),
  };
  if (labels !== undefined && targets !== undefined) {
    throw new TrainError('INVALID_DATA', `${name} expects labels or targets; received both.`);
  }
  if (targets === undefined && outputs.length === 1) {
    // If neither is given, images lack their labels and columns their targets.
    const where = labels !== undefined || isImage ? `${name}.labels` : `${name}.targets`;
    return [readTargets(labels, { ...shared, name: where, objective: outputs[0] })];
  }
  const names = outputs.map((output) => output.name);
  return byName(targets, { name: `${name}.targets`, names, what: 'output' }).map((given, i) => {
    const where = outputs.length === 1 ? `${name}.targets` : `${name}.targets.${names[i]}`;
    return readTargets(given, { ...shared, name: where, objective: outputs[i] });
  });
}

/** An embedding looks up rows: a token without a row would read another value, or fail in the middle of a step. */
function checkTokens(
  { embedding }: ModelInput,
  { column, name }: { readonly column: TableColumn; readonly name: string },
): void {
  if (!embedding) return;
  const known = embedding.rows;
  const { values, scale } = column;
  for (let i = 0; i < values.length; i++) {
    const token = values[i] * scale;
    if (Number.isInteger(token) && token >= 0 && token < known) continue;
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects whole numbers from 0 to ${known - 1}, as the embedding "${embedding.name}" has ${known} rows; ` +
        `received ${token} at index ${i}.`,
    );
  }
}
