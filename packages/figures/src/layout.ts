// Rows and columns of images: how many are shown, where each goes, and how large.

import { check } from './check.ts';
import { FiguresError } from './figures-error.ts';

/** A table of equal cells, filled row by row. */
export interface Layout {
  readonly rows: number;
  readonly columns: number;
}

/** How many images a layout shows of `count`; the rest is left out. Throws `INVALID_ARGUMENT`, `LAYOUT`, `NO_DATA`. */
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
 * Width and height in pixels at which an image is drawn: its longer side enlarged by the largest whole factor
 * that keeps within `side`, so that its pixels stay square and equal; a larger image is shrunk to `side`.
 */
export function drawnSize(
  [, height, width]: readonly number[],
  side: number,
): { readonly width: number; readonly height: number } {
  const factor = side / Math.max(height, width);
  const scale = factor >= 1 ? Math.floor(factor) : factor;
  return { width: width * scale, height: height * scale };
}
