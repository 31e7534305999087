// A training step on tfjs' gradient tape: the reference that faster steps are measured against. Works with any model
// of tfjs-layers that has one input and one softmax output.
import { createFlatOptimizer, type FlatOptimizer } from '@nn101/kernels/graph';
import {
  add,
  mean,
  type Scalar,
  type Tensor,
  tidy,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { applyUpdate } from './apply-update.ts';
import { crossEntropy } from './cross-entropy.ts';
import { installDropoutMasks } from './dropout-masks.ts';
import { consecutiveRows, gatherImages } from './gather-batch.ts';
import { tapeInference } from './inference.ts';
import { type Slice, slices } from './lanes.ts';
import { readWeights, writeWeights } from './model-weights.ts';
import { onTape } from './on-tape.ts';
import { createOptimizer } from './optimizer.ts';
import { looseSegmentsOf, type Weight } from './parameter-segments.ts';
import { createPreparation, type Samples } from './prepare-samples.ts';
import { addScores, type BatchScore, emptyScore, scoreBatch } from './score.ts';
import { preparationOf, type StepSettings } from './step-settings.ts';
import type { TrainingStep } from './training-step.ts';

/** Categorical cross-entropy plus the model's regularisation penalties, which the score's loss includes. */
export function createTapeStep(settings: StepSettings): TrainingStep {
  const { model, validation, batchSize, accumulate, train } = settings;
  const rowsAtOnce = Math.ceil(batchSize / accumulate);
  const weights = model.trainableWeights;
  const masks = installDropoutMasks({ model, seed: settings.seed });
  const prepare = createPreparation(train, preparationOf(settings));
  const vectors = vectorsOf(settings);
  const update = updater(vectors, settings);
  // Whether the model may have the averaged weights now: a step begins from the others.
  let isAveraged = false;
  const showAverage = () => {
    isAveraged = vectors.average !== undefined;
    writeWeights(weights, vectors.average ?? vectors.parameters);
  };
  return {
    async run({ rows, index, learningRate }) {
      if (isAveraged) writeWeights(weights, vectors.parameters);
      isAveraged = false;
      const score = sumGradients(vectors.laneGradients[0], slices(0, rows.length, rowsAtOnce), {
        gradient(to, { start, end }) {
          masks.setStep(index, start);
          const samples = prepare({ rows, start, end, step: index });
          return gradientInto(to, { model, samples, shape: train.shape });
        },
      });
      // A loss that is not a number would spoil every weight; fit() stops at it, with the weights as they were.
      if (Number.isFinite(score.lossSum)) update(learningRate);
      return score;
    },
    async evaluate({ from, to }) {
      if (!validation) return [];
      const end = Math.min(to * rowsAtOnce, validation.shape[0]);
      const rows = consecutiveRows(from * rowsAtOnce, end);
      if (vectors.average && !isAveraged) showAverage();
      return [tapeInference(model).score(validation, rows)];
    },
    ...(validation && { validation: { count: Math.ceil(validation.shape[0] / rowsAtOnce), together: 1 } }),
    diagnose: async () => undefined,
    sync: async () => showAverage(),
    ...storage(vectors, model),
    dispose: async () => masks.restore(),
  };
}

function vectorsOf({ model, averageDecay }: StepSettings): FlatOptimizer {
  const start = readWeights(model.trainableWeights);
  const vectors = createFlatOptimizer({ count: start.length, averaged: averageDecay !== undefined });
  vectors.parameters.set(start);
  vectors.average?.set(start);
  return vectors;
}

function updater(vectors: FlatOptimizer, settings: StepSettings): (learningRate: number) => void {
  const { model, averageDecay, clipNorm, clipValue, updates } = settings;
  const weights = model.trainableWeights;
  const segments = looseSegmentsOf(weights);
  const optimizer = createOptimizer(settings.optimizer, updates);
  const run = { from: 0, to: vectors.parameters.length };
  return (learningRate) => {
    const squares = clipNorm === undefined ? [] : vectors.sumLanes(run);
    const norm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
    const gradientScale = clipNorm !== undefined && norm > clipNorm ? clipNorm / norm : 1;
    applyUpdate(vectors, segments, {
      ...run,
      ...optimizer.next(learningRate),
      ...{ lanes: [[0]], summed: true, gradientScale, clipValue },
      ...(averageDecay !== undefined && { averageShare: 1 - averageDecay }),
    });
    writeConstrained(weights, vectors.parameters);
  };
}

function storage(
  vectors: FlatOptimizer,
  { trainableWeights, nonTrainableWeights }: LayersModel,
): Pick<TrainingStep, 'vectors' | 'restore'> {
  const { parameters, moments, average } = vectors;
  return {
    vectors: async () => ({
      weights: parameters.slice(),
      moment1: moments[0].slice(),
      moment2: moments[1].slice(),
      ...(average && { average: average.slice() }),
      ...(nonTrainableWeights.length && { state: readWeights(nonTrainableWeights) }),
    }),
    async restore({ weights, moment1, moment2, average: mean, state }) {
      if (weights) parameters.set(weights);
      if (moment1) moments[0].set(moment1);
      if (moment2) moments[1].set(moment2);
      if (mean) average?.set(mean);
      writeWeights(trainableWeights, parameters);
      if (state) writeWeights(nonTrainableWeights, state);
    },
  };
}

// Writing applies any constraint, as tfjs-layers defines it; the vector goes on from the result.
function writeConstrained(weights: readonly Weight[], parameters: Float32Array): void {
  writeWeights(weights, parameters);
  if (!weights.some(({ constraint }) => constraint)) return;
  tidy(() => {
    for (const weight of weights) if (weight.constraint) weight.write(weight.read().clone());
  });
  parameters.set(readWeights(weights));
}

interface Batch {
  readonly model: LayersModel;
  readonly samples: Samples;
  readonly shape: StepSettings['train']['shape'];
}

// The mean gradient over all rows, of parts that are each in memory by themselves.
function sumGradients(
  sum: Float32Array,
  parts: readonly Slice[],
  { gradient }: { gradient: (to: Float32Array, part: Slice) => BatchScore },
): BatchScore {
  if (parts.length === 1) return gradient(sum, parts[0]);
  const rows = parts[parts.length - 1].end;
  const part = new Float32Array(sum.length);
  sum.fill(0);
  return parts.reduce((score, { start, end }) => {
    const added = addScores(score, gradient(part, { start, end }));
    const share = (end - start) / rows;
    for (let i = 0; i < sum.length; i++) sum[i] += share * part[i];
    return added;
  }, emptyScore);
}

// The gradient of some rows, each variable's at its place in the flat vector; a variable that has none keeps zeros.
function gradientInto(flat: Float32Array, { model, samples, shape }: Batch): BatchScore {
  let score = emptyScore;
  onTape(model, () => {
    const variables = model.trainableWeights.map((weight) => weight.read() as Variable);
    const { grads } = variableGrads(() => {
      const result = forward({ model, samples, shape });
      score = result.score;
      return result.loss;
    }, variables);
    let offset = 0;
    for (const variable of variables) {
      const place = flat.subarray(offset, offset + variable.size);
      const gradient = grads[variable.name];
      if (gradient) place.set(gradient.dataSync<'float32'>());
      else place.fill(0);
      offset += variable.size;
    }
  });
  return score;
}

function forward({ model, samples, shape }: Batch): { loss: Scalar; score: BatchScore } {
  const rows = Uint32Array.from(samples.indices);
  const labels = Int32Array.from(rows, (row) => samples.labels[row]);
  const images = gatherImages({ images: samples.images, shape }, rows);
  const probabilities = model.apply(images, { training: true }) as Tensor;
  const losses = crossEntropy(probabilities, samples.targets ?? labels);
  const penalties = model.calculateLosses();
  const penalty = penalties.reduce((sum, value) => sum + value.dataSync()[0], 0);
  const score = scoreBatch({ probabilities, losses, labels });
  return {
    loss: penalties.reduce<Scalar>((total, value) => add(total, value), mean(losses)),
    score: { ...score, lossSum: score.lossSum + penalty * score.samples },
  };
}
