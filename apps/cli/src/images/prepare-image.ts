// Makes a picture look as the data set's pictures do, so that a network trained on those can read it.
// Each data set was made in its own way; the three ways are the three functions below.
import { crop, type Raster, toBytes, toColour, toGrey } from './raster.ts';
import { resizeByArea } from './resize.ts';

/** How a data set's pictures were made. */
export type ImageStyle = 'digit' | 'garment' | 'photo';

/** The style of a data set by its name; the synthetic digits are drawn like MNIST's. */
export function imageStyleOf(dataset: string): ImageStyle {
  if (dataset === 'cifar-10') return 'photo';
  return dataset === 'fashion-mnist' ? 'garment' : 'digit';
}

/** The smallest side that a picture may have. */
export const smallestSide = 8;

/**
 * The `[size, size, channels]` bytes that the network takes (28x28 grey, or 32x32 colour for photos).
 * A light-on-dark picture that has the size already is taken as it is.
 * Throws an `Error` whose message says why a picture can't be read: too small, or of a single colour.
 */
export function prepareImage(raster: Raster, style: ImageStyle): Uint8Array {
  const { width, height } = raster;
  if (Math.min(width, height) < smallestSide) {
    throw new Error(`it is ${width}x${height} pixels, and ${smallestSide}x${smallestSide} is the least`);
  }
  return toBytes(style === 'photo' ? preparePhoto(raster) : prepareShape(toGrey(raster), style));
}

/** CIFAR-10: the middle square, 32x32. */
function preparePhoto(raster: Raster): Raster {
  const side = Math.min(raster.width, raster.height);
  const left = Math.floor((raster.width - side) / 2);
  const top = Math.floor((raster.height - side) / 2);
  const square = crop(toColour(raster), { left, top, width: side, height: side });
  return resizeByArea(square, { width: 32, height: 32 });
}

function prepareShape(grey: Raster, style: 'digit' | 'garment'): Raster {
  const contrast = range(grey.data);
  if (contrast < 16) throw new Error('it holds a single colour, with nothing drawn on it');
  const border = medianOfBorder(grey);
  // The border is the background, and the data sets' background is black.
  const isAsMade = grey.width === 28 && grey.height === 28 && border === 0;
  if (isAsMade) return grey;
  const lit = liftFromBackground(grey, border);
  const shape = crop(lit, boundingBox(lit));
  return style === 'digit' ? placeDigit(shape) : placeGarment(shape);
}

/** MNIST: scaled to fit 20x20, its centre of mass in the middle of 28x28. */
function placeDigit(shape: Raster): Raster {
  const scaled = fitInto(shape, 20);
  const [centreX, centreY] = centreOfMass(scaled);
  return place(scaled, { left: Math.round(13.5 - centreX), top: Math.round(13.5 - centreY) });
}

/** Fashion-MNIST: the longer side fills the 28 pixels, the shorter one is centred. */
function placeGarment(shape: Raster): Raster {
  const scaled = fitInto(shape, 28);
  return place(scaled, {
    left: Math.floor((28 - scaled.width) / 2),
    top: Math.floor((28 - scaled.height) / 2),
  });
}

function fitInto(shape: Raster, side: number): Raster {
  const scale = side / Math.max(shape.width, shape.height);
  const fit = (length: number) => Math.max(1, Math.round(length * scale));
  return resizeByArea(shape, { width: fit(shape.width), height: fit(shape.height) });
}

/** Puts a picture onto 28x28 black pixels, moved inwards where it would stick out. */
function place(shape: Raster, at: { left: number; top: number }): Raster {
  const within = (start: number, length: number) => Math.min(Math.max(0, start), 28 - length);
  const [left, top] = [within(at.left, shape.width), within(at.top, shape.height)];
  const data = new Float32Array(28 * 28);
  for (let y = 0; y < shape.height; y++) {
    data.set(shape.data.subarray(y * shape.width, (y + 1) * shape.width), (top + y) * 28 + left);
  }
  return { width: 28, height: 28, channels: 1, data };
}

/** Background 0, brightest point of the drawing 255, whichever of the two was dark. */
function liftFromBackground(grey: Raster, background: number): Raster {
  const sign = background > 127 ? -1 : 1;
  const lifted = grey.data.map((value) => Math.max(0, sign * (value - background)));
  const peak = lifted.reduce((most, value) => Math.max(most, value), 0);
  // Paper and sensors are never even: a tenth of the contrast is taken for noise.
  const data = lifted.map((value) => (value < peak / 10 ? 0 : (value / peak) * 255));
  return { ...grey, data };
}

/** The difference between the brightest and the darkest pixel. */
function range(data: Float32Array): number {
  return (
    data.reduce((most, value) => Math.max(most, value), 0) -
    data.reduce((least, value) => Math.min(least, value), 255)
  );
}

function medianOfBorder({ width, height, data }: Raster): number {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(data[x], data[(height - 1) * width + x]);
  for (let y = 0; y < height; y++) border.push(data[y * width], data[(y + 1) * width - 1]);
  border.sort((a, b) => a - b);
  return border[border.length >> 1];
}

/** The box of what stands out clearly; faint specks at the edge don't widen it. */
function boundingBox({ width, height, data }: Raster) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] < 64) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function centreOfMass({ width, data }: Raster): [x: number, y: number] {
  let [mass, x, y] = [0, 0, 0];
  data.forEach((value, i) => {
    mass += value;
    x += value * (i % width);
    y += value * Math.floor(i / width);
  });
  return [x / mass, y / mass];
}
