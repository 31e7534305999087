// The prediction grid: images with their predicted class, its probability, their true class, and a bar chart of all
// probabilities. It shows the first images of the batch; the caller may select them.

import { dot, image, type Markish, text } from '@observablehq/plot';
import { check, checkTitle } from '../check.ts';
import { verdictColors } from '../drawing/palette.ts';
import { cross, strokedPaths, tick } from '../drawing/shapes.ts';
import { drawSheet, headerHeight, type LegendEntry, sheetPadding } from '../drawing/sheet.ts';
import { fitText, textWidth } from '../drawing/text-width.ts';
import { checkImages, type ImageBatch, imageDataUrl } from './images.ts';
import { checkLabels, type Labels } from './labels.ts';
import { drawnSize, shownCount } from './layout.ts';
import { checkPredictions, formatProbability, type Prediction, readPrediction } from './predictions.ts';
import { barMarks, barNameWidth, barsOf } from './probability-bars.ts';

/** Images, their true classes, and the predictions of a network. */
export interface PredictionGridOptions extends ImageBatch {
  /** True classes, one per image, each an index in `classNames`. */
  readonly labels: Labels;
  /** `[count, classes]` row-major, each 0..1, such as a Float32Array of the network's softmax output. */
  readonly probabilities: ArrayLike<number>;
  readonly classNames: readonly string[];
  /** Whole number from 1; 5 by default. */
  readonly rows?: number;
  /** Whole number from 1; 3 by default. */
  readonly columns?: number;
  /** Heading of the figure; 'Predictions' by default. */
  readonly title?: string;
}

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly src: string;
  readonly prediction: Prediction;
}

const gridOptions: readonly (keyof PredictionGridOptions)[] = [
  'images',
  'shape',
  'labels',
  'probabilities',
  'classNames',
  'rows',
  'columns',
  'title',
];

const imageSide = 112;
const barWidth = 96;
const captionHeight = 40;
const captionSize = 12;
const chartGap = 12;
const cellGap = 34;

const legend: readonly LegendEntry[] = [
  { text: 'right, true class', color: verdictColors.right, shape: strokedPaths.tick, stroked: true },
  { text: 'wrong prediction', color: verdictColors.wrong, shape: strokedPaths.cross, stroked: true },
];

/**
 * Draws the first `rows * columns` images, or fewer if the batch is smaller. Below each image are the predicted class, its
 * probability and, in parentheses, the true class: blue with a tick if right, red with a cross if wrong. Beside each image is one
 * bar per class, with the true class in blue with a tick and a wrong prediction in red with a cross. With more than ten classes,
 * only the ten most likely ones, including the true class, have a bar. Probabilities that are NaN are drawn as 0. If all are NaN,
 * the prediction counts as wrong and is shown as a question mark.
 *
 * @returns stand-alone SVG text; images are embedded as PNG.
 * @throws {FiguresError} `INVALID_ARGUMENT`, `IMAGE_SHAPE`, `LABEL_COUNT`, `LABEL_RANGE`, `PROBABILITY_COUNT`, `PROBABILITY_RANGE`,
 * `LAYOUT`; `NO_DATA` for an empty batch.
 */
export function predictionGridFigure(options: PredictionGridOptions): string {
  check.options('predictionGridFigure', options, gridOptions);
  const { shape, classNames, rows = 5, columns = 3, title = 'Predictions' } = options;
  checkTitle(title);
  checkBatch(options);
  const count = shownCount({ rows, columns, count: shape[0] });
  const size = drawnSize(shape, imageSide);
  const nameWidth = barNameWidth(classNames, 84);
  const chart = { x: size.width + chartGap, nameWidth, barWidth, height: size.height };
  const step = { x: chart.x + nameWidth + 6 + barWidth + cellGap, y: size.height + captionHeight };
  const cells = Array.from({ length: count }, (_, index) => cellAt(options, { index, columns, step }));
  const bars = cells.flatMap(({ x, y, prediction }) =>
    barsOf(prediction, classNames, { ...chart, x: x + chart.x, y }),
  );
  const right = cells.filter(({ prediction }) => prediction.right).length;
  return drawSheet({
    title,
    subtitle: `${right} of ${count} right; predicted class, probability (true class)`,
    legend,
    description: `${right} of ${count} images right. ${cells.map((cell) => `${caption(cell, classNames)}.`).join(' ')}`,
    plot: {
      width: Math.max(2 * sheetPadding + Math.min(columns, count) * step.x - cellGap + 14, 600),
      height: headerHeight + Math.ceil(count / columns) * step.y + 4,
      x: { type: 'identity', axis: null },
      y: { type: 'identity', axis: null },
      marks: [
        ...barMarks(bars, chart),
        imageMarks(cells, size),
        ...captionMarks(cells, { classNames, top: size.height + 15, width: step.x - 20 }),
      ],
    },
  });
}

