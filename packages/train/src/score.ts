// What a batch scored, and the mean over an epoch's batches: sums, divided once at the end, so that an uneven last
// batch counts for what it is.
import type { Tensor } from '@tensorflow/tfjs-core';
import { argmaxRows } from './argmax-rows.ts';

/** Sums over the samples of a batch. */
export interface BatchScore {
  readonly samples: number;
  readonly lossSum: number;
  /** How many samples have the true class as their most probable one. */
  readonly correct: number;
}

/** Images that were scored together, and what the model said of them. */
export interface ScoredImages extends BatchScore {
  /** `[samples, classes]` */
  readonly probabilities: Float32Array;
}

/** How well a model does on a set of images. */
export interface MeanScore {
  /** Mean loss per sample. */
  readonly loss: number;
  /** Fraction of samples predicted right, 0 to 1. */
  readonly accuracy: number;
}

export const emptyScore: BatchScore = { samples: 0, lossSum: 0, correct: 0 };

/**
 * Reads a batch's score from the model's output. The loss is NaN where any probability is, though clipping may have
 * hidden it from the losses.
 */
export function scoreBatch(source: {
  probabilities: Tensor;
  losses: Tensor;
  labels: Int32Array;
}): BatchScore {
  const { labels } = source;
  const probabilities = source.probabilities.dataSync<'float32'>();
  const losses = source.losses.dataSync<'float32'>();
  const predictions = argmaxRows(probabilities, source.probabilities.shape[1] ?? 0);
  const hidden = probabilities.some(Number.isNaN);
  return {
    samples: labels.length,
    lossSum: hidden ? Number.NaN : losses.reduce((sum, loss) => sum + loss, 0),
    correct: labels.reduce((count, label, i) => count + (predictions[i] === label ? 1 : 0), 0),
  };
}

export function addScores(a: BatchScore, b: BatchScore): BatchScore {
  return { samples: a.samples + b.samples, lossSum: a.lossSum + b.lossSum, correct: a.correct + b.correct };
}

export function meanScore({ samples, lossSum, correct }: BatchScore): MeanScore {
  return { loss: lossSum / samples, accuracy: correct / samples };
}
