// Reads files in the formats of ../formats as splits, with or without gzip compression: IDX pairs, CIFAR files, npz
// archives. Tables: ./csv/split-from-csv.ts. Accepted forms of a file: ./file-source.ts.
import { check, requireNames, requireOptions } from '../check.ts';
import { DatasetError, type DatasetErrorCode, reasonOf } from '../error.ts';
import { isGzip } from '../formats/archive/gzip-members.ts';
import { gunzipBytes } from '../formats/archive/inflate.ts';
import { parseCifar } from '../formats/cifar.ts';
import { parseIdx } from '../formats/idx.ts';
import { parseNpz } from '../formats/npy.ts';
import { concatenate } from '../split/select.ts';
import type { Split } from '../split/split.ts';
import {
  ARRAY_OPTIONS,
  type ArrayOptions,
  requireArrayOptions,
  splitFromArrays,
} from './arrays/split-from-arrays.ts';
import { bytesOfSource, type FileSource } from './file-source.ts';

/** Decompressed files above this size are refused unless a higher limit is given. */
const DEFAULT_LIMIT = 2 ** 31;

/**
 * Reads images and labels from a pair of IDX files of any of the six types, as MNIST's.
 *
 * @param files.labels class numbers or one-hot rows; `false` if there are none, as in `splitFromArrays`.
 * @param files.limit maximum size of a decompressed file in bytes. Default 2 GiB.
 * @throws DatasetError `PARSE_IDX`, `INVALID_ARGUMENT` as `splitFromArrays` does, `FILE_UNREADABLE`.
 */
export async function splitFromIdx(
  files: {
    readonly images: FileSource;
    readonly labels: FileSource | false;
    readonly limit?: number;
  } & ArrayOptions,
): Promise<Split> {
  requireOptions('splitFromIdx', files, ['images', 'labels', 'limit', ...ARRAY_OPTIONS]);
  const { images, labels, limit = DEFAULT_LIMIT, ...arrayOptions } = files;
  check.number('limit', limit, { min: 0 });
  requireArrayOptions(arrayOptions);
  const read = async (name: string, file: FileSource) =>
    parseIdx(await unpacked(await bytesOfSource(name, file), 'PARSE_IDX', limit));
  return splitFromArrays({
    images: await read('images', images),
    labels: labels === false ? false : await read('labels', labels),
    ...arrayOptions,
  });
}

/**
 * Reads one or more files in CIFAR's binary format, in order.
 *
 * @param options.classNames one name per class.
 * @param options.labelBytes label bytes of a record, the last of which counts. Default 1; CIFAR-100 has 2.
 * @throws DatasetError `PARSE_CIFAR`, `INVALID_ARGUMENT` if there is no file, `FILE_UNREADABLE`.
 */
export async function splitFromCifar(
  files: readonly FileSource[],
  options: { readonly classNames: readonly string[]; readonly labelBytes?: number; readonly limit?: number },
): Promise<Split> {
  check.list('files', files, { min: 1 });
  requireOptions('splitFromCifar', options, ['classNames', 'labelBytes', 'limit']);
  const { classNames, labelBytes = 1, limit = DEFAULT_LIMIT } = options;
  requireNames('classNames', classNames);
  check.number('limit', limit, { min: 0 });
  const splits: Split[] = [];
  for (const [index, file] of files.entries()) {
    const bytes = await unpacked(await bytesOfSource(`files[${index}]`, file), 'PARSE_CIFAR', limit);
    if (bytes.length === 0) throw new DatasetError('PARSE_CIFAR', `files[${index}] is empty. Get it again.`);
    splits.push({ ...parseCifar(bytes, { classes: classNames.length, labelBytes }), classNames });
  }
  return concatenate(splits);
}

/**
 * Reads images and labels from a NumPy archive, such as Keras' `mnist.npz`.
 *
 * @param options.images name of the array of images. Default `x_train`.
 * @param options.labels name of the array of labels, which are class numbers or one-hot; `false` if there are none, as
 * in `splitFromArrays`. Default `y_train`.
 * @param options.limit maximum size of an array in bytes. Default 2 GiB.
 * @throws DatasetError `PARSE_ZIP`, `PARSE_NPY`, `INVALID_ARGUMENT` as `splitFromArrays` does, `FILE_UNREADABLE`.
 */
export async function splitFromNpz(
  file: FileSource,
  options: {
    readonly images?: string;
    readonly labels?: string | false;
    readonly limit?: number;
  } & ArrayOptions = {},
): Promise<Split> {
  requireOptions('splitFromNpz', options, ['images', 'labels', 'limit', ...ARRAY_OPTIONS]);
  const { images = 'x_train', labels = 'y_train', limit = DEFAULT_LIMIT, ...arrayOptions } = options;
  check.text('images', images);
  if (labels !== false) check.text('labels', labels);
  check.number('limit', limit, { min: 0 });
  requireArrayOptions(arrayOptions);
  const names = labels === false ? [images] : [images, labels];
  const arrays = await parseNpz(await bytesOfSource('file', file), { names, limit });
  const named = (name: string) => arrays.get(name) ?? { shape: [], data: [] };
  return splitFromArrays({
    images: named(images),
    labels: labels === false ? false : named(labels),
    ...arrayOptions,
  });
}

/** Returns the content of a file that may be compressed by gzip. */
async function unpacked(bytes: Uint8Array, code: DatasetErrorCode, limit: number): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  try {
    return await gunzipBytes(bytes, limit);
  } catch (cause) {
    throw new DatasetError(code, `${reasonOf(cause)} Get the file again, or raise the limit.`, { cause });
  }
}