function checkBatch({ images, shape, labels, probabilities, classNames }: PredictionGridOptions): void {
  checkImages({ images, shape });
  checkLabels({ labels, count: shape[0], classNames });
  checkPredictions({ probabilities, count: shape[0], classes: classNames.length });
}

function cellAt(
  { images, shape, labels, probabilities, classNames }: PredictionGridOptions,
  { index, columns, step }: { index: number; columns: number; step: { x: number; y: number } },
): Cell {
  return {
    x: sheetPadding + (index % columns) * step.x,
    y: headerHeight + Math.floor(index / columns) * step.y,
    src: imageDataUrl({ images, shape, index }),
    prediction: readPrediction(
      { probabilities, count: shape[0], classes: classNames.length },
      { index, truth: labels[index] },
    ),
  };
}

function imageMarks(cells: readonly Cell[], { width, height }: { width: number; height: number }): Markish {
  return image(cells, {
    x: ({ x }) => x + width / 2,
    y: ({ y }) => y + height / 2,
    src: 'src',
    width,
    height,
    imageRendering: 'pixelated',
  });
}

function captionMarks(
  cells: readonly Cell[],
  { classNames, top, width }: { classNames: readonly string[]; top: number; width: number },
): Markish[] {
  return [true, false].flatMap((right) => {
    const some = cells.filter(({ prediction }) => prediction.right === right);
    const verdict = right ? 'right' : 'wrong';
    const color = verdictColors[verdict];
    const y = (cell: Cell) => cell.y + top;
    return [
      dot(some, {
        x: ({ x }) => x + 6,
        y,
        symbol: right ? tick : cross,
        r: 5,
        stroke: color,
        strokeWidth: 2.2,
        className: `nn101-${verdict}-shapes`,
      }),
      text(some, {
        x: ({ x }) => x + 17,
        y,
        text: (cell) => shortCaption(cell, { classNames, width: width - 17 }),
        title: (cell) => caption(cell, classNames),
        textAnchor: 'start',
        fontSize: captionSize,
        fontWeight: 600,
        fill: color,
        className: `nn101-${verdict}-captions`,
      }),
    ];
  });
}

function caption({ prediction }: Cell, classNames: readonly string[]): string {
  const { truth, predicted, probabilities } = prediction;
  return predicted < 0
    ? `? (${classNames[truth]})`
    : `${classNames[predicted]} ${formatProbability(probabilities[predicted])} (${classNames[truth]})`;
}

/** Returns the caption, with both class names shortened if it would be wider than `width`. */
function shortCaption(
  cell: Cell,
  { classNames, width }: { classNames: readonly string[]; width: number },
): string {
  // Bold text is about a tenth wider than `textWidth` estimates.
  const room = (width / 1.1 - textWidth(' 100.0% ()', captionSize)) / 2;
  const { truth, predicted } = cell.prediction;
  const names = [...classNames];
  const whole = caption(cell, classNames);
  if (textWidth(whole, captionSize) <= width / 1.1) return whole;
  for (const index of [truth, predicted]) {
    if (index >= 0) names[index] = fitText(classNames[index], { width: room, fontSize: captionSize });
  }
  return caption(cell, names);
}
