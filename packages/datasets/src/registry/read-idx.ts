// Parses a split in MNIST's layout: a file of images and a file of labels. Also the two variations of that layout:
// QMNIST's labels, and EMNIST's transposed images. Descriptors: ./idx-layout.ts.
import { DatasetError } from '../error.ts';
import { parseIdx } from '../formats/idx.ts';
import { allocate } from '../memory.ts';
import type { Split } from '../split/split.ts';
import type { ReadContent } from './descriptor.ts';

/**
 * Parses `<prefix>-images-idx3-ubyte` and `<prefix>-labels-idx1-ubyte`.
 *
 * @param pair.firstLabel the label of the first class in the file. Default 0.
 * @param pair.readLabels reads the labels if they are not in an `idx1-ubyte` file.
 * @throws DatasetError `PARSE_IDX` if the files do not contain bytes, differ in count, or contain a label without a
 * class.
 */
export async function readPair(pair: {
  readonly read: ReadContent;
  readonly prefix: string;
  readonly classNames: readonly string[];
  readonly firstLabel?: number;
  readonly readLabels?: (read: ReadContent, prefix: string) => Promise<Uint8Array>;
}): Promise<Split> {
  const { read, prefix, classNames, firstLabel = 0, readLabels = readByteLabels } = pair;
  const images = await readBytes(read, `${prefix}-images-idx3-ubyte`, 3);
  const labels = await readLabels(read, prefix);
  const [count, height, width] = images.shape;
  if (labels.length !== count) {
    throw new DatasetError('PARSE_IDX', `${prefix} has ${count} images and ${labels.length} labels.`);
  }
  const end = firstLabel + classNames.length;
  const wrong = labels.findIndex((label) => label < firstLabel || label >= end);
  if (wrong >= 0) {
    throw new DatasetError(
      'PARSE_IDX',
      `${prefix} labels are ${firstLabel} to ${end - 1}, label ${wrong} is ${labels[wrong]}.`,
    );
  }
  if (firstLabel > 0) for (let at = 0; at < count; at++) labels[at] -= firstLabel;
  return { images: images.data, labels, shape: [count, height, width, 1], classNames };
}

async function readByteLabels(read: ReadContent, prefix: string): Promise<Uint8Array> {
  return (await readBytes(read, `${prefix}-labels-idx1-ubyte`, 1)).data;
}

async function readBytes(
  read: ReadContent,
  name: string,
  rank: number,
): Promise<{ readonly shape: readonly number[]; readonly data: Uint8Array }> {
  const array = parseIdx(await read(name));
  if (array.type !== 'uint8' || array.shape.length !== rank) {
    throw new DatasetError(
      'PARSE_IDX',
      `${name} expects uint8 with ${rank} axes, received ${array.type} [${array.shape}]. Is it another file under this name?`,
    );
  }
  return array;
}

const COLUMNS = 8;

/**
 * Reads the classes from QMNIST's extended labels: `[count, 8]` 32-bit numbers (class, series, writer, ...), of which
 * the first column counts. @throws DatasetError `PARSE_IDX`.
 */
export async function readExtendedLabels(read: ReadContent, prefix: string): Promise<Uint8Array> {
  const { type, shape, data } = parseIdx(await read(`${prefix}-labels-idx2-int`));
  if (type !== 'int32' || shape.length !== 2 || shape[1] !== COLUMNS) {
    throw new DatasetError(
      'PARSE_IDX',
      `${prefix} labels expect int32 [count, ${COLUMNS}], received ${type} [${shape}]. Is it another file under this name?`,
    );
  }
  const classes = allocate(shape[0]);
  // A negative or large number becomes 255, which is not a class, instead of wrapping round to one.
  for (let row = 0; row < classes.length; row++) {
    const label = data[row * COLUMNS];
    classes[row] = label >= 0 && label < 255 ? label : 255;
  }
  return classes;
}

/** Transposes every image in place: the files of EMNIST have rows and columns exchanged. */
export function upright(split: Split): Split {
  const [count, size] = split.shape;
  for (let image = 0; image < count; image++) {
    const first = image * size * size;
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < row; column++) {
        const at = first + row * size + column;
        const mirrored = first + column * size + row;
        const kept = split.images[at];
        split.images[at] = split.images[mirrored];
        split.images[mirrored] = kept;
      }
    }
  }
  return split;
}
