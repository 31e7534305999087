// A folder of images as a split: each class has a folder of its name. Pixels come from ./decode-image.ts or the caller.
import { DatasetError, reasonOf } from '../error.ts';
import { allocate } from '../memory.ts';
import type { Split } from '../split/split.ts';
import type { DataFile } from './data-file.ts';
import { type DecodedImage, type DecodeImage, decodeImage } from './decode-image.ts';
import { writePixels } from './pixels.ts';

const IMAGE = /\.(png|jpe?g)$/i;
const MOST_CLASSES = 256;

/** How the pictures of a folder become a split. */
export interface ImageFolderOptions {
  /** Turns a file into pixels. Default: the browser's own decoder; in Node one must be given. */
  readonly decode?: DecodeImage;
  /** 1: grey, by the weights of ITU-R BT.601; 3: red, green, blue. Default 3. */
  readonly channels?: 1 | 3;
  /** The folder that has the classes, such as `train`. Default: the one that was opened. */
  readonly below?: string;
  /** Called after each image: how many are done, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads `<class>/<image>.png`, `.jpg` or `.jpeg` into a split. Classes are sorted by name, images by path; other files
 * are passed over. All images must have the size of the first; what is transparent becomes black.
 *
 * @param files as `openFiles` gives them.
 * @throws DatasetError `PARSE_IMAGE` if there is no image, one cannot be decoded, or sizes differ; `INVALID_ARGUMENT` for more
 *   than 256 classes; `FILE_UNREADABLE`; `UNSUPPORTED` where no decoder was given and the platform has none.
 */
export async function imageFolder(
  files: readonly DataFile[],
  options: ImageFolderOptions = {},
): Promise<Split> {
  const { decode = decodeImage, channels = 3, below = '', onProgress } = options;
  const found = imagesBelow(files, below);
  const classNames = [...new Set(found.map(({ className }) => className))].sort();
  if (classNames.length > MOST_CLASSES) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `Labels are bytes: at most ${MOST_CLASSES} classes, received ${classNames.length}.`,
    );
  }
  let images: Uint8Array | undefined;
  let size: readonly [height: number, width: number] = [0, 0];
  for (const [index, { file }] of found.entries()) {
    const image = await decodeFile(file, decode);
    if (images === undefined) {
      size = [image.height, image.width];
      images = allocate(found.length * image.height * image.width * channels);
    }
    requireSize(image, size, file.path);
    const bytes = size[0] * size[1] * channels;
    writePixels(image, images.subarray(index * bytes, (index + 1) * bytes));
    onProgress?.(index + 1, found.length);
  }
  if (images === undefined) throw noImages(files, below);
  const labels = allocate(found.length);
  found.forEach(({ className }, index) => {
    labels[index] = classNames.indexOf(className);
  });
  return { images, labels, shape: [found.length, ...size, channels], classNames };
}

function imagesBelow(files: readonly DataFile[], below: string) {
  const prefix = below === '' ? '' : `${below.replace(/\/$/, '')}/`;
  return files.flatMap((file) => {
    const parts = file.path.startsWith(prefix) ? file.path.slice(prefix.length).split('/') : [];
    return parts.length === 2 && IMAGE.test(parts[1]) ? [{ file, className: parts[0] }] : [];
  });
}

async function decodeFile(file: DataFile, decode: DecodeImage): Promise<DecodedImage> {
  const bytes = await file.bytes();
  try {
    return await decode(bytes, file.path);
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause;
    throw new DatasetError('PARSE_IMAGE', `${file.path} cannot be decoded: ${reasonOf(cause)}.`, { cause });
  }
}

function requireSize(
  { width, height, channels, data }: DecodedImage,
  [rows, columns]: readonly [number, number],
  path: string,
): void {
  if (height !== rows || width !== columns) {
    throw new DatasetError(
      'PARSE_IMAGE',
      `${path} is ${width}x${height} pixels, the images before it ${columns}x${rows}. Scale them to one size first.`,
    );
  }
  if (width * height < 1 || data.length !== width * height * channels) {
    throw new DatasetError(
      'PARSE_IMAGE',
      `${path} has ${data.length} values for ${width}x${height}x${channels}.`,
    );
  }
}

function noImages(files: readonly DataFile[], below: string): DatasetError {
  const where = below === '' ? 'the folder' : `the folder "${below}"`;
  return new DatasetError(
    'PARSE_IMAGE',
    `${where} has no image in a folder of its class, like cat/1.png, among ${files.length} files. Name the folder that has the classes.`,
  );
}
