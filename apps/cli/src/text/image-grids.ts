// Sample images in the terminal, in rows, each over the name of its class.
import type { Split } from '@nn101/datasets';
import type { Raster } from '../images/raster.ts';
import type { Output } from '../terminal/terminal.ts';
import { halfBlocks } from './half-blocks.ts';

/** Image `index` of a split, or of a batch of images, as a raster. */
export function rasterOf(split: Pick<Split, 'images' | 'shape'>, index: number): Raster {
  const [, height, width, channels] = split.shape;
  const size = height * width * channels;
  const data = Float32Array.from(split.images.subarray(index * size, (index + 1) * size));
  return { width, height, channels: channels === 1 ? 1 : 3, data };
}

/** Five images a row where they fit, in full resolution where that fits too. */
export function galleryText(split: Split, output: Output): string {
  const columns = output.columns() >= 5 * (split.shape[2] + 2) ? split.shape[2] : 14;
  const cells = Array.from(split.labels, (label, i) => [
    ...halfBlocks(rasterOf(split, i), { columns, colours: output.colours }),
    centred(split.classNames[label], columns),
  ]);
  return besideEachOther(cells, { width: columns, most: 5, columns: output.columns() });
}

/** Blocks of lines of one `width` and height: `most` beside each other, or as many as fit into `columns`. */
export function besideEachOther(
  cells: readonly (readonly string[])[],
  { width, most, columns }: { width: number; most: number; columns: number },
): string {
  const gap = '  ';
  const perRow = Math.max(1, Math.min(most, Math.floor((columns + gap.length) / (width + gap.length))));
  const lines: string[] = [];
  for (let start = 0; start < cells.length; start += perRow) {
    const row = cells.slice(start, start + perRow);
    row[0].forEach((_, line) => {
      lines.push(
        row
          .map((cell) => cell[line])
          .join(gap)
          .trimEnd(),
      );
    });
    lines.push('');
  }
  return lines.join('\n').trimEnd();
}

/** Text cut to a width, or padded to it on both sides. */
export function centred(text: string, width: number): string {
  const cut = text.slice(0, width);
  return cut.padStart(Math.floor((width + cut.length) / 2)).padEnd(width);
}
