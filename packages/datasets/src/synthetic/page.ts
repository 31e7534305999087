// Where a digit goes on its image, as MNIST's makers did it: scaled to fill a box, centred by its centre of mass.
import type { Line } from './pen.ts';

/** Smooth lines before they have a place and a width. */
export type Curve = Omit<Line, 'radius'>;

export interface Placement {
  /** Height and width of the image, in pixels. */
  readonly size: number;
  /** The larger side of the digit, ink included, becomes this many pixels. */
  readonly box: number;
  /** Half the pen's width at the start of a stroke, and how much it has grown at the end, in pixels. */
  readonly radius: number;
  readonly growth: number;
  /** Where the centre of mass goes, from the image's middle, in pixels. */
  readonly offset: readonly [x: number, y: number];
}

/** Scales and moves the curves, and gives them their width. */
export function placeOnPage(curves: readonly Curve[], placement: Placement): Line[] {
  const { size, box, radius, growth, offset } = placement;
  const [left, right] = extent(curves.map(({ x }) => x));
  const [top, bottom] = extent(curves.map(({ y }) => y));
  const scale = (box - 2 * radius) / Math.max(right - left, bottom - top);
  const centre = centreOfMass(curves);
  // Pixel centres are whole numbers, so the middle of the image lies between two of them.
  const middle = (size - 1) / 2;
  const place = (values: Float64Array, from: number, to: number) =>
    values.map((value) => (value - from) * scale + middle + to);
  return curves.map(({ x, y }) => ({
    x: place(x, centre.x, offset[0]),
    y: place(y, centre.y, offset[1]),
    radius: Float64Array.from(x, (_, at) => radius + (growth * at) / x.length),
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

/** Of the lines, each piece weighing as much as it is long. */
function centreOfMass(curves: readonly Curve[]): { readonly x: number; readonly y: number } {
  let mass = 0;
  let momentX = 0;
  let momentY = 0;
  for (const { x, y } of curves) {
    for (let at = 0; at + 1 < x.length; at++) {
      const dx = x[at + 1] - x[at];
      const dy = y[at + 1] - y[at];
      const length = Math.sqrt(dx * dx + dy * dy);
      mass += length;
      momentX += (length * (x[at] + x[at + 1])) / 2;
      momentY += (length * (y[at] + y[at + 1])) / 2;
    }
  }
  return { x: momentX / mass, y: momentY / mass };
}
