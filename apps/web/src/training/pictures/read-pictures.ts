// The reader's own files as labelled images: each decoded by the browser, cropped to its middle square and made as
// small as a data set's images. A file that cannot be taken is named, and the others go on.
import type { LabelledPictures } from '../payloads.ts';
import { faultOfImage, headerBytes, readImageHeader } from './image-header.ts';

/** A file and the class that its folder names. */
export interface ChosenPicture {
  readonly file: File;
  readonly className: string;
}

/** What came of the files. */
export interface ReadPictures {
  readonly pictures: LabelledPictures;
  readonly classNames: readonly string[];
  /** Files that were left out, and why. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

export type PictureShape = readonly [height: number, width: number, channels: number];

/** More images than this are not taken; `fewestClasses` is the worker's affair. */
export const maxPictures = 5000;
/** A class is a byte, and folders beyond this are no classes of a course. */
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

/** Refuses what should not be decoded at all. */
async function check(file: File): Promise<void> {
  if (file.size === 0) throw new Error('it is empty');
  if (file.size > largestFile) throw new Error(`it has ${Math.round(file.size / 2 ** 20)} MB`);
  const fault = faultOfImage(readImageHeader(new Uint8Array(await file.slice(0, headerBytes).arrayBuffer())));
  if (fault) throw new Error(fault);
}

/** Longer side of what is drawn: the browser decodes and shrinks beside the page's thread. */
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

/** RGBA as one or three channels; grey by Rec. 601's weights. */
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
