// Checks images against a model before training starts. Other columns and labels: read-table.ts. Whether the model's output
// suits its loss: ../losses/check-outputs.ts.
import { describeValue } from '#arguments';
import { check } from '../check.ts';
import type { Model, ModelInput } from '../model/model.ts';
import { TrainError } from '../train-error.ts';
import type { Images } from './training-data.ts';

/** The name of the argument with the data, such as `train`. */
export interface Named<Data> {
  readonly name: string;
  readonly data: Data;
}

/**
 * Returns the images after checking that they fit the model. Nothing is copied.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `INVALID_MODEL` or `SHAPE_MISMATCH`
 */
export function readImages(model: Model, { name, data }: Named<Images>): Images {
  check.record(name, data, '{ images, shape }');
  const shape = readShape(name, data, inputShapeOf(model));
  return { images: readBytes(name, data), shape };
}

/**
 * Returns images after checking them without a model.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`
 */
export function readImageTable(name: string, data: Images): Images {
  check.record(name, data, '{ images, shape }');
  const shape = readShape(name, data, [null, null, null]);
  return { images: readBytes(name, data), shape };
}

function readShape(
  name: string,
  { shape }: Images,
  input: readonly (number | null)[],
): readonly [number, number, number, number] {
  const each = input.map((length) => length ?? 'any').join(', ');
  if (!Array.isArray(shape)) {
    throw new TrainError(
      'INVALID_DATA',
      `${name}.shape expects [count, height, width, channels], four whole numbers; received ${describeValue(shape)}.`,
    );
  }
  for (const [i, length] of shape.entries()) check.wholeNumber(`${name}.shape[${i}]`, length, { min: 0 });
  const [count, height, width, channels, ...more] = shape as readonly number[];
  const image = shape.slice(1);
  const fits =
    image.length === input.length && input.every((length, i) => length === null || length === image[i]);
  if (!fits || more.length > 0) {
    throw new TrainError(
      'SHAPE_MISMATCH',
      `${name}.shape does not fit the model: expected [count, ${each}], received [${shape.join(', ')}]. ` +
        `${shapeRemedy(shape, input)}`,
    );
  }
  if (count < 1) throw new TrainError('INVALID_DATA', `${name} expects at least one image; received 0.`);
  return [count, height, width, channels];
}

function shapeRemedy(shape: readonly number[], input: readonly (number | null)[]): string {
  const size = (lengths: readonly (number | null)[]) =>
    lengths.reduce<number>((product, length) => product * (length ?? Number.NaN), 1);
  if (shape.length > 0 && size(shape) === shape[0] * size(input)) {
    return `The number of values is right: if they are in this order, pass the shape [${[shape[0], ...input].join(', ')}].`;
  }
  return 'Choose the data that the model was made for, or a model with this inputShape.';
}

function readBytes(name: string, { images, shape }: Images): Uint8Array {
  const bytes = asBytes(name, images);
  const count = shape.reduce((product, size) => product * size, 1);
  if (bytes.length === count) return bytes;
  throw new TrainError(
    'INVALID_DATA',
    `${name}.images expects ${count} bytes, as ${name}.shape is [${shape.join(', ')}]; received ${bytes.length}.`,
  );
}

function asBytes(name: string, images: unknown): Uint8Array {
  const kind = Object.prototype.toString.call(images);
  if (kind === '[object Uint8Array]') return images as Uint8Array;
  // The pixels of a canvas.
  if (kind === '[object Uint8ClampedArray]') {
    const { buffer, byteOffset, length } = images as Uint8ClampedArray;
    return new Uint8Array(buffer, byteOffset, length);
  }
  const floats = /Float(16|32|64)Array/.test(kind) || Array.isArray(images);
  const remedy = floats
    ? ' Pass other numbers than bytes as `inputs`: { values, shape }. Values from 0 to 1 become bytes with ' +
      'Uint8Array.from(images, (value) => Math.round(value * 255)); the model divides them by 255.'
    : '';
  throw new TrainError(
    'INVALID_DATA',
    `${name}.images expects bytes from 0 to 255 (a Uint8Array); received ${describeValue(images)}.${remedy}`,
  );
}

/** Data other than images is passed as columns. */
const columnsInstead = 'Pass the data as columns, { inputs, targets },';

/** Returns height, width and channels of the model's only input; null is any length. @throws TrainError `INVALID_MODEL` */
export function inputShapeOf({ inputs }: Model): readonly (number | null)[] {
  if (inputs.length === 0) {
    throw new TrainError('INVALID_MODEL', 'The model has no input yet. Give its first layer an inputShape.');
  }
  if (inputs.length > 1) {
    throw new TrainError(
      'INVALID_MODEL',
      `Images are for a model with one input; this one has ${inputs.length}: ${named(inputs)}. ${columnsInstead} ` +
        'with inputs by name.',
    );
  }
  const [{ shape }] = inputs;
  if (shape.length === 3) return shape;
  throw new TrainError(
    'INVALID_MODEL',
    `The model's input "${inputs[0].name}" accepts values of shape [${text(shape)}]; expected images, ` +
      '[height, width, channels]. ' +
      `${columnsInstead} or give its first layer an inputShape of three lengths.`,
  );
}

function named(tensors: readonly ModelInput[]): string {
  return tensors.map(({ name }) => `"${name}"`).join(', ');
}

function text(shape: readonly (number | null)[]): string {
  return shape.map((length) => length ?? 'any').join(', ');
}
