// Images in the terminal, in rows: above the names of their classes, or beside their predictions.
import type { Split } from '@nn101/datasets';
import { argmaxRows } from '@nn101/train/graph';
import type { Raster } from '../images/raster.ts';
import { type Output, paintFor } from '../terminal/terminal.ts';
import { halfBlocks } from './half-blocks.ts';

/** Image `index` of a split or a batch as a raster. */
export function rasterOf(split: Pick<Split, 'images' | 'shape'>, index: number): Raster {
  const [, height, width, channels] = split.shape;
  const size = height * width * channels;
  const data = Float32Array.from(split.images.subarray(index * size, (index + 1) * size));
  return { width, height, channels: channels === 1 ? 1 : 3, data };
}

/** Five images per row if they fit, in full resolution if that fits too. */
export function galleryText(split: Split, output: Output): string {
  const columns = output.columns() >= 5 * (split.shape[2] + 2) ? split.shape[2] : 14;
  const cells = Array.from(split.labels, (label, i) => [
    ...halfBlocks(rasterOf(split, i), { columns, colours: output.colours }),
    centred(split.classNames[label], columns),
  ]);
  return sideBySide(cells, { width: columns, max: 5, columns: output.columns() });
}

/** Places blocks of lines of equal `width` and height side by side: `max` per row, or as many as fit into `columns`. */
export function sideBySide(
  cells: readonly (readonly string[])[],
  { width, max, columns }: { width: number; max: number; columns: number },
): string {
  const gap = '  ';
  const perRow = Math.max(1, Math.min(max, Math.floor((columns + gap.length) / (width + gap.length))));
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

/** Text cut to a width, or centred in it. */
export function centred(text: string, width: number): string {
  const cut = text.slice(0, width);
  return cut.padStart(Math.floor((width + cut.length) / 2)).padEnd(width);
}

const imageColumns = 14;
const imageLines = 7;
/** An image, a space, and a bar for each of ten classes. */
const cellColumns = imageColumns + 11;

/** Predictions, three images per row: correct ones in blue with a tick, wrong ones in red with a cross. */
export function predictionGridText(shown: {
  split: Split;
  probabilities: Float32Array;
  output: Output;
}): string {
  const { split, probabilities, output } = shown;
  const classes = split.classNames.length;
  const predictions = argmaxRows(probabilities, classes);
  const cells = Array.from(split.labels, (truth, i) => {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    const picture = halfBlocks(rasterOf(split, i), { columns: imageColumns, colours: output.colours });
    const bars = barChart(row, { truth, prediction: predictions[i], output });
    const lines = picture.map((line, y) => `${line} ${bars[y]}`);
    return [...lines, caption({ split, truth, prediction: predictions[i], row, output })];
  });
  return sideBySide(cells, { width: cellColumns, max: 3, columns: output.columns() });
}

/** A column for each class above its digit: the true class in blue, a wrong prediction in red. */
function barChart(row: Float32Array, marks: { truth: number; prediction: number; output: Output }): string[] {
  const paint = paintFor(marks.output);
  const inColour = (text: string, index: number) => {
    if (index === marks.truth) return paint.blue(text);
    return index === marks.prediction ? paint.red(text) : paint.dim(text);
  };
  const barLines = imageLines - 1;
  const lines = Array.from({ length: barLines }, (_, line) =>
    Array.from(row, (probability, index) => {
      const eighths = Math.round(probability * barLines * 8) - (barLines - 1 - line) * 8;
      return inColour(' ▁▂▃▄▅▆▇█'[Math.max(0, Math.min(8, eighths))], index);
    }).join(''),
  );
  const numbers = Array.from(row, (_, index) => inColour(String(index % 10), index)).join('');
  return [...lines, numbers];
}

function caption(cell: {
  split: Split;
  truth: number;
  prediction: number;
  row: Float32Array;
  output: Output;
}): string {
  const { split, truth, prediction, row, output } = cell;
  const paint = paintFor(output);
  const isRight = truth === prediction;
  const percent = `${(100 * row[prediction]).toFixed(0)} %`;
  const names = split.classNames;
  const text = isRight
    ? `✓ ${names[prediction]} ${percent}`
    : `✗ ${names[prediction]} ${percent}, is ${names[truth]}`;
  const padded = text.slice(0, cellColumns).padEnd(cellColumns);
  return isRight ? paint.blue(padded) : paint.red(padded);
}
