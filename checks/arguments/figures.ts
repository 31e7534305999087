// What @nn101/figures exports, and valid arguments for all of it.
import * as figures from '@nn101/figures';
import {
  type Argument,
  accepting,
  list,
  matrix,
  name,
  number,
  numbers,
  optional,
  options,
  record,
  text,
  typedArray,
  whole,
} from './argument-kinds.ts';
import type { PackageTable } from './export-table.ts';

const title = optional(text('A title'));
const images = typedArray(Uint8Array.of(0, 255, 0, 255));
const shape = numbers([2, 1, 2, 1]);
const labels = numbers([0, 1]);
const classNames = list(text('left'), text('right'));
const rows = optional(whole(1, { outside: [0, -1] }));

/** What a network reported, which may have diverged; JSON writes that as null. */
const measured = (value: number): Argument =>
  accepting(number(value), {
    NaN: 'a gap in the curve',
    Infinity: 'a gap in the curve',
    null: 'what JSON makes of NaN',
  });
const axis = numbers([0, 1]);

export const figuresTable: PackageTable = {
  name: '@nn101/figures',
  error: figures.FiguresError,
  entries: {
    '.': {
      module: figures,
      rows: {
        confusionMatrixFigure: {
          arguments: {
            options: options({
              matrix: matrix([
                [3, 1],
                [0, 2],
              ]),
              classNames,
              title,
            }),
          },
          codes: ['MATRIX_COUNT'],
        },
        costFigure: {
          arguments: {
            options: options({
              points: list(record({ iteration: number(0), cost: measured(0.5) })),
              title,
            }),
          },
        },
        decisionSurfaceFigure: {
          arguments: {
            options: options({
              xs: axis,
              ys: axis,
              values: accepting(
                matrix([
                  [0, 1],
                  [1, 0],
                ]),
                { 'NaN as first number': 'left white', 'Infinity as first number': 'left white' },
              ),
              points: optional(
                list(
                  record({
                    x: number(0),
                    y: number(1),
                    label: accepting(number(1), {
                      'a string': 'the name of a class',
                      'a number as a string': 'the name of a class',
                    }),
                  }),
                ),
              ),
              title,
            }),
          },
        },
        FiguresError: { constant: 'an error class, thrown by this package alone' },
        galleryFigure: {
          arguments: {
            options: options({ images, shape, labels, classNames, rows, columns: rows, title }),
          },
          codes: ['LAYOUT'],
        },
        historyFigure: {
          arguments: {
            options: options({
              epochs: list(
                record({
                  epoch: whole(1, { outside: [-1] }),
                  loss: measured(0.5),
                  accuracy: measured(0.5),
                  valLoss: optional(measured(0.5)),
                  valAccuracy: optional(measured(0.5)),
                }),
              ),
              metric: name('loss'),
              title,
            }),
          },
        },
        imageDataUrl: {
          arguments: { choice: options({ images, shape, index: whole(1, { outside: [-1, 2] }) }) },
          codes: ['IMAGE_INDEX'],
        },
        predictionGridFigure: {
          arguments: {
            options: options({
              images,
              shape,
              labels,
              probabilities: numbers([0.5, 0.5, 0.25, 0.75], { takes: ['NaN'] }),
              classNames,
              rows,
              columns: rows,
              title,
            }),
          },
          codes: ['LAYOUT', 'PROBABILITY_RANGE'],
        },
      },
    },
  },
};
