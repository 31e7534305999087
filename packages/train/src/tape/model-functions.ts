// The functions of @nn101/train, which accept models of tfjs-layers as well as networks. Those for networks only, without
// tfjs, are in ../graph/network-functions.ts.
import type { Graph } from '@nn101/kernels/graph';
import type { LayersModel } from '@tensorflow/tfjs-layers';
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
import type { Model } from '../model/model.ts';
import { isNetwork, type Network, networkModel } from '../model/network.ts';
import { type InferenceOptions, type Prediction, predictModel, predictModelOutputs } from '../predict.ts';
import { modelSha256 } from '../saved-model/sha256.ts';
import {
  estimatedNetwork,
  estimateMemory,
  type TrainingMemoryEstimate,
  type TrainingMemoryOptions,
} from '../step/estimate-memory.ts';
import { TrainError } from '../train-error.ts';
import { layersModel } from './layers-model.ts';
import type { LossFunction } from './losses-on-tape.ts';

/** A loss by name, as data, or as a function of tensors. */
export type LossChoice = LossName | LossSpec | LossFunction;

/** A metric by name, as data, or as a function of tensors like a loss, whose values are averaged over the samples. */
export type MetricChoice = MetricName | MetricSpec | LossFunction;

/** The losses and metrics of a model. */
export interface ObjectiveOptions extends AnyObjectiveOptions<LossFunction> {}

/** What to train on, for how long, and how. Equal options and seeds give identical bits with any number of workers. */
export interface FitOptions extends AnyFitOptions<LossFunction> {}

/** How a model is measured: by the losses and metrics of `fit`, with the same defaults. */
export interface EvaluationOptions extends AnyEvaluationOptions<LossFunction> {}

/** The range of rates to try, and all of `fit`'s options that the test does not set itself. */
export interface LearningRateRangeOptions extends AnyRangeOptions<LossFunction> {}

function modelOf(model: LayersModel | Network): Model {
  return isNetwork(model) ? networkModel(model) : layersModel(model);
}

/**
 * Trains a model with one loss per output, and reports every step as an event. All randomness is determined by the seed:
 * equal models, data and options give weights that are equal to the bit, on every engine and with any number of workers.
 * Invalid arguments throw when `fit` is called. Training starts when the first event is requested. It stops between two
 * steps if the loop is left early or the signal is aborted; the model then keeps its current weights.
 *
 * @param model a model of tfjs-layers, from @nn101/models or elsewhere, or a network. It is trained in place and not
 * disposed
 * @returns the run; at its end it returns the history, which the `end` event contains too
 * @throws TrainError `BACKEND_NOT_READY`, `INVALID_ARGUMENT`, `INVALID_AUGMENTATION`, `INVALID_DATA`, `SHAPE_MISMATCH`,
 *   `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`, `MODEL_BUSY`, `CHECKPOINT_MISMATCH`, `LOSS_NOT_FINITE`, `WORKER_FAILED`,
 *   `ABORTED`; KernelError `OUT_OF_MEMORY`, `FUSED_UNAVAILABLE`
 * @example for await (const event of fit(model, { train, epochs: 12 })) if (event.type === 'epoch') show(event);
 */
export function fit(model: LayersModel | Network, options: FitOptions): TrainingRun {
  return train(modelOf(model), options);
}

/**
 * Returns the mean loss and metrics with dropout off, exact also if the last batch is smaller.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`, `ABORTED`
 * @example const { loss, metrics } = await evaluate(model, { inputs, targets }, { loss: 'mse', metrics: ['mae'] });
 */
export async function evaluate(
  model: LayersModel | Network,
  data: TrainingData,
  options?: EvaluationOptions,
): Promise<MeanScore> {
  return await evaluateModel(modelOf(model), data, options);
}

/**
 * Returns the results of `evaluate` and `predict`, to the same bits, from one pass over the data.
 *
 * @throws TrainError as `evaluate`
 */
export async function assess(
  model: LayersModel | Network,
  data: TrainingData,
  options?: EvaluationOptions,
): Promise<Assessment> {
  return await assessModel(modelOf(model), data, options);
}

