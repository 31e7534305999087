// Every figure once, with data that strain its layout: what all figures promise is tested on these,
// in Node directly and in a browser through the bundle of this file.

import {
  confusionMatrixFigure,
  costFigure,
  decisionSurfaceFigure,
  galleryFigure,
  historyFigure,
  predictionGridFigure,
} from '../src/index.ts';
import { exampleEpochs, exampleImages, exampleProbabilities, fashionNames } from './example-data.ts';

/** The text of each figure by name; made afresh at each call. */
export function everyFigure(): Record<string, string> {
  const batch = { ...exampleImages({ count: 15 }), classNames: fashionNames };
  const axis = Array.from({ length: 11 }, (_, i) => i / 10);
  const epochs = exampleEpochs(20);
  const counts = (count: number) => fashionNames.map(() => fashionNames.map(() => count));
  const long = fashionNames.map((name) => `${name} of a rather long name`);
  const probabilities = exampleProbabilities({ count: 15 });
  return {
    loss: historyFigure({ epochs, metric: 'loss' }),
    accuracy: historyFigure({ epochs, metric: 'accuracy' }),
    cost: costFigure({ points: axis.map((x, i) => ({ iteration: i * 1000, cost: 0.69 * (1 - x) ** 2 })) }),
    gallery: galleryFigure(batch),
    longGallery: galleryFigure({ ...batch, classNames: long }),
    confusion: confusionMatrixFigure({ matrix: counts(1000), classNames: fashionNames }),
    digits: confusionMatrixFigure({ matrix: counts(6000), classNames: [...'0123456789'] }),
    grid: predictionGridFigure({ ...batch, probabilities }),
    longGrid: predictionGridFigure({ ...batch, classNames: long, probabilities }),
    surface: decisionSurfaceFigure({
      xs: axis,
      ys: axis,
      values: axis.map((y) => axis.map((x) => x + y - 2 * x * y)),
      points: [0, 1].map((label) => ({ x: label, y: 0, label })),
    }),
  };
}
