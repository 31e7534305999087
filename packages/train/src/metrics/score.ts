// The score of a batch and the means over an epoch: sums, divided once at the end, so that a smaller last batch has its
// proper weight. The sums of one metric: measure().

import { exponential } from '#deterministic-math';
import type { LossSpec, OwnFunction } from '../losses/losses.ts';
import type { RunMetric } from '../losses/objectives.ts';
import { type MetricBatch, meanOf } from './metric.ts';
import { type MetricSpec, metricOf } from './metrics.ts';

/** Sums over the samples of a batch. */
export interface BatchScore {
  readonly samples: number;
  readonly lossSum: number;
  /** Number of samples whose most probable class is the true one. */
  readonly correct: number;
  /** The sums of each metric of the run; undefined if accuracy is the only metric, whose sum is `correct`. */
  readonly sums?: MetricSums;
}

/** Sums by metric, in the run's order. */
export type MetricSums = readonly (readonly number[])[];

/** Samples that were scored together, and the model's outputs for them. */
export interface ScoredImages extends BatchScore {
  /** `[samples, classes]` */
  readonly probabilities: Float32Array;
}

/** The score of a model on a set of samples. */
export interface MeanScore {
  /** Mean loss per sample. */
  readonly loss: number;
  /** Fraction of samples predicted correctly, 0 to 1; NaN if accuracy is not measured. */
  readonly accuracy: number;
  /** Every metric of the run by name, including accuracy if it is measured. */
  readonly metrics: Readonly<Record<string, number>>;
}

export const emptyScore: BatchScore = { samples: 0, lossSum: 0, correct: 0 };

/** Returns the score of a batch with the weights' penalty added to each of its samples. */
export function withPenalty<Score extends BatchScore>(score: Score, penalty: number): Score {
  return penalty === 0 ? score : { ...score, lossSum: score.lossSum + penalty * score.samples };
}

export function addScores(a: BatchScore, b: BatchScore): BatchScore {
  return {
    samples: a.samples + b.samples,
    lossSum: a.lossSum + b.lossSum,
    correct: a.correct + b.correct,
    sums: addSums(a, b),
  };
}

function addSums(a: BatchScore, b: BatchScore): MetricSums | undefined {
  if (!a.sums || !b.sums) return a.sums ?? b.sums;
  const others = b.sums;
  return a.sums.map((sums, metric) => sums.map((sum, i) => sum + others[metric][i]));
}

/** Returns the means of these sums for a run that measures these metrics. */
export function meanScore(score: BatchScore, metrics: readonly RunMetric[]): MeanScore {
  const { samples, lossSum, correct, sums } = score;
  const values = Object.fromEntries(
    metrics.map(({ name, metric }, i) => [name, metricValue(metric, sums?.[i] ?? [correct, samples])]),
  );
  return { loss: lossSum / samples, accuracy: values.accuracy ?? Number.NaN, metrics: values };
}

function metricValue(metric: RunMetric['metric'], sums: readonly number[]): number {
  if (metric === 'loss' || typeof metric === 'function') return meanOf(sums);
  return metricOf<MetricSpec>(metric).value(sums, metric);
}

/** Returns the metric's sums; the outputs are logits if the loss is one of logits. */
export function measure(metric: MetricSpec, loss: LossSpec | OwnFunction, batch: MetricBatch): number[] {
  const record = metricOf<MetricSpec>(metric);
  const ofLogits = typeof loss !== 'function' && 'fromLogits' in loss && loss.fromLogits === true;
  if (!record.ofProbabilities || !ofLogits) return record.sums(batch, metric);
  const width = loss.kind === 'binaryCrossentropy' ? 1 : batch.width;
  return record.sums({ ...batch, outputs: probabilitiesOf(batch.outputs, width) }, metric);
}

/** Softmax of rows of `width` logits; for a single logit its sigmoid. */
function probabilitiesOf(logits: Float32Array, width: number): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += width) {
    const row = logits.subarray(start, start + width);
    // A single logit is compared with 0: sigmoid(z) is the first of softmax(z, 0).
    const highest = row.reduce((max, z) => Math.max(max, z), width === 1 ? 0 : Number.NEGATIVE_INFINITY);
    const powers = Array.from(row, (z) => exponential(z - highest));
    const rest = width === 1 ? exponential(-highest) : 0;
    const total = powers.reduce((sum, power) => sum + power, rest);
    for (const [k, power] of powers.entries()) probabilities[start + k] = power / total;
  }
  return probabilities;
}
