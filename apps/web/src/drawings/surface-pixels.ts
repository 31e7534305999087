// A grid of values as the pixels of a heat map: one colour for one end, another for the other, the card's between.
// Painting it: Surface.svelte.
import type { Colour, TokenColours } from './token-colours.svelte.ts';

/** Values on a grid, `values[row * columns + column]`, the first row at the smallest y. */
export interface ValueGrid {
  readonly columns: number;
  readonly rows: number;
  readonly values: ArrayLike<number>;
}

/** Which values have the two full colours: `low` the negative one, `high` the positive one. */
export interface Shades {
  readonly low: number;
  readonly high: number;
}

/** Of the strongest colour: the points on top must stay readable. */
const strongest = 0.62;

/** RGBA bytes, the largest y in the first row, as images have it. Values beyond the shades get the full colour. */
export function surfacePixels(
  { columns, rows, values }: ValueGrid,
  { shades: { low, high }, colours }: { shades: Shades; colours: TokenColours },
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const share = ((values[row * columns + column] - low) / (high - low)) * 2 - 1;
      const at = ((rows - 1 - row) * columns + column) * 4;
      pixels.set(mix(colours, Math.min(1, Math.max(-1, share))), at);
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

function mix({ positive, negative, card }: TokenColours, share: number): Colour {
  const end = share > 0 ? positive : negative;
  const part = Math.abs(share) * strongest;
  return [0, 1, 2].map((i) => card[i] + (end[i] - card[i]) * part) as [number, number, number];
}
