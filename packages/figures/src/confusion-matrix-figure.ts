// The confusion matrix: how many images of each class (rows) were predicted as which class (columns). The caller counts them;
// the layout, which is only arithmetic on sizes, is at the end of this file.
import { type Markish, rect, text } from '@observablehq/plot';
import { check, checkNumbersOrNaN, checkTitle } from './check.ts';
import { inkOn, mix, paper, verdictColors } from './drawing/palette.ts';
import { drawSheet, headerHeight, sheetPadding } from './drawing/sheet.ts';
import { fitText, textWidth } from './drawing/text-width.ts';
import { FiguresError } from './figures-error.ts';
import { checkClassNames } from './images/labels.ts';

/** Counts, and the classes of their rows and columns. */
export interface ConfusionMatrixOptions {
  /** `matrix[truth][prediction]`: whole numbers from 0, as many rows and columns as class names. */
  readonly matrix: readonly ArrayLike<number>[];
  readonly classNames: readonly string[];
  /** Heading of the figure; 'Confusion matrix' by default. */
  readonly title?: string;
}

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly count: number;
  /** Share of its row, 0..1. */
  readonly share: number;
  readonly color: string;
}

/**
 * Draws the counts in cells whose colour shows the share of the row: blue on the diagonal (right), red elsewhere (wrong). The
 * colour depends on the square root of the share, so that an error rate of 1 % is still visible.
 *
 * @returns stand-alone SVG text; the counts are omitted if there are so many classes that the cells are too small.
 * @throws {FiguresError} `INVALID_ARGUMENT`; `MATRIX_SHAPE` unless square and as large as the class names; `MATRIX_COUNT` for a count
 * that is not a whole number from 0; `NO_DATA` without classes.
 * @example
 * const svg = confusionMatrixFigure({ matrix: [[9, 1], [2, 8]], classNames: ['cat', 'dog'] });
 */
export function confusionMatrixFigure(options: ConfusionMatrixOptions): string {
  check.options('confusionMatrixFigure', options, ['matrix', 'classNames', 'title']);
  const { matrix, classNames, title = 'Confusion matrix' } = options;
  checkTitle(title);
  checkMatrix({ matrix, classNames });
  const cells = matrix.flatMap(rowCells);
  const layout = confusionLayout(
    classNames,
    cells.reduce((max, { count }) => Math.max(max, count), 0),
  );
  const total = sum(cells.map(({ count }) => count));
  const right = sum(cells.filter(onDiagonal).map(({ count }) => count));
  const score =
    total === 0 ? 'No images' : `${group(right)} of ${group(total)} right (${percent(right / total)})`;
  return drawSheet({
    title,
    subtitle: `${score}. Colour: share of the row; blue is right, red is wrong`,
    description: `Rows are true classes, columns predicted ones. ${score}. ${recalls(cells, classNames)}`,
    plot: {
      width: layout.width,
      height: layout.height,
      x: { type: 'identity', axis: null },
      y: { type: 'identity', axis: null },
      marks: [...cellMarks({ cells, layout, classNames }), ...nameMarks(layout), ...axisNames(layout)],
    },
  });
}

function rowCells(counts: ArrayLike<number>, row: number): Cell[] {
  const total = sum(Array.from(counts));
  return Array.from(counts, (count, column) => {
    const share = total === 0 ? 0 : count / total;
    const full = row === column ? verdictColors.right : verdictColors.wrong;
    return { row, column, count, share, color: mix(paper.background, full, Math.sqrt(share)) };
  });
}

function cellMarks(options: {
  cells: Cell[];
  layout: ConfusionLayout;
  classNames: readonly string[];
}): Markish[] {
  const { cells, layout, classNames } = options;
  const { left, top, cell, countSize } = layout;
  const counts = text(cells, {
    x: ({ column }) => left + (column + 0.5) * cell,
    y: ({ row }) => top + (row + 0.5) * cell,
    text: ({ count }) => String(count),
    fill: ({ count, color }) => (count === 0 ? paper.muted : inkOn(color)),
    fontSize: countSize,
    className: 'nn101-counts',
  });
  const squares = rect(cells, {
    x1: ({ column }) => left + column * cell,
    x2: ({ column }) => left + (column + 1) * cell,
    y1: ({ row }) => top + row * cell,
    y2: ({ row }) => top + (row + 1) * cell,
    inset: 0.5,
    fill: 'color',
    stroke: paper.line,
    strokeOpacity: 0.35,
    strokeWidth: 0.5,
    title: ({ row, column, count, share }) =>
      `${classNames[row]} taken for ${classNames[column]}: ${count} (${percent(share)})`,
    className: 'nn101-cells',
  });
  return countSize > 0 ? [squares, counts] : [squares];
}

