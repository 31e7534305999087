// The layout of images in rows and columns: how many are shown, and at what size.

import { check } from '../check.ts';
import { FiguresError } from '../figures-error.ts';

/** A grid of equal cells that is filled row by row. */
export interface Layout {
  readonly rows: number;
  readonly columns: number;
}

/** Returns how many of `count` images the grid shows. Throws `INVALID_ARGUMENT`, `LAYOUT`, `NO_DATA`. */
export function shownCount({ rows, columns, count }: Layout & { readonly count: number }): number {
  for (const [name, value] of Object.entries({ rows, columns })) {
    check.number(name, value);
    if (!Number.isInteger(value) || value < 1) {
      throw new FiguresError('LAYOUT', `Expected ${name} to be a whole number from 1, received ${value}.`);
    }
  }
  if (count === 0) {
    throw new FiguresError('NO_DATA', 'Expected at least one image, received none.');
  }
  return Math.min(count, rows * columns);
}

/**
 * Returns the width and height in pixels at which an image is drawn: enlarged by the largest whole factor that fits into `side`,
 * so that its pixels remain square and equal, or reduced to `side` if it is larger.
 */
export function drawnSize(
  [, height, width]: readonly number[],
  side: number,
): { readonly width: number; readonly height: number } {
  const factor = side / Math.max(height, width);
  const scale = factor >= 1 ? Math.floor(factor) : factor;
  return { width: width * scale, height: height * scale };
}
