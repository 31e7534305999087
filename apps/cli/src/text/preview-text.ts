// Images and their variants in the terminal: a row for each image, under it the name of its class.
import type { Images } from '@nn101/train/graph';
import type { Output } from '../terminal/terminal.ts';
import { halfBlocks } from './half-blocks.ts';
import { besideEachOther, centred, rasterOf } from './image-grids.ts';

/** A table of images, row by row, whose first column are the originals. */
export interface PreviewTable {
  readonly images: Images;
  /** Of the originals. */
  readonly labels: Uint8Array;
  readonly classNames: readonly string[];
  /** Columns after the first. */
  readonly variants: number;
}

/** The table as text: in full resolution where that fits, else at 14 characters an image, in as many lines as needed. */
export function previewText({ images, labels, classNames, variants }: PreviewTable, output: Output): string {
  const width = images.shape[2];
  const perRow = 1 + variants;
  const columns = output.columns() >= perRow * (width + 2) ? width : Math.min(width, 14);
  const rows = Array.from(labels, (label, row) => {
    const cells = Array.from({ length: perRow }, (_, column) => [
      ...halfBlocks(rasterOf(images, row * perRow + column), { columns, colours: output.colours }),
      centred(column === 0 ? classNames[label] : String(column), columns),
    ]);
    return besideEachOther(cells, { width: columns, most: perRow, columns: output.columns() });
  });
  return rows.join('\n\n');
}
