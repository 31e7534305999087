// Prepares a drawing as the authors of MNIST prepared their digits: crop it, scale it to fit 20x20, and put its centre
// of mass into the centre of 28x28 (http://yann.lecun.com/exdb/mnist/, "the images were centered in a 28x28 image by
// computing the center of mass of the pixels").
import { check } from '../../check.ts';
import { type OpaqueImage, requireOpaqueImage, resizeImage } from './resize.ts';

/** Side length of an MNIST image in pixels. */
export const digitSide = 28;
/** Side length of the box that a digit is scaled to fit, in pixels. */
export const digitBoxSide = 20;

/** A rectangle in an image, in pixels. */
export interface BoundingBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A drawing in the form of MNIST. */
export interface CentredDigit {
  /** 28x28 bytes, as a network trained on MNIST expects them. */
  readonly image: Uint8Array;
  /** Where the ink was in the drawing. */
  readonly bounds: BoundingBox;
  /** Where the scaled digit is in the image. */
  readonly box: BoundingBox;
  /** The centre of mass, in pixels from the upper left corner of the image. */
  readonly mass: { readonly x: number; readonly y: number };
}

/** Ink below this share of the brightest pixel is the soft edge of the pen and does not widen the box. */
const FAINT = 0.25;
/** The brightness of this quantile of the scaled ink becomes white. */
const BRIGHT_SHARE = 0.9;

/**
 * Converts a drawing to the form of MNIST: 20 pixels high or wide, its centre of mass in the centre of 28x28, and
 * equally bright for every pen. Without the last step a thin line, which covers only part of each pixel, would be
 * almost black.
 *
 * @param ink a grey image with light ink (255) on black (0).
 * @returns undefined if nothing is drawn.
 * @throws DatasetError `INVALID_ARGUMENT` if `ink` is not an image with one channel.
 */
export function centreDigit(ink: OpaqueImage): CentredDigit | undefined {
  const bounds = inkBounds(ink);
  if (bounds === undefined) return undefined;
  const scale = digitBoxSide / Math.max(bounds.width, bounds.height);
  const width = Math.max(1, Math.round(bounds.width * scale));
  const height = Math.max(1, Math.round(bounds.height * scale));
  const scaled = brightened(resizeImage(cut(ink, bounds), { width, height, mode: 'stretch' }).data);
  const mass = centreOfMass(scaled, width);
  const within = (start: number, length: number) => Math.min(Math.max(0, start), digitSide - length);
  const left = within(Math.round((digitSide - 1) / 2 - mass.x), width);
  const top = within(Math.round((digitSide - 1) / 2 - mass.y), height);
  const image = new Uint8Array(digitSide * digitSide);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      image[(top + y) * digitSide + left + x] = Math.round(scaled[y * width + x]);
    }
  }
  return {
    image,
    bounds,
    box: { left, top, width, height },
    mass: { x: left + mass.x + 0.5, y: top + mass.y + 0.5 },
  };
}

/**
 * The bounding box of light ink on black; undefined if there is no ink.
 *
 * @param ink a grey image.
 * @throws DatasetError `INVALID_ARGUMENT` if `ink` is not an image with one channel.
 */
export function inkBounds(ink: OpaqueImage): BoundingBox | undefined {
  requireOpaqueImage('ink', ink);
  const { width, height, channels, data } = ink;
  check.that(channels === 1, 'ink.channels', { expected: '1', value: channels });
  let peak = 0;
  for (let i = 0; i < data.length; i++) peak = Math.max(peak, data[i]);
  if (!(peak > 0)) return undefined;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] < FAINT * peak) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Crops an image with one channel. */
function cut({ width, data }: OpaqueImage, box: BoundingBox): OpaqueImage {
  const part = new Float32Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const from = (box.top + y) * width + box.left;
    for (let x = 0; x < box.width; x++) part[y * box.width + x] = data[from + x];
  }
  return { width: box.width, height: box.height, channels: 1, data: part };
}

/** Crossings are brighter than the rest of a thin line, so the maximum would not be a good reference. */
function brightened(data: Float32Array): Float32Array {
  const lit = data.filter((value) => value > 0).sort();
  const bright = lit[Math.min(lit.length - 1, Math.floor(BRIGHT_SHARE * lit.length))];
  return data.map((value) => Math.min(255, (value / bright) * 255));
}

function centreOfMass(values: Float32Array, width: number): { x: number; y: number } {
  let [mass, x, y] = [0, 0, 0];
  values.forEach((value, i) => {
    mass += value;
    x += value * (i % width);
    y += value * Math.floor(i / width);
  });
  return { x: x / mass, y: y / mass };
}
