// What MNIST's makers did with each digit, step by step: cut it out, scale it to fit 20x20, and put its centre of mass
// into the middle of 28x28 (http://yann.lecun.com/exdb/mnist/, "the images were centered in a 28x28 image by computing
// the center of mass of the pixels").
import type { Ink } from './ink.ts';

/** Pixels on each side of MNIST's images, and of the box that the digit is scaled to fit. */
export const digitSide = 28;
export const boxSide = 20;

export interface Centring {
  /** 28x28 bytes: what the network gets. */
  readonly image: Uint8Array;
  /** Where the ink was, in the drawing's own units, 0 to 1. */
  readonly bounds: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  /** Where the scaled digit lies in the image, in pixels. */
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  /** The centre of mass within the image, in pixels from its upper left corner. */
  readonly mass: { readonly x: number; readonly y: number };
}

/** The digit as MNIST would have it; `undefined` where nothing is drawn. */
export function centreDigit(ink: Ink): Centring | undefined {
  const bounds = boundsOf(ink);
  if (!bounds) return undefined;
  const scale = boxSide / Math.max(bounds.width, bounds.height);
  const width = Math.max(1, Math.round(bounds.width * scale));
  const height = Math.max(1, Math.round(bounds.height * scale));
  const scaled = shrink(ink, { ...bounds, to: { width, height } });
  const mass = centreOfMass(scaled, width);
  const within = (start: number, length: number) => Math.min(Math.max(0, start), digitSide - length);
  const left = within(Math.round((digitSide - 1) / 2 - mass.x), width);
  const top = within(Math.round((digitSide - 1) / 2 - mass.y), height);
  const image = new Uint8Array(digitSide * digitSide);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      image[(top + y) * digitSide + left + x] = Math.round(scaled[y * width + x]);
  }
  const share = (value: number) => value / ink.side;
  return {
    image,
    bounds: {
      left: share(bounds.left),
      top: share(bounds.top),
      width: share(bounds.width),
      height: share(bounds.height),
    },
    box: { left, top, width, height },
    mass: { x: left + mass.x + 0.5, y: top + mass.y + 0.5 },
  };
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Fainter places are the pen's soft edge. */
const faint = 40;

function boundsOf({ side, values }: Ink): Box | undefined {
  let [left, top, right, bottom] = [side, side, -1, -1];
  values.forEach((value, i) => {
    if (value < faint) return;
    const [x, y] = [i % side, Math.floor(i / side)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  });
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** A part of the drawing in fewer pixels: each is the mean over the area that it covers. */
function shrink(
  { side, values }: Ink,
  { left, top, width, height, to }: Box & { to: { width: number; height: number } },
): Float32Array {
  const columns = overlaps(width, to.width);
  const rows = overlaps(height, to.height);
  const result = new Float32Array(to.width * to.height);
  rows.forEach((rowParts, y) => {
    columns.forEach((columnParts, x) => {
      let [sum, area] = [0, 0];
      for (const row of rowParts) {
        for (const column of columnParts) {
          const weight = row.share * column.share;
          sum += weight * values[(top + row.at) * side + left + column.at];
          area += weight;
        }
      }
      result[y * to.width + x] = sum / area;
    });
  });
  return result;
}

/** Which of `from` places each of `to` pixels covers, and how much of them. */
function overlaps(from: number, to: number): { at: number; share: number }[][] {
  return Array.from({ length: to }, (_, i) => {
    const [start, end] = [(i * from) / to, ((i + 1) * from) / to];
    const first = Math.floor(start);
    return Array.from({ length: Math.ceil(end) - first }, (_, j) => {
      const at = Math.min(first + j, from - 1);
      return { at, share: Math.min(end, first + j + 1) - Math.max(start, first + j) };
    });
  });
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
