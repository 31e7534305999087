// A picture in the terminal: "▀" shows two pixels, the upper one as its colour, the lower one as its background.
// Without colours, a pixel is on or off.
import { type OpaqueImage, resizeImage } from '@nn101/datasets/files';
import type { Raster } from '../images/raster.ts';
import type { ColourDepth } from '../terminal/terminal.ts';

type Rgb = readonly [red: number, green: number, blue: number];

/** Lines of `columns` characters each; a square picture has half as many lines as columns. */
export function halfBlocks(raster: Raster, options: { columns: number; colours: ColourDepth }): string[] {
  const rows = Math.max(1, Math.round((raster.height / raster.width) * (options.columns / 2)));
  const small = resizeImage(raster, { width: options.columns, height: 2 * rows, mode: 'stretch' });
  return Array.from({ length: rows }, (_, row) => {
    const cells = Array.from({ length: options.columns }, (_, x) => ({
      upper: pixel(small, x, 2 * row),
      lower: pixel(small, x, 2 * row + 1),
    }));
    return isColourful(options.colours) ? colourLine(cells, options.colours) : plainLine(cells);
  });
}

interface Cell {
  readonly upper: Rgb;
  readonly lower: Rgb;
}

function pixel({ data, width, channels }: OpaqueImage, x: number, y: number): Rgb {
  const at = (y * width + x) * channels;
  const level = (channel: number) => Math.round(data[at + Math.min(channel, channels - 1)]);
  return [level(0), level(1), level(2)];
}

function isColourful(colours: ColourDepth): colours is '256' | 'truecolor' {
  return colours === '256' || colours === 'truecolor';
}

function colourLine(cells: readonly Cell[], colours: '256' | 'truecolor'): string {
  const code = colours === 'truecolor' ? ([r, g, b]: Rgb) => `2;${r};${g};${b}` : nearestOf256;
  let last = '';
  const line = cells.map(({ upper, lower }) => {
    const style = `\x1b[38;${code(upper)};48;${code(lower)}m`;
    const text = style === last ? '▀' : `${style}▀`;
    last = style;
    return text;
  });
  return `${line.join('')}\x1b[0m`;
}

/** The nearest colour of xterm's table: one of its 24 greys for grey, otherwise its cube of 6x6x6. */
function nearestOf256([red, green, blue]: Rgb): string {
  if (red === green && green === blue) {
    if (red < 4) return '5;16';
    return red > 246 ? '5;231' : `5;${232 + Math.round(((red - 8) / 240) * 24)}`;
  }
  const sixth = (level: number) => (level < 48 ? 0 : level < 115 ? 1 : Math.floor((level - 35) / 40));
  return `5;${16 + 36 * sixth(red) + 6 * sixth(green) + sixth(blue)}`;
}

function plainLine(cells: readonly Cell[]): string {
  const isOn = ([red, green, blue]: Rgb) => red + green + blue >= 3 * plainThreshold;
  const marks = cells.map(({ upper, lower }) => ' ▄▀█'[(isOn(upper) ? 2 : 0) + (isOn(lower) ? 1 : 0)]);
  return marks.join('');
}

/** Thin strokes fade when a picture shrinks, so less than half of full brightness counts as on. */
const plainThreshold = 64;
