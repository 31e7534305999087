// The confusion matrix: how many images of each class (rows) were taken for which class (columns).
// Counts are drawn as they are; counting them is the trainer's business, placing them `confusion-layout.ts`'s.

import { type Markish, rect, text } from '@observablehq/plot';
import { check, checkNumbersOrNaN, checkTitle } from './check.ts';
import { type ConfusionLayout, confusionLayout } from './confusion-layout.ts';
import { FiguresError } from './figures-error.ts';
import { checkClassNames } from './labels.ts';
import { inkOn, mix, paper, verdictColors } from './palette.ts';
import { drawSheet } from './sheet.ts';

/** Counts, and what their rows and columns are. */
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
  /** Of its row, 0..1. */
  readonly share: number;
  readonly color: string;
}

/**
 * Counts in cells whose colour is the share of the row, blue on the diagonal (right) and red beside it (wrong).
 * The colour goes with the square root of the share, so that errors of one in a hundred are still seen.
 *
 * @returns stand-alone SVG text; counts are left out where the cells of many classes are too small for them.
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
    cells.reduce((most, { count }) => Math.max(most, count), 0),
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
      `Expected ${classes} rows of ${classes} counts, as there are ${classes} class names, ` +
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
