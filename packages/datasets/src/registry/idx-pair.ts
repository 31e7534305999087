// How a set in MNIST's layout is described and read: an images file and a labels file for each split.
import { DatasetError } from '../error.ts';
import { parseIdx } from '../formats/idx.ts';
import type { Split } from '../split/split.ts';
import type { DatasetDescriptor, Download, ReadContent } from './descriptor.ts';

/** Official sha256 of the four uncompressed files; undefined where none is published. */
export interface IdxSums {
  readonly trainImages: string | undefined;
  readonly trainLabels: string | undefined;
  readonly testImages: string | undefined;
  readonly testLabels: string | undefined;
}

const COUNTS = { train: 60_000, test: 10_000 } as const;
const SIZE = 28;
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;

/** The parts of a descriptor that every set of 60,000 + 10,000 grey 28x28 images in IDX files shares. */
export function idxLayout(
  sums: IdxSums,
  classNames: readonly string[],
): Pick<DatasetDescriptor, 'classNames' | 'imageShape' | 'counts' | 'downloads' | 'parse'> {
  const images = (count: number) => IMAGES_HEADER + count * SIZE * SIZE;
  const labels = (count: number) => LABELS_HEADER + count;
  return {
    classNames,
    imageShape: [SIZE, SIZE, 1],
    counts: COUNTS,
    downloads: [
      gzipped('train-images-idx3-ubyte', images(COUNTS.train), sums.trainImages),
      gzipped('train-labels-idx1-ubyte', labels(COUNTS.train), sums.trainLabels),
      gzipped('t10k-images-idx3-ubyte', images(COUNTS.test), sums.testImages),
      gzipped('t10k-labels-idx1-ubyte', labels(COUNTS.test), sums.testLabels),
    ],
    parse: async (read) => ({
      train: await readPair({ read, prefix: 'train', classNames }),
      test: await readPair({ read, prefix: 't10k', classNames }),
    }),
  };
}

function gzipped(name: string, bytes: number, sha256: string | undefined): Download {
  return { name: `${name}.gz`, packing: 'gzip', contents: [{ name, bytes, sha256 }] };
}

/**
 * Reads `<prefix>-images-idx3-ubyte` and `<prefix>-labels-idx1-ubyte` into a split.
 *
 * @param pair.firstLabel the label in the file that stands for the first class. Default 0.
 * @param pair.readLabels reads the labels, if they are not in an `idx1-ubyte` file.
 * @throws DatasetError `PARSE_IDX` if they are not bytes, differ in count, or hold a label without a class.
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
