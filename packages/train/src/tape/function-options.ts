// The options of @nn101/train, whose losses and metrics may be functions of tfjs' tensors. Those of @nn101/train/graph, where
// there are no tensors: ../graph/options.ts.
import type { EvaluationOptions as AnyEvaluationOptions } from '../evaluate.ts';
import type { FitOptions as AnyFitOptions } from '../fit-options.ts';
import type { LearningRateRangeOptions as AnyRangeOptions } from '../learning-rate-range.ts';
import type { LossName, LossSpec } from '../losses/losses.ts';
import type { MetricName, MetricSpec } from '../metrics/metrics.ts';
import type { ObjectiveOptions as AnyObjectiveOptions } from '../objectives.ts';
import type { LossFunction } from './losses-on-tape.ts';

/** A loss by its name, as data, or as a function of tensors. */
export type LossChoice = LossName | LossSpec | LossFunction;

/** A metric by its name, as data, or as a function of tensors as for a loss, whose mean over the samples it is. */
export type MetricChoice = MetricName | MetricSpec | LossFunction;

/** What a model is trained on and measured by. */
export interface ObjectiveOptions extends AnyObjectiveOptions<LossFunction> {}

/**
 * What to train on, how long, and how. Equal options and equal seeds give equal bits, whatever the number of workers.
 */
export interface FitOptions extends AnyFitOptions<LossFunction> {}

/** How a model is measured: by the losses and metrics of `fit`, with the same defaults. */
export interface EvaluationOptions extends AnyEvaluationOptions<LossFunction> {}

/** The range of rates to try, and everything of `fit`'s options that the test does not set itself. */
export interface LearningRateRangeOptions extends AnyRangeOptions<LossFunction> {}
