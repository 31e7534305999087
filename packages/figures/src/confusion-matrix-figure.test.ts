import { expect, test } from 'vitest';
import { fashionNames, hostileNames } from '../test-support/example-data.ts';
import { find, readSvg, textsOf } from '../test-support/read-svg.ts';
import { confusionMatrixFigure } from './confusion-matrix-figure.ts';
import { contrast, mix, paper, verdictColors } from './drawing/palette.ts';

/** 90 of 100 right in each row, and 10 taken for the next class. */
const matrix = fashionNames.map((_, row) =>
  fashionNames.map((_, column) => (row === column ? 90 : column === (row + 1) % 10 ? 10 : 0)),
);
const svg = confusionMatrixFigure({ matrix, classNames: fashionNames });
const colors = find(svg, '.nn101-cells rect').map((cell) => cell.getAttribute('fill') ?? '');

test('a hundred counts in a hundred cells, row by row', () => {
  expect(colors).toHaveLength(100);
  expect(textsOf(svg, 'nn101-counts')).toEqual(matrix.flat().map(String));
  expect(textsOf(svg, 'nn101-true-names')).toEqual(fashionNames);
  expect(textsOf(svg, 'nn101-predicted-names')).toEqual(fashionNames);
  expect(readSvg(svg).textContent).toContain('900 of 1,000 right (90.00%)');
});

test('colours are shares of the row: blue on the diagonal, red beside it, paper for none', () => {
  expect(colors[0]).toBe(mix(paper.background, verdictColors.right, Math.sqrt(0.9)));
  expect(colors[1]).toBe(mix(paper.background, verdictColors.wrong, Math.sqrt(0.1)));
  expect(colors[2]).toBe(paper.background);
});

test('rows of different sizes are coloured alike', () => {
  const uneven = confusionMatrixFigure({
    matrix: [
      [900, 100],
      [1, 9],
    ],
    classNames: ['cat', 'dog'],
  });
  const [catRight, catWrong, dogWrong, dogRight] = find(uneven, '.nn101-cells rect').map((cell) =>
    cell.getAttribute('fill'),
  );
  expect(catRight).toBe(dogRight);
  expect(catWrong).toBe(dogWrong);
});

test('every count reads at 4.5:1 on its cell', () => {
  const shares = Array.from({ length: 11 }, (_, i) => [i * 10, 100 - i * 10]);
  for (const [right, wrong] of shares) {
    const some = confusionMatrixFigure({
      matrix: [
        [right, wrong],
        [wrong, right],
      ],
      classNames: ['cat', 'dog'],
    });
    const cells = find(some, '.nn101-cells rect');
    find(some, '.nn101-counts text').forEach((count, i) => {
      const [ink, color] = [count, cells[i]].map((element) => element.getAttribute('fill') ?? '');
      expect(contrast(ink, color), `${ink} on ${color}`).toBeGreaterThanOrEqual(4.5);
    });
  }
});

test('names that would touch are slanted, short ones are level', () => {
  expect(find(svg, '.nn101-predicted-names text')[0].getAttribute('transform')).toContain('rotate(-45)');
  const digits = confusionMatrixFigure({ matrix, classNames: [...'0123456789'] });
  expect(find(digits, '.nn101-predicted-names text')[0].getAttribute('transform')).not.toContain('rotate');
});

test('cells describe themselves in a tooltip', () => {
  expect(find(svg, '.nn101-cells title')[1].textContent).toBe('T-shirt/top taken for Trouser: 10 (10.00%)');
});

test('hostile class names are text', () => {
  const hostile = confusionMatrixFigure({
    matrix: [
      [1, 0],
      [0, 1],
    ],
    classNames: hostileNames,
  });
  expect(hostile).not.toMatch(/<script|<b>/);
  expect(textsOf(hostile, 'nn101-true-names')[0]).toMatch(/^<script>/);
});

test('classes too many for counts have none, an empty matrix has no shares', () => {
  const classNames = Array.from({ length: 60 }, (_, i) => `class ${i}`);
  const large = confusionMatrixFigure({ matrix: classNames.map(() => Array(60).fill(100)), classNames });
  expect(find(large, '.nn101-cells rect')).toHaveLength(3600);
  expect(find(large, '.nn101-counts')).toHaveLength(0);
  const empty = confusionMatrixFigure({
    matrix: [
      [0, 0],
      [0, 0],
    ],
    classNames: ['cat', 'dog'],
  });
  expect(empty).toContain('No images');
  expect(empty).not.toContain('NaN');
});

test('a matrix that does not match the classes is rejected', () => {
  expect(() =>
    confusionMatrixFigure({ matrix: [[1, 2]], classNames: ['cat', 'dog'] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected 2 rows of 2 counts for 2 class names, received 1 rows of 2.]`,
  );
  expect(() =>
    confusionMatrixFigure({
      matrix: [
        [1, 0.5],
        [0, 1],
      ],
      classNames: ['cat', 'dog'],
    }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected counts, whole numbers from 0, received 0.5 as matrix[0][1]. Pass the counts themselves; the figure works out the shares.]`,
  );
  for (const [code, matrix, classNames] of [
    [
      'MATRIX_SHAPE',
      [
        [1, 0, 0],
        [0, 1],
      ],
      ['cat', 'dog'],
    ],
    ['MATRIX_SHAPE', [], ['cat']],
    ['MATRIX_COUNT', [[Number.NaN]], ['cat']],
    ['MATRIX_COUNT', [[-1]], ['cat']],
    ['NO_DATA', [], []],
  ] as const) {
    expect(() => confusionMatrixFigure({ matrix, classNames })).toThrow(expect.objectContaining({ code }));
  }
});
