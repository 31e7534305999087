// What a batch scored, and the means over an epoch's batches: sums, divided once at the end, so that an uneven last
// batch counts for what it is.
import { meanOf } from './metrics/metric.ts';
import { type MetricSpec, metricOf } from './metrics/metrics.ts';
import type { RunMetric } from './objectives.ts';

/** Sums over the samples of a batch. */
export interface BatchScore {
  readonly samples: number;
  readonly lossSum: number;
  /** How many samples have the true class as their most probable one. */
  readonly correct: number;
  /** The sums of each metric of the run; left out where `correct` says it all. */
  readonly sums?: MetricSums;
}

/** Sums by metric, in the run's order. */
export type MetricSums = readonly (readonly number[])[];

/** Images that were scored together, and what the model said of them. */
export interface ScoredImages extends BatchScore {
  /** `[samples, classes]` */
  readonly probabilities: Float32Array;
}

/** How well a model does on a set of samples. */
export interface MeanScore {
  /** Mean loss per sample. */
  readonly loss: number;
  /** Fraction of samples predicted right, 0 to 1; NaN where accuracy is none of the metrics. */
  readonly accuracy: number;
  /** Every metric of the run by its name, accuracy among them where it is measured. */
  readonly metrics: Readonly<Record<string, number>>;
}

export const emptyScore: BatchScore = { samples: 0, lossSum: 0, correct: 0 };

/** The score of a batch, with what the model's size costs each of its samples. */
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

/** The means of these sums, of a run that measures these metrics. */
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
