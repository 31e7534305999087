// The functions of @nn101/train/graph, which take networks and need nothing of tfjs. The same for models of tfjs-layers as well:
// ../tape/model-functions.ts.
import type { Graph } from '@nn101/kernels/graph';
import type { InputData, TrainingData } from '../data/training-data.ts';
import {
  type EvaluationOptions as AnyEvaluationOptions,
  type Assessment,
  assessModel,
  evaluateModel,
} from '../evaluate.ts';
import { type TrainingRun, train } from '../fit.ts';
import type { FitOptions as AnyFitOptions } from '../fit-options.ts';
import {
  type LearningRateRangeOptions as AnyRangeOptions,
  type LearningRateRange,
  testLearningRates,
} from '../learning-rate-range.ts';
import type { LossName, LossSpec } from '../losses/losses.ts';
import type { ObjectiveOptions as AnyObjectiveOptions } from '../losses/objectives.ts';
import type { MetricName, MetricSpec } from '../metrics/metrics.ts';
import type { MeanScore } from '../metrics/score.ts';
import { type Network, networkModel } from '../model/network.ts';
import { type InferenceOptions, type Prediction, predictModel, predictModelOutputs } from '../predict.ts';
import { modelSha256 } from '../saved-model/sha256.ts';
import {
  estimatedNetwork,
  estimateMemory,
  type TrainingMemoryEstimate,
  type TrainingMemoryOptions,
} from '../step/estimate-memory.ts';

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

/**
 * Trains a network in place, as `fit` of @nn101/train does with any model: equal networks, data and options give equal weights,
 * bit for bit, whatever the engine and the number of workers.
 *
 * @throws TrainError, KernelError as `fit` of @nn101/train
 * @example for await (const event of fit(network, { train, epochs: 12 })) if (event.type === 'epoch') show(event);
 */
export function fit(network: Network, options: FitOptions): TrainingRun {
  return train(networkModel(network), options);
}

/**
 * Mean loss and metrics, exact over an uneven last batch, with dropout off.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`, `ABORTED`
 */
export async function evaluate(
  network: Network,
  data: TrainingData,
  options?: EvaluationOptions,
): Promise<MeanScore> {
  return await evaluateModel(networkModel(network), data, options);
}

/** What `evaluate` and `predict` give, in one pass over the data, to the same bits. @throws TrainError as `evaluate` */
export async function assess(
  network: Network,
  data: TrainingData,
  options?: EvaluationOptions,
): Promise<Assessment> {
  return await assessModel(networkModel(network), data, options);
}

/**
 * The network's output for each sample, row by row, with dropout off: `[count, classes]`, or whatever shape the output has.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `ABORTED`; `INVALID_MODEL` for a network of several
 *   outputs, which `predictOutputs` takes
 */
export async function predict(
  network: Network,
  data: InputData,
  options?: InferenceOptions,
): Promise<Prediction> {
  return await predictModel(networkModel(network), data, options);
}

/**
 * What each output of a network says of each sample, by the outputs' names, with dropout off.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `ABORTED`
 */
export async function predictOutputs(
  network: Network,
  data: InputData,
  options?: InferenceOptions,
): Promise<Readonly<Record<string, Prediction>>> {
  return await predictModelOutputs(networkModel(network), data, options);
}

/**
 * Tries the learning rates from `from` to `to`, one step each, and ends where the loss bursts. The network's weights are
 * afterwards what they were before.
 *
 * @throws TrainError as `fit` does, but for `LOSS_NOT_FINITE`, which is an end of the test like any other
 */
export async function learningRateRange(
  network: Network,
  options: LearningRateRangeOptions,
): Promise<LearningRateRange> {
  return await testLearningRates(networkModel(network), options);
}

/**
 * SHA-256, in hexadecimal, over the little-endian float32 bytes of the network's `weights`.
 *
 * @throws TrainError `INVALID_ARGUMENT`; `NO_WEB_CRYPTO` on a page that is not a secure context
 */
export async function weightsSha256(network: Network): Promise<string> {
  return await modelSha256(networkModel(network));
}

/**
 * Bytes that `fit` will take for a network, and what would fit where that is too much. Nothing is allocated.
 *
 * @param network a network, or its graph alone
 * @param options as for `fit`, with numbers of samples in place of data
 * @throws TrainError `INVALID_ARGUMENT`; KernelError `INVALID_ARGUMENT` for what is no graph, `UNSUPPORTED` where its operations
 *   do not fit together
 * @example estimateTrainingMemory(network, { samples: 60000, workers: 'auto' }).total
 */
export function estimateTrainingMemory(
  network: Network | Graph,
  options: TrainingMemoryOptions,
): TrainingMemoryEstimate {
  return estimateMemory(estimatedNetwork(network), options);
}