/**
 * Returns the model's output for each sample in row-major order, with dropout off: `[count, classes]`, or the shape that
 * the output has.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `ABORTED`; `INVALID_MODEL` for a model with
 *   several outputs, which `predictOutputs` accepts
 */
export async function predict(
  model: LayersModel | Network,
  data: InputData,
  options?: InferenceOptions,
): Promise<Prediction> {
  return await predictModel(modelOf(model), data, options);
}

/**
 * Returns each output of a model for each sample, by the outputs' names, with dropout off.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `ABORTED`
 */
export async function predictOutputs(
  model: LayersModel | Network,
  data: InputData,
  options?: InferenceOptions,
): Promise<Readonly<Record<string, Prediction>>> {
  return await predictModelOutputs(modelOf(model), data, options);
}

/**
 * Tries the learning rates from `from` to `to`, one step each, and stops when the loss diverges. The model's weights are
 * restored at the end. The other options are those of `fit`.
 *
 * @throws TrainError as `fit`, except for `LOSS_NOT_FINITE`, which only ends the test
 * @example const { suggestion } = await learningRateRange(model, { train, batchSize: 128 });
 */
export async function learningRateRange(
  model: LayersModel | Network,
  options: LearningRateRangeOptions,
): Promise<LearningRateRange> {
  return await testLearningRates(modelOf(model), options);
}

/**
 * Returns the SHA-256, in hexadecimal, of all weights as little-endian float32 bytes: for a model of tfjs-layers in the
 * order of `model.getWeights()`, for a network in that of its `weights`. The two orders are the same unless layers are
 * frozen.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_MODEL`; `NO_WEB_CRYPTO` on a page that is not a secure context
 */
export async function weightsSha256(model: LayersModel | Network): Promise<string> {
  return await modelSha256(modelOf(model));
}

/**
 * Converts a model of tfjs-layers to a network with copies of its weights, which no longer needs tfjs.
 *
 * @throws TrainError `INVALID_ARGUMENT`; `INVALID_MODEL` for a model with a layer that a graph cannot contain; the message
 *   names it
 * @example await saveNetwork(networkOf(await loadModel('digits')), 'digits-network');
 */
export function networkOf(model: LayersModel): Network {
  const plan = layersModel(model).plan(0);
  if ('obstacle' in plan) {
    throw new TrainError(
      'INVALID_MODEL',
      `The model cannot become a network: graphs do not support ${plan.obstacle}. Train the model itself, with fit() ` +
        'of @nn101/train.',
    );
  }
  const { trained, states, frozen } = plan.weights.read();
  const weights = new Float32Array(trained.length + states.length + frozen.length);
  weights.set(trained);
  weights.set(states, trained.length);
  weights.set(frozen, trained.length + states.length);
  return { graph: plan.graph, weights };
}

/**
 * Returns the number of bytes that `fit` needs for a model and, if that is too much, settings that would fit. Allocates
 * nothing.
 *
 * @param model a model that trains on a graph, a network, or a graph alone
 * @param options as for `fit`, with numbers of samples instead of data
 * @throws TrainError `INVALID_ARGUMENT`; `INVALID_MODEL` for a model that trains on the tape; KernelError
 *   `INVALID_ARGUMENT` for a value that is not a graph, `UNSUPPORTED` if its operations do not fit together
 * @example estimateTrainingMemory(model, { samples: 60000, workers: 'auto' }).total
 */
export function estimateTrainingMemory(
  model: LayersModel | Network | Graph,
  options: TrainingMemoryOptions,
): TrainingMemoryEstimate {
  if (isNetwork(model) || isGraph(model)) return estimateMemory(estimatedNetwork(model), options);
  const { outputs, defaults, plan } = modelOf(model);
  return estimateMemory({ outputs, defaults, plan: plan(0) }, options);
}

function isGraph(model: LayersModel | Graph): model is Graph {
  return typeof model === 'object' && model !== null && 'nodes' in model && !('countParams' in model);
}
