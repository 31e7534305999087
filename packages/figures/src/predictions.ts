// What a network says of images: probabilities read row by row, and held against the truth.
// How that is drawn is in `prediction-grid-figure.ts` and `probability-bars.ts`.

import { checkNumbersOrNaN } from './check.ts';
import { FiguresError } from './figures-error.ts';

/** Probabilities of a batch: `[count, classes]` in one row-major array, each 0..1. */
export interface Predictions {
  readonly probabilities: ArrayLike<number>;
  readonly count: number;
  readonly classes: number;
}

/** One image's prediction. */
export interface Prediction {
  readonly truth: number;
  /** The class of the largest probability, the first of equals; -1 where none is a finite number. */
  readonly predicted: number;
  readonly right: boolean;
  /** One per class; 0 where the network gave no finite number. */
  readonly probabilities: readonly number[];
}

// Softmax in float32 may overshoot 1 by a few units in the last place.
const tolerance = 1e-4;

/**
 * Throws `INVALID_ARGUMENT` unless these are numbers, `PROBABILITY_COUNT` or `PROBABILITY_RANGE` unless there is one
 * probability per image and class. NaN is one: a training that diverged ends in it.
 */
export function checkPredictions({ probabilities, count, classes }: Predictions): void {
  checkNumbersOrNaN('probabilities', probabilities);
  if (probabilities.length !== count * classes) {
    throw new FiguresError(
      'PROBABILITY_COUNT',
      `Expected ${count} x ${classes} = ${count * classes} probabilities (images x class names), ` +
        `received ${probabilities.length}. Pass the predictions of exactly these images.`,
    );
  }
  for (let i = 0; i < probabilities.length; i++) {
    const value = probabilities[i];
    if (value < -tolerance || value > 1 + tolerance) {
      throw new FiguresError(
        'PROBABILITY_RANGE',
        `Expected probabilities from 0 to 1, received ${value} for image ${Math.floor(i / classes)}, ` +
          `class ${i % classes}. Apply softmax to the network's last layer.`,
      );
    }
  }
}

/** The prediction for the image at `index`, against its true class. */
export function readPrediction(
  { probabilities, classes }: Predictions,
  { index, truth }: { readonly index: number; readonly truth: number },
): Prediction {
  const row = Array.from({ length: classes }, (_, i) => probabilities[index * classes + i]);
  const largest = Math.max(...row.filter(Number.isFinite));
  const predicted = row.indexOf(largest);
  return {
    truth,
    predicted,
    right: predicted === truth,
    probabilities: row.map((value) => (Number.isFinite(value) ? value : 0)),
  };
}

/** A probability as people write it: `97.3%`. */
export function formatProbability(probability: number): string {
  return `${(probability * 100).toFixed(1)}%`;
}
