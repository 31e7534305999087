// The options of @nn101/train/graph: without functions of tensors, which only tfjs' tape can compute. Those of @nn101/train:
// ../tape/function-options.ts.
import type { EvaluationOptions as AnyEvaluationOptions } from '../evaluate.ts';
import type { FitOptions as AnyFitOptions } from '../fit-options.ts';
import type { LearningRateRangeOptions as AnyRangeOptions } from '../learning-rate-range.ts';
import type { LossChoice as AnyLoss } from '../losses/losses.ts';
import type { MetricChoice as AnyMetric } from '../metrics/metrics.ts';
import type { ObjectiveOptions as AnyObjectiveOptions } from '../objectives.ts';

/** A loss by its name or as data. */
export type LossChoice = AnyLoss<never>;

/** A metric by its name or as data. */
export type MetricChoice = AnyMetric<never>;

/** What a network is trained on and measured by. */
export type ObjectiveOptions = AnyObjectiveOptions<never>;

/**
 * What to train on, how long, and how. Equal options and equal seeds give equal bits, whatever the number of workers.
 */
export type FitOptions = AnyFitOptions<never>;

/** How a network is measured: by the losses and metrics of `fit`, with the same defaults. */
export type EvaluationOptions = AnyEvaluationOptions<never>;

/** The range of rates to try, and everything of `fit`'s options that the test does not set itself. */
export type LearningRateRangeOptions = AnyRangeOptions<never>;