function nameMarks({ left, top, cell, names, nameSize, slanted }: ConfusionLayout): Markish[] {
  const end = top + names.length * cell;
  const style = { text: (name: string) => name, fontSize: nameSize, fill: paper.ink };
  return [
    text(names, {
      ...style,
      x: left - 7,
      y: (_, i) => top + (i + 0.5) * cell,
      textAnchor: 'end',
      className: 'nn101-true-names',
    }),
    text(names, {
      ...style,
      x: (_, i) => left + (i + 0.5) * cell + (slanted ? 3 : 0),
      y: end + (slanted ? 9 : 13),
      rotate: slanted ? -45 : 0,
      textAnchor: slanted ? 'end' : 'middle',
      className: 'nn101-predicted-names',
    }),
  ];
}

function axisNames({ left, top, cell, names, nameHeight }: ConfusionLayout): Markish[] {
  const side = names.length * cell;
  const style = { fontSize: 12, fill: paper.muted };
  const nameWidthEnd = 28;
  return [
    text(['true class'], {
      ...style,
      x: nameWidthEnd,
      y: top + side / 2,
      rotate: -90,
      className: 'nn101-axis-name',
    }),
    text(['predicted class'], {
      ...style,
      x: left + side / 2,
      y: top + side + nameHeight + 16,
      className: 'nn101-axis-name',
    }),
  ];
}

function checkMatrix({ matrix, classNames }: ConfusionMatrixOptions): void {
  checkClassNames(classNames);
  check.list('matrix', matrix);
  for (const [row, counts] of matrix.entries()) checkNumbersOrNaN(`matrix[${row}]`, counts);
  const classes = classNames.length;
  if (classes === 0) {
    throw new FiguresError('NO_DATA', 'Expected at least one class name, received none.');
  }
  const widths = matrix.map((row) => row.length);
  if (matrix.length !== classes || widths.some((width) => width !== classes)) {
    throw new FiguresError(
      'MATRIX_SHAPE',
      `Expected ${classes} rows of ${classes} counts for ${classes} class names, ` +
        `received ${matrix.length} rows of ${[...new Set(widths)].join(' or ') || 0}.`,
    );
  }
  matrix.forEach((counts, row) => {
    const column = Array.from(counts).findIndex((count) => !Number.isInteger(count) || count < 0);
    if (column >= 0) {
      throw new FiguresError(
        'MATRIX_COUNT',
        `Expected counts, whole numbers from 0, received ${counts[column]} as matrix[${row}][${column}]. ` +
          'Pass the counts themselves; the figure works out the shares.',
      );
    }
  });
}

function recalls(cells: readonly Cell[], classNames: readonly string[]): string {
  const shares = cells.filter(onDiagonal).map(({ share, row }) => `${classNames[row]} ${percent(share)}`);
  return `Right of each class: ${shares.join(', ')}.`;
}

function onDiagonal({ row, column }: Cell): boolean {
  return row === column;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function group(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Positions and sizes in pixels. */
interface ConfusionLayout {
  readonly width: number;
  readonly height: number;
  /** Top left corner of the first cell. */
  readonly left: number;
  readonly top: number;
  /** Side length of a cell. */
  readonly cell: number;
  /** Font size of the counts; 0 if the cells are too small for them. */
  readonly countSize: number;
  readonly nameSize: number;
  /** Class names, shortened to the available width. */
  readonly names: readonly string[];
  /** True if the names under the columns would touch and are therefore rotated by 45 degrees. */
  readonly slanted: boolean;
  /** Height of the names under the columns. */
  readonly nameHeight: number;
}

const matrixSide = 480;
const maxNameWidth = 120;
const fullNameSize = 12;
const axisName = 22;
const minWidth = 540;
const minCountSize = 6;

/** Computes the layout of a matrix with these class names and this largest count. */
function confusionLayout(classNames: readonly string[], largest: number): ConfusionLayout {
  const classes = classNames.length;
  const cell = Math.min(Math.max(Math.floor(matrixSide / classes), 11), 72);
  const slanted = classNames.some((name) => textWidth(name, fullNameSize) > cell - 8);
  // Rotated lines are closer together than their columns, by the cosine of 45 degrees.
  const nameSize = Math.min(fullNameSize, cell * (slanted ? 0.7 : 0.8));
  const names = classNames.map((name) => fitText(name, { width: maxNameWidth, fontSize: nameSize }));
  const nameWidth = Math.ceil(Math.max(...names.map((name) => textWidth(name, nameSize))));
  const nameHeight = slanted ? Math.ceil(nameWidth * Math.SQRT1_2 + nameSize) : nameSize + 6;
  const countSize = Math.min(13, Math.floor((cell - 5) / textWidth(String(largest), 1)));
  const left = sheetPadding + axisName + nameWidth + 8;
  const width = Math.max(left + classes * cell + sheetPadding, minWidth);
  return {
    width,
    height: headerHeight + classes * cell + nameHeight + axisName + sheetPadding,
    left,
    top: headerHeight,
    cell,
    countSize: countSize >= minCountSize ? countSize : 0,
    nameSize,
    names,
    slanted,
    nameHeight,
  };
}
