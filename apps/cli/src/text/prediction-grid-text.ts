// The notebook's prediction grid in the terminal: image, probabilities as bars, prediction, truth.
import type { Split } from '@nn101/datasets';
import { argmaxRows } from '@nn101/train/graph';
import { paintFor } from '../terminal/paint.ts';
import type { Output } from '../terminal/terminal.ts';
import { halfBlocks } from './half-blocks.ts';
import { besideEachOther, rasterOf } from './image-grids.ts';

const imageColumns = 14;
const imageLines = 7;
/** Image, a space, and a bar for each of ten classes. */
const cellColumns = imageColumns + 11;

/** Three images a row. Right is blue with a tick, wrong is red with a cross. */
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
  return besideEachOther(cells, { width: cellColumns, most: 3, columns: output.columns() });
}

/** One column for each class, its number beneath; truth blue, a wrong prediction red. */
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
