// Places a digit on its image, as the authors of MNIST did: scaled to fill a box of whole pixels, then shifted by whole
// pixels so that its centre of mass is in the centre of the image.
import type { Canvas, Line } from './pen.ts';

/** Smooth lines before they have a position and a width. */
export type Curve = Omit<Line, 'radius'>;

/** How large a digit is drawn, and with what pen. Lengths are in pixels. */
export interface Placement {
  /** Height and width of the image. */
  readonly size: number;
  /** The larger side of the digit, ink included. */
  readonly box: number;
  /** Half the width of the pen on average, and how much it grows from the start of a stroke to its end. */
  readonly radius: number;
  readonly growth: number;
  /** Width of the edge over which ink fades. */
  readonly softness: number;
}

/** Scales the curves, centres them in the image, and gives them their width. */
export function placeOnPage(curves: readonly Curve[], placement: Placement): Line[] {
  const { size, box, radius, growth, softness } = placement;
  const [left, right] = extent(curves.map(({ x }) => x));
  const [top, bottom] = extent(curves.map(({ y }) => y));
  const reach = radius + softness / 2;
  const scale = (box - 2 * reach) / Math.max(right - left, bottom - top);
  const position = (values: Float64Array, from: number, to: number) => {
    const edge = Math.round((size - (to - from) * scale) / 2 - reach);
    // Pixel centres are whole numbers, so the edge of a pixel is half a pixel before its centre.
    return values.map((value) => (value - from) * scale + edge + reach - 0.5);
  };
  return curves.map(({ x, y }) => ({
    x: position(x, left, right),
    y: position(y, top, bottom),
    radius: Float64Array.from(x, (_, at) => radius + growth * (at / x.length - 0.5)),
  }));
}

function extent(values: readonly Float64Array[]): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const axis of values) {
    for (const value of axis) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}

/** By how many whole pixels the ink must move so that its centre of mass is closest to `size / 2`. */
export function offCentre({ size, ink }: Canvas): { readonly right: number; readonly down: number } {
  let [mass, x, y] = [0, 0, 0];
  ink.forEach((value, pixel) => {
    mass += value;
    x += value * (pixel % size);
    y += value * Math.floor(pixel / size);
  });
  return { right: Math.round(size / 2 - x / mass), down: Math.round(size / 2 - y / mass) };
}
