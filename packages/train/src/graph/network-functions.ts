// The functions of @nn101/train/graph, which accept networks and do not use tfjs. Those that also accept tfjs-layers models
// are in ../tape/model-functions.ts.
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

/** A loss, by name or as data. */
export type LossChoice = LossName | LossSpec;

/** A metric, by name or as data. */
export type MetricChoice = MetricName | MetricSpec;

/** The losses and metrics of a network. */
export interface ObjectiveOptions extends AnyObjectiveOptions<never> {}

/** What to train on, for how long, and how. Equal options and seeds give identical bits with any number of workers. */
export interface FitOptions extends AnyFitOptions<never> {}

/** How a network is measured: by the losses and metrics of `fit`, with the same defaults. */
export interface EvaluationOptions extends AnyEvaluationOptions<never> {}

/** The range of rates to try, and all of `fit`'s options that the test does not set itself. */
export interface LearningRateRangeOptions extends AnyRangeOptions<never> {}

/**
 * Trains a network in place, as `fit` of @nn101/train does for any model. Equal networks, data and options give weights
 * that are equal to the bit, on every engine and with any number of workers.
 *
 * @throws TrainError, KernelError as `fit` of @nn101/train
 * @example for await (const event of fit(network, { train, epochs: 12 })) if (event.type === 'epoch') show(event);
 */
export function fit(network: Network, options: FitOptions): TrainingRun {
  return train(networkModel(network), options);
}

/**
 * Returns the mean loss and metrics with dropout off, exact also if the last batch is smaller.
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

/**
 * Returns the results of `evaluate` and `predict`, to the same bits, from one pass over the data. @throws TrainError as
 * `evaluate`
 */
export async function assess(
  network: Network,
  data: TrainingData,
  options?: EvaluationOptions,
): Promise<Assessment> {
  return await assessModel(networkModel(network), data, options);
}

/**
 * Returns the network's output for each sample in row-major order, with dropout off: `[count, classes]`, or the shape that
 * the output has.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `ABORTED`; `INVALID_MODEL` for a network with
 *   several outputs, which `predictOutputs` accepts
 */
export async function predict(
  network: Network,
  data: InputData,
  options?: InferenceOptions,
): Promise<Prediction> {
  return await predictModel(networkModel(network), data, options);
}

/**
 * Returns each output of a network for each sample, by the outputs' names, with dropout off.
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
 * Tries the learning rates from `from` to `to`, one step each, and stops when the loss diverges. The network's weights are
 * restored at the end.
 *
 * @throws TrainError as `fit`, except for `LOSS_NOT_FINITE`, which only ends the test
 */
export async function learningRateRange(
  network: Network,
  options: LearningRateRangeOptions,
): Promise<LearningRateRange> {
  return await testLearningRates(networkModel(network), options);
}

/**
 * Returns the SHA-256, in hexadecimal, of the network's `weights` as little-endian float32 bytes.
 *
 * @throws TrainError `INVALID_ARGUMENT`; `NO_WEB_CRYPTO` on a page that is not a secure context
 */
export async function weightsSha256(network: Network): Promise<string> {
  return await modelSha256(networkModel(network));
}

/**
 * Returns the number of bytes that `fit` needs for a network and, if that is too much, settings that would fit. Allocates
 * nothing.
 *
 * @param network a network, or its graph alone
 * @param options as for `fit`, with numbers of samples instead of data
 * @throws TrainError `INVALID_ARGUMENT`; KernelError `INVALID_ARGUMENT` for a value that is not a graph, `UNSUPPORTED` if
 *   its operations do not fit together
 * @example estimateTrainingMemory(network, { samples: 60000, workers: 'auto' }).total
 */
export function estimateTrainingMemory(
  network: Network | Graph,
  options: TrainingMemoryOptions,
): TrainingMemoryEstimate {
  return estimateMemory(estimatedNetwork(network), options);
}
