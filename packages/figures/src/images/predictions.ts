// The predictions of a network: the checks of its probabilities, and the comparison with the true classes. They are drawn by
// prediction-grid-figure.ts and probability-bars.ts.

import { checkNumbersOrNaN } from '../check.ts';
import { FiguresError } from '../figures-error.ts';

/** Probabilities of a batch: `[count, classes]` in one row-major array, each 0..1. */
export interface Predictions {
  readonly probabilities: ArrayLike<number>;
  readonly count: number;
  readonly classes: number;
}

/** One image's prediction. */
export interface Prediction {
  readonly truth: number;
  /** The class with the largest probability, the first one if several are equal; -1 if no probability is finite. */
  readonly predicted: number;
  readonly right: boolean;
  /** One per class; 0 if the network's output is not finite. */
  readonly probabilities: readonly number[];
}

// Softmax in float32 may exceed 1 by a few units in the last place.
const tolerance = 1e-4;

/**
 * Throws `INVALID_ARGUMENT` unless these are numbers, `PROBABILITY_COUNT` or `PROBABILITY_RANGE` unless there is one
 * probability per image and class. NaN is accepted, because it is the result of diverged training.
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

/** Returns the prediction for the image at `index`, compared with its true class. */
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

/** Formats a probability as a percentage: `97.3%`. */
export function formatProbability(probability: number): string {
  return `${(probability * 100).toFixed(1)}%`;
}
