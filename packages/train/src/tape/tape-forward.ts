// The forward pass on tfjs with losses and metrics: shared by the training step on the tape and by evaluation.
import {
  add,
  mean,
  mul,
  type Scalar,
  type Tensor,
  type Tensor1D,
  tensor,
  tensor1d,
} from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { PreparedBatch, PreparedInput, PreparedTargets } from '../data/prepare-batch.ts';
import type { LossSpec, OwnFunction } from '../losses/losses.ts';
import type { Objectives, RunMetric } from '../losses/objectives.ts';
import { type BatchScore, type MetricSums, measure } from '../metrics/score.ts';
import { lossesOnTape } from './losses-on-tape.ts';

/** Returns the model's outputs for these samples, in its order. */
export function applyModel(
  model: LayersModel,
  { inputs, samples }: Pick<PreparedBatch, 'inputs' | 'samples'>,
  { training }: { readonly training: boolean },
): Tensor[] {
  const tensors = inputs.map((input, i) => inputTensor(model, { input, i, samples }));
  const outputs = model.apply(tensors.length === 1 ? tensors[0] : tensors, { training });
  return [outputs].flat() as Tensor[];
}

function inputTensor(
  model: LayersModel,
  { input, i, samples }: { readonly input: PreparedInput; readonly i: number; readonly samples: number },
): Tensor {
  const { shape, dtype } = model.inputs[i];
  // A column with one number per sample may have the shape [count].
  const sample = input.shape.length === shape.length - 1 ? input.shape : [1];
  return tensor(input.values, [samples, ...sample], dtype === 'int32' ? 'int32' : 'float32');
}

/** Losses and sums of a batch, and the loss to differentiate. */
export interface ScoredBatch extends BatchScore {
  /** The mean over the samples of the weighted sum of all outputs' losses. */
  readonly loss: Scalar;
}

/** Returns the score of the outputs. The loss is NaN if any output is, although clipping may have hidden it from the losses. */
export function scoreOutputs(
  outputs: readonly Tensor[],
  { samples, targets }: PreparedBatch,
  objectives: Objectives,
): ScoredBatch {
  const losses = outputs.map((output, i) => outputLosses(output, targets[i], objectives.outputs[i].loss));
  const lossSums = losses.map((values) => values.dataSync<'float32'>().reduce((sum, loss) => sum + loss, 0));
  const weighted = losses.map((values, i) => {
    const { weight } = objectives.outputs[i];
    return weight === 1 ? mean<Scalar>(values) : mul<Scalar>(mean(values), weight);
  });
  const values = outputs.map((output) => output.dataSync<'float32'>());
  const hidden = values.some((all) => all.some(Number.isNaN));
  const lossSum = lossSums.reduce((sum, one, i) => sum + one * objectives.outputs[i].weight, 0);
  const measured = outputs.map((output, i) => ({
    output,
    values: values[i],
    lossSum: lossSums[i],
    targets: targets[i],
  }));
  return {
    loss: weighted.reduce((total, one) => add(total, one)),
    ...{ samples, lossSum: hidden ? Number.NaN : lossSum, correct: 0 },
    sums: objectives.metrics.map((metric) =>
      sumsOf(metric, measured[metric.output], { samples, objectives }),
    ),
  };
}

function outputLosses(
  output: Tensor,
  { wanted, weights, shape }: PreparedTargets,
  loss: LossSpec | OwnFunction,
): Tensor1D {
  const losses = lossesOnTape(loss, { targets: targetTensor(wanted, output, shape), outputs: output });
  return weights ? mul(losses, tensor1d(weights)) : losses;
}

// A loss function of the caller may compare targets of another shape.
function targetTensor(values: Float32Array, output: Tensor, shape: readonly number[]): Tensor {
  return tensor(values, values.length === output.size ? output.shape : [output.shape[0], ...shape]);
}

interface MeasuredOutput {
  readonly output: Tensor;
  readonly values: Float32Array;
  readonly lossSum: number;
  readonly targets: PreparedTargets;
}

function sumsOf(
  { metric, output }: RunMetric,
  measured: MeasuredOutput,
  { samples, objectives }: { readonly samples: number; readonly objectives: Objectives },
): MetricSums[number] {
  if (metric === 'loss') return [measured.lossSum, samples];
  if (typeof metric === 'function') {
    const { wanted, shape } = measured.targets;
    const values = lossesOnTape(metric, {
      targets: targetTensor(wanted, measured.output, shape),
      outputs: measured.output,
    });
    return [values.dataSync<'float32'>().reduce((sum, value) => sum + value, 0), samples];
  }
  const { loss } = objectives.outputs[output];
  const width = measured.output.shape.at(-1) ?? 1;
  const { labels, values } = measured.targets;
  return measure(metric, loss, { outputs: measured.values, width, ...(labels ? { labels } : { values }) });
}
