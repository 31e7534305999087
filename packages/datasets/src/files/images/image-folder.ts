// Reads a folder of images as a split: each class has a folder with its name. Classes: ./folder-classes.ts. Pixels come
// from ./decode-image.ts or the caller, and pass through ./flatten-image.ts and ./resize.ts.
import { check } from '../../check.ts';
import { DatasetError, reasonOf } from '../../error.ts';
import { allocate } from '../../memory.ts';
import type { Split } from '../../split/split.ts';
import type { DataFile } from '../data-file.ts';
import { type DirectoryHandle, openFiles } from '../open-files.ts';
import { type DecodedImage, type DecodeImage, decodeImage } from './decode-image.ts';
import { flattenImage, requireDecoded, writeBytes } from './flatten-image.ts';
import { folderClasses, requireClassNames } from './folder-classes.ts';
import {
  type Background,
  type OpaqueImage,
  type ResizeMode,
  requireBackground,
  requireSize,
  resizeImage,
} from './resize.ts';

/** How the images of a folder become a split. */
export interface ImageFolderOptions {
  /**
   * Decodes a file. Default: the decoder of the browser. Node has none: pass `decodeImage` of
   * `@nn101/datasets/decoder`, or your own.
   */
  readonly decode?: DecodeImage;
  /** 1: grey, with the weights of ITU-R BT.601; 3: red, green, blue. Default 3. */
  readonly channels?: 1 | 3;
  /** The subfolder that contains the classes, such as `train`. Default: the opened folder itself. */
  readonly subfolder?: string;
  /**
   * All classes in the order of their labels. Pass the classes of the training set for a test set. Folders with other
   * names are refused; a class may be empty. Default: the folders, sorted by name.
   */
  readonly classNames?: readonly string[];
  /** Resizes images of different sizes. Default: all must have the size of the first. */
  readonly resize?: { readonly width: number; readonly height: number; readonly mode?: ResizeMode };
  /**
   * What shows through transparent pixels, and beside images resized with `fit`: a grey, or red, green and blue,
   * 0..255. Default 255, white.
   */
  readonly background?: Background;
  /** Called after each image with the number of images done and in total. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A split, and a record of how it was read. */
export interface FolderSplit extends Split {
  readonly record: {
    /** The size and mode that all images were resized to; undefined if they were not resized. */
    readonly resize:
      | { readonly width: number; readonly height: number; readonly mode: ResizeMode }
      | undefined;
    readonly background: Background;
    /** Original sizes of the images, such as `640x480`, and how many images had each. */
    readonly sizes: Readonly<Record<string, number>>;
    /** Files that are not images, or not in the folder of a class. */
    readonly skippedFiles: readonly string[];
  };
}

const OPTIONS = ['decode', 'channels', 'subfolder', 'classNames', 'resize', 'background', 'onProgress'];

/**
 * Reads the images of a folder, `<class>/<image>`, as a split. Images are recognised by their names (`.png`, `.jpg`,
 * `.webp`, …), also in subfolders of a class, and sorted by path. Other files are skipped. An image that cannot be
 * decoded is an error, since leaving out an image or a class would change the labels.
 *
 * @param folder a path (Node), a directory handle, the `File`s of an input element, or the result of `openFiles`.
 * @throws DatasetError `PARSE_IMAGE` if there is no image, a class has none, one cannot be decoded, or sizes differ and
 * `resize` is missing; `INVALID_ARGUMENT` for an invalid option, a folder that is not among `classNames`, folders
 * named like splits (`train`, `test`), or more than 256 classes; `FILE_UNREADABLE`; `UNSUPPORTED` if there is no
 * decoder.
 */
export async function imageFolder(
  folder: string | DirectoryHandle | Iterable<File> | readonly DataFile[],
  options: ImageFolderOptions = {},
): Promise<FolderSplit> {
  requireOptions(options);
  const { decode = decodeImage, channels = 3, subfolder = '', background = 255, onProgress } = options;
  const files = await filesOf(folder);
  const {
    images: labelledFiles,
    classNames,
    skippedFiles,
  } = folderClasses(files, {
    subfolder,
    classNames: options.classNames,
    emptyFolders: files.emptyFolders,
  });
  const resize = options.resize && { mode: 'fit' as const, ...options.resize };
  const sizes: Record<string, number> = {};
  let images: Uint8Array = new Uint8Array(0);
  let [height, width] = [0, 0];
  for (const [index, { file }] of labelledFiles.entries()) {
    const image = await decodeFile(file, decode);
    sizes[`${image.width}x${image.height}`] = (sizes[`${image.width}x${image.height}`] ?? 0) + 1;
    const flat = flattenImage(image, { channels, background });
    const resized = resize === undefined ? flat : resizeImage(flat, { ...resize, background });
    if (index === 0) {
      [height, width] = [resized.height, resized.width];
      images = allocate(labelledFiles.length * height * width * channels);
    }
    requireSameSize(resized, { height, width, path: file.path });
    const bytes = height * width * channels;
    writeBytes(resized, images.subarray(index * bytes, (index + 1) * bytes));
    onProgress?.(index + 1, labelledFiles.length);
  }
  const labels = allocate(labelledFiles.length);
  labels.set(labelledFiles.map(({ label }) => label));
  const record = { resize, background, sizes, skippedFiles };
  return { images, labels, shape: [labelledFiles.length, height, width, channels], classNames, record };
}

function requireOptions(options: ImageFolderOptions): void {
  check.options('options', options, OPTIONS);
  const { decode, channels, subfolder, classNames, resize, background, onProgress } = options;
  if (decode !== undefined) check.callback('decode', decode);
  if (channels !== undefined) {
    check.that(channels === 1 || channels === 3, 'channels', { expected: '1 or 3', value: channels });
  }
  check.that(subfolder === undefined || typeof subfolder === 'string', 'subfolder', {
    expected: 'a string',
    value: subfolder,
  });
  if (classNames !== undefined) requireClassNames(classNames);
  if (resize !== undefined) requireSize('resize', resize);
  if (background !== undefined) requireBackground('background', background);
  if (onProgress !== undefined) check.callback('onProgress', onProgress);
}

async function filesOf(
  folder: string | DirectoryHandle | Iterable<File> | readonly DataFile[],
): Promise<readonly DataFile[] & { readonly emptyFolders?: readonly string[] }> {
  const isOpened = Array.isArray(folder) && folder.every(isDataFile);
  return isOpened ? folder : openFiles(folder as Exclude<typeof folder, readonly DataFile[]>);
}

/** A browser's File has no path, but may have a method `bytes`. */
function isDataFile(file: unknown): file is DataFile {
  if (typeof file !== 'object' || file === null) return false;
  return (
    'path' in file && typeof file.path === 'string' && 'bytes' in file && typeof file.bytes === 'function'
  );
}

async function decodeFile(file: DataFile, decode: DecodeImage): Promise<DecodedImage> {
  const bytes = await file.bytes();
  let image: unknown;
  try {
    image = await decode(bytes, file.path);
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause;
    throw new DatasetError('PARSE_IMAGE', `${file.path} cannot be decoded: ${reasonOf(cause)}.`, { cause });
  }
  requireDecoded(image, file.path);
  return image;
}

function requireSameSize(
  image: OpaqueImage,
  first: { readonly width: number; readonly height: number; readonly path: string },
): void {
  if (image.height === first.height && image.width === first.width) return;
  throw new DatasetError(
    'PARSE_IMAGE',
    `${first.path} is ${image.width}x${image.height} pixels, the images before it ${first.width}x${first.height}. Resize them with the option resize: { width, height }.`,
  );
}
