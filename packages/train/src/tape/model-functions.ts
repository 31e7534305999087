// The functions of @nn101/train, which take models of tfjs-layers as well as networks. The same for networks alone, without
// tfjs: ../graph/network-functions.ts.
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

function modelOf(model: LayersModel | Network): Model {
  return isNetwork(model) ? networkModel(model) : layersModel(model);
}

/**
 * Trains a model on one loss for each of its outputs, and tells what it does. Everything random follows from the seed alone, so
 * that equal models, data and options give equal weights, bit for bit, whatever the engine and the number of workers.
 * Arguments are checked at the call, which throws. Nothing is trained before the first event is asked for; leaving the loop
 * early, or the signal, stops between two steps, and the model keeps the weights it has then.
 *
 * @param model any model of tfjs-layers, of @nn101/models or another, or a network. Trained in place, stays the caller's
 * @returns the run; when it ends, the history, which the `end` event carries too
 * @throws TrainError `BACKEND_NOT_READY`, `INVALID_ARGUMENT`, `INVALID_AUGMENTATION`, `INVALID_DATA`, `SHAPE_MISMATCH`,
 *   `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`, `MODEL_BUSY`, `CHECKPOINT_MISMATCH`, `LOSS_NOT_FINITE`, `WORKER_FAILED`,
 *   `ABORTED`; KernelError `OUT_OF_MEMORY`, `FUSED_UNAVAILABLE`
 * @example for await (const event of fit(model, { train, epochs: 12 })) if (event.type === 'epoch') show(event);
 */
export function fit(model: LayersModel | Network, options: FitOptions): TrainingRun {
  return train(modelOf(model), options);
}

/**
 * Mean loss and metrics, exact over an uneven last batch, with dropout off.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`,
 *   `ABORTED`
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
 * What `evaluate` and `predict` give, in one pass over the data, to the same bits.
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
 * The model's output for each sample, row by row, with dropout off: `[count, classes]`, or whatever shape the output has.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `ABORTED`; `INVALID_MODEL` for a model of several
 *   outputs, which `predictOutputs` takes
 */
export async function predict(
  model: LayersModel | Network,
  data: InputData,
  options?: InferenceOptions,
): Promise<Prediction> {
  return await predictModel(modelOf(model), data, options);
}

/**
 * What each output of a model says of each sample, by the outputs' names, with dropout off.
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
 * Tries the learning rates from `from` to `to`, one step each, and ends where the loss bursts. The model's weights are
 * afterwards what they were before. The other options are those of `fit`.
 *
 * @throws TrainError as `fit` does, but for `LOSS_NOT_FINITE`, which is an end of the test like any other
 * @example const { suggestion } = await learningRateRange(model, { train, batchSize: 128 });
 */
export async function learningRateRange(
  model: LayersModel | Network,
  options: LearningRateRangeOptions,
): Promise<LearningRateRange> {
  return await testLearningRates(modelOf(model), options);
}

/**
 * SHA-256, in hexadecimal, over the little-endian float32 bytes of all weights: of a model of tfjs-layers in the order of
 * `model.getWeights()`, of a network in that of its `weights`, which is the same unless layers are frozen.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_MODEL`; `NO_WEB_CRYPTO` on a page that is not a secure context
 */
export async function weightsSha256(model: LayersModel | Network): Promise<string> {
  return await modelSha256(modelOf(model));
}

/**
 * A model of tfjs-layers as a network, with copies of its weights: from then on nothing of tfjs is needed for it.
 *
 * @throws TrainError `INVALID_ARGUMENT`; `INVALID_MODEL` for a model with a layer that a graph cannot hold, which the message names
 * @example await saveNetwork(networkOf(await loadModel('digits')), 'digits-network');
 */
export function networkOf(model: LayersModel): Network {
  const plan = layersModel(model).plan(0);
  if ('obstacle' in plan) {
    throw new TrainError(
      'INVALID_MODEL',
      `The model cannot become a network, which ${plan.obstacle} prevents. It trains as it is, with fit() of @nn101/train.`,
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
 * Bytes that `fit` will take for a model, and what would fit where that is too much. Nothing is allocated.
 *
 * @param model any model that trains on a graph, a network, or a graph alone
 * @param options as for `fit`, with numbers of samples in place of data
 * @throws TrainError `INVALID_ARGUMENT`; `INVALID_MODEL` for a model that trains on the tape; KernelError `INVALID_ARGUMENT` for what is no graph, `UNSUPPORTED` where its operations
 *   do not fit together
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
