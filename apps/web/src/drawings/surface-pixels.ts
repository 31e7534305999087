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
  const palette = paletteOf(colours);
  const scale = (2 * middle) / (high - low);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const place = Math.round((values[row * columns + column] - low) * scale);
      // A network that has run away may say NaN: it gets the colour of neither.
      const colour = palette[Math.min(2 * middle, Math.max(0, place))] ?? palette[middle];
      const at = ((rows - 1 - row) * columns + column) * 4;
      pixels[at] = colour[0];
      pixels[at + 1] = colour[1];
      pixels[at + 2] = colour[2];
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

/** Where the card's own colour stands among the colours; as many lie on either side. */
const middle = 255;

// Pictures are painted many times a second: their colours are mixed once.
const palettes = new WeakMap<TokenColours, readonly Colour[]>();

function paletteOf(colours: TokenColours): readonly Colour[] {
  const known = palettes.get(colours);
  if (known) return known;
  const palette = Array.from({ length: 2 * middle + 1 }, (_, i) => mix(colours, i / middle - 1));
  palettes.set(colours, palette);
  return palette;
}

function mix({ positive, negative, card }: TokenColours, share: number): Colour {
  const end = share > 0 ? positive : negative;
  const part = Math.abs(share) * strongest;
  return [0, 1, 2].map((i) => card[i] + (end[i] - card[i]) * part) as [number, number, number];
}
