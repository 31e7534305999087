// Files in the formats of ../formats as a split, each compressed by gzip or not: IDX pairs, CIFAR files, npz archives.
// Tables: ./csv/split-from-csv.ts. What is taken for a file: ./file-source.ts.
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

/** Unpacked files above this are refused unless a higher limit is asked for. */
const DEFAULT_LIMIT = 2 ** 31;

/**
 * Images and labels in a pair of IDX files, of any of the six types, as MNIST's are.
 *
 * @param files.labels class numbers or one-hot rows; `false` where there are none, as `splitFromArrays` has it.
 * @param files.limit most bytes of an unpacked file. Default 2 GiB.
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
 * Images of files in CIFAR's binary format, one after the other.
 *
 * @param options.classNames as many as there are classes.
 * @param options.labelBytes label bytes of a record, the last of which is taken. Default 1; CIFAR-100 has 2.
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
 * Images and labels out of NumPy's archive, such as Keras' `mnist.npz`.
 *
 * @param options.images name of the array of images. Default `x_train`.
 * @param options.labels name of the array of labels, which are class numbers or one-hot; `false` where there are none, as
 *   `splitFromArrays` has it. Default `y_train`.
 * @param options.limit most bytes of an array. Default 2 GiB.
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

/** The content of a file that may be compressed by gzip. */
async function unpacked(bytes: Uint8Array, code: DatasetErrorCode, limit: number): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  try {
    return await gunzipBytes(bytes, limit);
  } catch (cause) {
    throw new DatasetError(code, `${reasonOf(cause)} Get the file again, or raise the limit.`, { cause });
  }
}
