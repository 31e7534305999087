// Files in the formats of ../formats as a split, each compressed by gzip or not: IDX pairs, CIFAR files, CSV, npz.
import { DatasetError } from '../error.ts';
import { parseCifar } from '../formats/cifar.ts';
import { parseIdx } from '../formats/idx.ts';
import { gunzipBytes } from '../formats/inflate.ts';
import { parseNpz } from '../formats/npz.ts';
import { concatenate } from '../split/select.ts';
import type { Split } from '../split/split.ts';
import { splitOfArrays } from './split-of-arrays.ts';

/** Unpacked files above this are refused unless a higher limit is asked for. */
const DEFAULT_LIMIT = 2 ** 31;

/**
 * Images and labels in a pair of IDX files, of any of the six types, as MNIST's are.
 *
 * @param files.limit most bytes of an unpacked file. Default 2 GiB.
 * @throws DatasetError `PARSE_IDX`, `INVALID_ARGUMENT` if the two do not fit each other or hold other numbers than 0..255.
 */
export async function splitFromIdx(files: {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly classNames?: readonly string[];
  readonly limit?: number;
}): Promise<Split> {
  const { classNames, limit = DEFAULT_LIMIT } = files;
  const images = parseIdx(await unpacked(files.images, 'PARSE_IDX', limit));
  const labels = parseIdx(await unpacked(files.labels, 'PARSE_IDX', limit));
  return splitOfArrays({ images, labels, classNames });
}

/**
 * Images of files in CIFAR's binary format, one after the other.
 *
 * @param options.classNames as many as there are classes.
 * @param options.labelBytes label bytes of a record, the last of which is taken. Default 1; CIFAR-100 has 2.
 * @throws DatasetError `PARSE_CIFAR`, `INVALID_ARGUMENT` if there is no file.
 */
export async function splitFromCifar(
  files: readonly Uint8Array[],
  options: { readonly classNames: readonly string[]; readonly labelBytes?: number; readonly limit?: number },
): Promise<Split> {
  const { classNames, labelBytes, limit = DEFAULT_LIMIT } = options;
  const splits: Split[] = [];
  for (const file of files) {
    const bytes = await unpacked(file, 'PARSE_CIFAR', limit);
    splits.push({ ...parseCifar(bytes, { classes: classNames.length, labelBytes }), classNames });
  }
  return concatenate(splits);
}

/**
 * Images and labels out of NumPy's archive, such as Keras' `mnist.npz`.
 *
 * @param options.images name of the array of images. Default `x_train`.
 * @param options.labels name of the array of labels. Default `y_train`.
 * @throws DatasetError `PARSE_ZIP`, `PARSE_NPY`, `INVALID_ARGUMENT` if the arrays do not fit each other.
 */
export async function splitFromNpz(
  bytes: Uint8Array,
  options: {
    readonly images?: string;
    readonly labels?: string;
    readonly classNames?: readonly string[];
    readonly limit?: number;
  } = {},
): Promise<Split> {
  const { images = 'x_train', labels = 'y_train', classNames, limit = DEFAULT_LIMIT } = options;
  const arrays = await parseNpz(bytes, { names: [images, labels], limit });
  const named = (name: string) => arrays.get(name) ?? { shape: [], data: [] };
  return splitOfArrays({ images: named(images), labels: named(labels), classNames });
}

/** The content of a file that may be compressed by gzip. */
export async function unpacked(
  bytes: Uint8Array,
  code: 'PARSE_IDX' | 'PARSE_CIFAR' | 'PARSE_CSV',
  limit: number,
): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await gunzipBytes(bytes.slice(), limit);
  } catch (cause) {
    const why = cause instanceof RangeError ? cause.message : 'damaged or cut off';
    throw new DatasetError(code, `The gzip data cannot be unpacked (${why}). Get the file again.`, { cause });
  }
}
