// Makes a picture look like those of a data set, so that a network trained on them can read it. The three styles
// below correspond to the three ways in which the data sets were made.
import { centreDigit, type DecodedImage, flattenImage, inkBounds, resizeImage } from '@nn101/datasets/files';
import { drawingOnSheet } from './find-sheet.ts';
import type { Raster } from './raster.ts';

/** How a data set's pictures were made. */
export type ImageStyle = 'digit' | 'garment' | 'photo';

/** The style of a data set, by its name. Synthetic digits are drawn like MNIST's. */
export function imageStyleOf(dataset: string): ImageStyle {
  if (dataset.startsWith('cifar')) return 'photo';
  return dataset === 'fashion-mnist' ? 'garment' : 'digit';
}

/** The minimum side length of a picture. */
export const smallestSide = 8;

/** A picture with less difference between its darkest and lightest pixel counts as empty. */
const minContrast = 16;

/**
 * Returns the `[size, size, channels]` bytes that the network takes (28x28 grey, or 32x32 colour for photos). A
 * light-on-dark picture that already has the size is used as it is. Transparency becomes white, or black if nothing
 * would be visible on white. Throws an `Error` whose message says why a picture can't be read: too small, or a single
 * colour.
 */
export function prepareImage(image: DecodedImage, style: ImageStyle): Uint8Array {
  const { width, height } = image;
  if (Math.min(width, height) < smallestSide) {
    throw new Error(`it is ${width}x${height} pixels, but needs at least ${smallestSide}x${smallestSide}`);
  }
  if (style === 'photo') return toBytes(preparePhoto(flattenImage(image, { channels: 3 })));
  const onWhite = flattenImage(image, { channels: 1 });
  if (rangeOf(onWhite.data) >= minContrast) return toBytes(prepareShape({ ...onWhite, channels: 1 }, style));
  const onBlack = flattenImage(image, { channels: 1, background: 0 });
  if (rangeOf(onBlack.data) >= minContrast) return toBytes(prepareShape({ ...onBlack, channels: 1 }, style));
  throw new Error('it is a single colour, with nothing drawn on it');
}

/** CIFAR-10: the central square, at 32x32. */
function preparePhoto(picture: ReturnType<typeof flattenImage>): ArrayLike<number> {
  return resizeImage(picture, { width: 32, height: 32, mode: 'cover' }).data;
}

function prepareShape(grey: Raster, style: 'digit' | 'garment'): ArrayLike<number> {
  const border = medianOfBorder(grey);
  // The border belongs to the background, which is black in the data sets.
  const isAsMade = grey.width === 28 && grey.height === 28 && border === 0;
  if (isAsMade) return grey.data;
  const sheet = style === 'digit' && border < 128 ? drawingOnSheet(grey) : undefined;
  const lit = sheet === undefined ? liftFromBackground(grey, border) : liftFromBackground(sheet, 255);
  return style === 'digit' ? (centreDigit(lit)?.image ?? lit.data) : placeGarment(lit);
}

/** Fashion-MNIST: the longer side fills the 28 pixels, the shorter one is centred. */
function placeGarment(lit: Raster): ArrayLike<number> {
  const box = inkBounds(lit);
  const shape = box === undefined ? lit : crop(lit, box);
  return resizeImage(shape, { width: 28, height: 28, background: 0 }).data;
}

/** The part of a grey picture inside a box. */
function crop(grey: Raster, box: { left: number; top: number; width: number; height: number }): Raster {
  const data = new Float32Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const start = (box.top + y) * grey.width + box.left;
    data.set(grey.data.subarray(start, start + box.width), y * box.width);
  }
  return { width: box.width, height: box.height, channels: 1, data };
}

/** Maps the background to 0 and the brightest point of the drawing to 255, whichever of the two was dark. */
function liftFromBackground(grey: Raster, background: number): Raster {
  const sign = background > 127 ? -1 : 1;
  const lifted = grey.data.map((value) => Math.max(0, sign * (value - background)));
  const peak = lifted.reduce((max, value) => Math.max(max, value), 0);
  // Paper and sensors are never even: a tenth of the contrast counts as noise.
  const data = lifted.map((value) => (value < peak / 10 ? 0 : (value / peak) * 255));
  return { ...grey, data };
}

/** The difference between the brightest and the darkest pixel. */
function rangeOf(data: Float32Array): number {
  return (
    data.reduce((max, value) => Math.max(max, value), 0) -
    data.reduce((min, value) => Math.min(min, value), 255)
  );
}

function medianOfBorder({ width, height, data }: Raster): number {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(data[x], data[(height - 1) * width + x]);
  for (let y = 0; y < height; y++) border.push(data[y * width], data[(y + 1) * width - 1]);
  border.sort((a, b) => a - b);
  return border[border.length >> 1];
}

/** Rounds to bytes, clamped to 0 to 255. */
function toBytes(data: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(Uint8ClampedArray.from(data));
}
