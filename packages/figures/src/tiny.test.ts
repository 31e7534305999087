// The tour: from a training's numbers to pictures, in a minute's reading.

import { expect, test } from 'vitest';
import { find, textsOf } from '../test-support/read-svg.ts';
import {
  confusionMatrixFigure,
  costFigure,
  decisionSurfaceFigure,
  FiguresError,
  galleryFigure,
  historyFigure,
  imageDataUrl,
  predictionGridFigure,
} from './index.ts';

// Two images of 2 x 2 grey pixels: the first is bright on the left, the second on the right.
const images = Uint8Array.of(255, 0, 255, 0, 0, 255, 0, 255);
const data = { images, shape: [2, 2, 2, 1] as const, labels: [0, 1], classNames: ['left', 'right'] };

test('look at the data', () => {
  expect(textsOf(galleryFigure(data), 'nn101-names')).toEqual(['left', 'right']);
  expect(imageDataUrl({ ...data, index: 0 })).toMatch(/^data:image\/png;base64,/);
});

test('watch a network learn', () => {
  const cost = costFigure({ points: [0.69, 0.3, 0.1].map((cost, iteration) => ({ iteration, cost })) });
  expect(find(cost, '.nn101-cost-points circle')).toHaveLength(3);
  const history = historyFigure({
    epochs: [
      { epoch: 1, loss: 0.5, accuracy: 0.8, valLoss: 0.4, valAccuracy: 0.85 },
      { epoch: 2, loss: 0.3, accuracy: 0.9, valLoss: 0.3, valAccuracy: 0.88 },
    ],
    metric: 'accuracy',
  });
  expect(history).toContain('best 0.8800 at epoch 2');
});

test('see what it has learned, and its errors', () => {
  const grid = predictionGridFigure({ ...data, probabilities: [0.9, 0.1, 0.6, 0.4] });
  expect(textsOf(grid, 'nn101-right-captions')).toEqual(['left 90.0% (left)']);
  expect(textsOf(grid, 'nn101-wrong-captions')).toEqual(['left 60.0% (right)']);
  const matrix = confusionMatrixFigure({
    matrix: [
      [1, 0],
      [1, 0],
    ],
    classNames: data.classNames,
  });
  expect(matrix).toContain('1 of 2 right (50.00%)');
  const surface = decisionSurfaceFigure({
    xs: [0, 1],
    ys: [0, 1],
    values: [
      [0.1, 0.9],
      [0.9, 0.1],
    ],
  });
  expect(find(surface, '.nn101-boundary path')).toHaveLength(1);
});

test('data that do not fit together are named', () => {
  const wrong = () => galleryFigure({ ...data, labels: [0] });
  expect(wrong).toThrow(FiguresError);
  expect(wrong).toThrow('Expected 2 labels, one per image, received 1.');
});
