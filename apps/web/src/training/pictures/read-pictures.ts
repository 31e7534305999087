// Reads the reader's files as labelled images: the browser decodes each one, and it is cropped to its central square and
// scaled to the size of a data set's images. Files that cannot be used are listed, and the others are read.
import type { LabelledPictures } from '../payloads.ts';
import { faultOfImage, headerBytes, readImageHeader } from './image-header.ts';

/** A file with its class, which is the name of its folder. */
export interface ChosenPicture {
  readonly file: File;
  readonly className: string;
}

/** The images that were read, and the files that were not. */
export interface ReadPictures {
  readonly pictures: LabelledPictures;
  readonly classNames: readonly string[];
  /** The files that were left out, with the reasons. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

export type PictureShape = readonly [height: number, width: number, channels: number];

/** The largest number of images; data/dataset-cache.ts checks the smallest numbers. */
export const maxPictures = 5000;
/** The largest number of classes. */
export const mostClasses = 100;
const largestFile = 64 * 2 ** 20;

export async function readPictures(
  chosen: readonly ChosenPicture[],
  options: {
    shape: PictureShape;
    onProgress: (done: number, all: number) => void;
    decode?: (file: Blob, shape: PictureShape) => Promise<Uint8Array>;
  },
): Promise<ReadPictures> {
  const { shape, onProgress, decode = decodePicture } = options;
  const size = shape[0] * shape[1] * shape[2];
  const read: { className: string; image: Uint8Array }[] = [];
  const refused: { name: string; reason: string }[] = [];
  const taken = chosen.slice(0, maxPictures);
  for (const [done, { file, className }] of taken.entries()) {
    onProgress(done, taken.length);
    try {
      await check(file);
      read.push({ className, image: await decode(file, shape) });
    } catch (error) {
      refused.push({ name: file.name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  const classNames = [...new Set(read.map(({ className }) => className))].sort().slice(0, mostClasses);
  const known = read.filter(({ className }) => classNames.includes(className));
  const images = new Uint8Array(known.length * size);
  known.forEach(({ image }, i) => {
    images.set(image.subarray(0, size), i * size);
  });
  const labels = Uint8Array.from(known, ({ className }) => classNames.indexOf(className));
  return { pictures: { images, labels, shape: [known.length, ...shape] }, classNames, refused };
}

/** Rejects files that should not be decoded. */
async function check(file: File): Promise<void> {
  if (file.size === 0) throw new Error('it is empty');
  if (file.size > largestFile) throw new Error(`it has ${Math.round(file.size / 2 ** 20)} MB`);
  const fault = faultOfImage(readImageHeader(new Uint8Array(await file.slice(0, headerBytes).arrayBuffer())));
  if (fault) throw new Error(fault);
}

/** The longer side of a decoded image: the browser decodes and scales outside the page's thread. */
const drawnWidth = 96;

async function decodePicture(file: Blob, [height, width, channels]: PictureShape): Promise<Uint8Array> {
  const bitmap = await createImageBitmap(file, { resizeWidth: drawnWidth, resizeQuality: 'medium' }).catch(
    () => {
      throw new Error('it is damaged');
    },
  );
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser cannot draw it');
  const side = Math.min(bitmap.width, bitmap.height);
  const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
  context.imageSmoothingQuality = 'high';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, left, top, side, side, 0, 0, width, height);
  bitmap.close();
  return fromRgba(context.getImageData(0, 0, width, height).data, channels);
}

/** Converts RGBA to one or three channels; grey has the weights of Rec. 601. */
export function fromRgba(pixels: Uint8ClampedArray, channels: number): Uint8Array {
  const count = pixels.length / 4;
  const image = new Uint8Array(count * channels);
  for (let i = 0; i < count; i++) {
    const [red, green, blue] = pixels.subarray(4 * i, 4 * i + 3);
    if (channels === 1) image[i] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    else image.set([red, green, blue], 3 * i);
  }
  return image;
}
