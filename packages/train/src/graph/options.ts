// The options of @nn101/train/graph: without functions of tensors, which only tfjs' tape can compute. Those of @nn101/train:
// ../tape/function-options.ts.
import type { EvaluationOptions as AnyEvaluationOptions } from '../evaluate.ts';
import type { FitOptions as AnyFitOptions } from '../fit-options.ts';
import type { LearningRateRangeOptions as AnyRangeOptions } from '../learning-rate-range.ts';
import type { LossName, LossSpec } from '../losses/losses.ts';
import type { MetricName, MetricSpec } from '../metrics/metrics.ts';
import type { ObjectiveOptions as AnyObjectiveOptions } from '../objectives.ts';

/** A loss by its name or as data. */
export type LossChoice = LossName | LossSpec;

/** A metric by its name or as data. */
export type MetricChoice = MetricName | MetricSpec;

/** What a network is trained on and measured by. */
export interface ObjectiveOptions extends AnyObjectiveOptions<never> {}

/**
 * What to train on, how long, and how. Equal options and equal seeds give equal bits, whatever the number of workers.
 */
export interface FitOptions extends AnyFitOptions<never> {}

/** How a network is measured: by the losses and metrics of `fit`, with the same defaults. */
export interface EvaluationOptions extends AnyEvaluationOptions<never> {}

/** The range of rates to try, and everything of `fit`'s options that the test does not set itself. */
export interface LearningRateRangeOptions extends AnyRangeOptions<never> {}
