// Do these images fit this model? Answered before the first step, so that a mistake costs no training time. What the
// model's output must be: check-model.ts.

import type { LayersModel } from '@tensorflow/tfjs-layers';
import { describeValue } from '#arguments';
import { check } from './check.ts';
import { classesOf, inputShapeOf } from './check-model.ts';
import type { Images, LabelledBytes, LabelledImages } from './labelled-images.ts';
import { TrainError } from './train-error.ts';

/** The name of the argument that holds the data, such as `train`. */
export interface Named<Data> {
  readonly name: string;
  readonly data: Data;
}

/** Classes are kept as bytes. */
const mostClasses = 256;

/**
 * The images, once they are known to fit the model. Nothing is copied.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `INVALID_MODEL` or `SHAPE_MISMATCH`
 */
export function readImages(model: LayersModel, { name, data }: Named<Images>): Images {
  check.record(name, data, '{ images, shape }');
  const shape = readShape(name, data, inputShapeOf(model));
  return { images: readBytes(name, data), shape };
}

/**
 * Images that are for no model in particular.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`
 */
export function readImageTable(name: string, data: Images): Images {
  check.record(name, data, '{ images, shape }');
  const shape = readShape(name, data, [null, null, null]);
  return { images: readBytes(name, data), shape };
}

/**
 * The images with their labels as bytes, once they are known to fit the model. Images are not copied, nor are labels that
 * are bytes already.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `INVALID_MODEL`, `SHAPE_MISMATCH` or `LABEL_OUT_OF_RANGE`
 */
export function readLabelledImages(model: LayersModel, named: Named<LabelledImages>): LabelledBytes {
  const { name, data } = named;
  check.record(name, data, '{ images, labels, shape }');
  const { images, shape } = readImages(model, named);
  const labels = readLabels(data.labels, { name, count: shape[0], classes: classesOf(model) });
  return { images, labels, shape };
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
      `${name}.shape does not fit the model: expected [count, ${each}], received [${shape.join(', ')}]. ${shapeRemedy(shape, input)}`,
    );
  }
  if (count < 1) throw new TrainError('INVALID_DATA', `${name} expects at least one image; received 0.`);
  return [count, height, width, channels];
}

function shapeRemedy(shape: readonly number[], input: readonly (number | null)[]): string {
  const size = (lengths: readonly (number | null)[]) =>
    lengths.reduce<number>((product, length) => product * (length ?? Number.NaN), 1);
  if (shape.length > 0 && size(shape) === shape[0] * size(input)) {
    return `The number of values is right: give the shape [${[shape[0], ...input].join(', ')}], if they are in this order.`;
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
    ? ' Bytes of values from 0 to 1 are Uint8Array.from(images, (value) => Math.round(value * 255)); the model divides them by 255.'
    : '';
  throw new TrainError(
    'INVALID_DATA',
    `${name}.images expects bytes from 0 to 255 (a Uint8Array); received ${describeValue(images)}.${remedy}`,
  );
}

function readLabels(
  labels: unknown,
  { name, count, classes }: { readonly name: string; readonly count: number; readonly classes: number },
): Uint8Array {
  const isList = Array.isArray(labels) || (ArrayBuffer.isView(labels) && !(labels instanceof DataView));
  if (!isList) {
    throw new TrainError(
      'INVALID_DATA',
      `${name}.labels expects the class of each image (a Uint8Array, or an array of whole numbers); received ${describeValue(labels)}.`,
    );
  }
  const values = labels as ArrayLike<unknown>;
  if (values.length !== count) {
    const oneHot =
      values.length === count * classes ? ' They look one-hot encoded: give the number of each class.' : '';
    throw new TrainError(
      'INVALID_DATA',
      `${name}.labels expects one label for each of the ${count} images; received ${describeValue(labels)}.${oneHot}`,
    );
  }
  const known = Math.min(classes, mostClasses);
  for (let i = 0; i < count; i++)
    if (!isClass(values[i], known)) throw wrongLabel(values[i], { name, i, classes });
  return labels instanceof Uint8Array ? labels : Uint8Array.from(values as ArrayLike<number>);
}

function isClass(label: unknown, classes: number): boolean {
  return typeof label === 'number' && Number.isInteger(label) && label >= 0 && label < classes;
}

function wrongLabel(
  label: unknown,
  { name, i, classes }: { readonly name: string; readonly i: number; readonly classes: number },
): TrainError {
  const last = Math.min(classes, mostClasses) - 1;
  const why = last < classes - 1 ? 'as labels are bytes' : `as the model has ${classes} outputs`;
  return new TrainError(
    typeof label === 'number' ? 'LABEL_OUT_OF_RANGE' : 'INVALID_DATA',
    `${name}.labels expects whole numbers from 0 to ${last}, ${why}; received ${describeValue(label)} at index ${i}.`,
  );
}
