// A training step on tfjs' gradient tape: the reference for faster steps. It works with any model of tfjs-layers, any loss
// and any data.
import { createFlatOptimizer, type FlatOptimizer } from '@nn101/kernels/graph';
import { add, type Scalar, tidy, type Variable, variableGrads } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { createBatchPreparation, type PreparedBatch } from '../data/prepare-batch.ts';
import { consecutiveRows } from '../data/shuffled-rows.ts';
import type { Objectives } from '../losses/objectives.ts';
import { addScores, type BatchScore, emptyScore } from '../metrics/score.ts';
import { runningAveragesOf } from '../model/leaf-layers.ts';
import { createOptimizer } from '../optimizer/optimizer.ts';
import { applyUpdate } from '../optimizer/update.ts';
import { lanesOf, type Slice, slices } from '../step/lanes.ts';
import type { StepRequest, StepSettings, TrainingStep } from '../step/training-step.ts';
import { fixNormalizations, normalizationsOf } from './frozen-normalization.ts';
import { readWeights, unconstrainedSegmentsOf, type Weight, writeWeights } from './layer-weights.ts';
import { onTape } from './on-tape.ts';
import { penaltiesOf } from './penalties.ts';
import { installRandomLayers } from './random-layers.ts';
import { applyModel, scoreOutputs } from './tape-forward.ts';
import { scoreOnTape } from './tape-inference.ts';

/** Its loss is the sum of the losses of all outputs and the model's regularization penalties. */
export function createTapeStep(model: LayersModel, settings: StepSettings): TrainingStep {
  const { validation, batchSize, accumulate, objectives } = settings;
  const rowsAtOnce = Math.ceil(batchSize / accumulate);
  const weights = model.trainableWeights;
  const randomLayers = installRandomLayers({ model, seed: settings.seed });
  const normalizations = normalizationsOf(model);
  const restoreNormalizations = fixNormalizations(normalizations);
  const averages = normalizations.active.flatMap(runningAveragesOf);
  const prepare = preparationOf(settings);
  const vectors = vectorsOf(model, settings);
  const update = updater(vectors, { ...settings, model });
  // Whether the model may currently have the averaged weights; a step begins with the others.
  let isAveraged = false;
  const showAverage = () => {
    isAveraged = vectors.average !== undefined;
    writeWeights(weights, vectors.average ?? vectors.parameters);
  };
  return {
    async run(request) {
      if (isAveraged) writeWeights(weights, vectors.parameters);
      isAveraged = false;
      // As on a graph, batch normalization computes its statistics for each lane.
      const { length } = request.rows;
      const parts = averages.length ? lanesOf(length, settings.lanes) : slices(0, length, rowsAtOnce);
      const score = sumGradients(vectors.laneGradients[0], parts, {
        averages,
        gradient(to, part) {
          randomLayers.setStep(request.index, part.start);
          return gradientInto(to, { model, objectives, batch: prepare(request, part) });
        },
      });
      // A loss that is not finite would corrupt every weight. fit() stops at it and leaves the weights unchanged.
      if (Number.isFinite(score.lossSum)) update(request.learningRate);
      return score;
    },
    async evaluate({ from, to }) {
      if (!validation) return [];
      const end = Math.min(to * rowsAtOnce, validation.samples);
      const rows = consecutiveRows(from * rowsAtOnce, end);
      if (vectors.average && !isAveraged) showAverage();
      return [scoreOnTape(model, { table: validation, rows, objectives })];
    },
    ...(validation && { validation: { count: Math.ceil(validation.samples / rowsAtOnce), together: 1 } }),
    diagnose: async () => undefined,
    sync: async () => showAverage(),
    ...storage(vectors, model),
    dispose: async () => {
      restoreNormalizations();
      randomLayers.restore();
    },
  };
}

function preparationOf(settings: StepSettings): (request: StepRequest, part: Slice) => PreparedBatch {
  const { objectives, seed, augmentation, labelSmoothing, classWeights, train } = settings;
  const options = { outputs: objectives.outputs, seed, augmentation, labelSmoothing, classWeights };
  const prepare = createBatchPreparation(options);
  return ({ rows, index, batch }, { start, end }) => {
    const table = batch?.table ?? train;
    // Without training data, each request brings a batch.
    if (!table) return { samples: 0, inputs: [], targets: [] };
    const sampleWeights = batch ? batch.sampleWeights : settings.sampleWeights;
    return prepare(table, { rows, start, end, step: index, sampleWeights });
  };
}

function vectorsOf(model: LayersModel, { averageDecay }: StepSettings): FlatOptimizer {
  const start = readWeights(model.trainableWeights);
  const vectors = createFlatOptimizer({ count: start.length, averaged: averageDecay !== undefined });
  vectors.parameters.set(start);
  vectors.average?.set(start);
  return vectors;
}

function updater(
  vectors: FlatOptimizer,
  settings: StepSettings & { readonly model: LayersModel },
): (learningRate: number) => void {
  const { model, averageDecay, clipNorm, clipValue, updates } = settings;
  const weights = model.trainableWeights;
  const segments = unconstrainedSegmentsOf(weights);
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

// Writing applies any constraint as tfjs-layers defines it; the vector continues from the result.
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
  readonly objectives: Objectives;
  readonly batch: PreparedBatch;
}

interface PartGradients {
  /** Running averages, which each part's forward pass updates. */
  readonly averages: readonly Weight[];
  gradient(to: Float32Array, part: Slice): BatchScore;
}

// Computes the mean gradient over all rows, in parts that are in memory one at a time. Running averages move once, towards
// the mean of the parts' statistics: each part starts from their values before the step.
function sumGradients(
  sum: Float32Array,
  parts: readonly Slice[],
  { averages, gradient }: PartGradients,
): BatchScore {
  if (parts.length === 1 && averages.length === 0) return gradient(sum, parts[0]);
  const before = readWeights(averages);
  const after = new Float32Array(before.length);
  const rows = parts[parts.length - 1].end;
  const part = new Float32Array(sum.length);
  sum.fill(0);
  const score = parts.reduce((score, { start, end }) => {
    writeWeights(averages, before);
    const added = addScores(score, gradient(part, { start, end }));
    const share = (end - start) / rows;
    addShare(sum, part, share);
    addShare(after, readWeights(averages), share);
    return added;
  }, emptyScore);
  writeWeights(averages, Number.isFinite(score.lossSum) ? after : before);
  return score;
}

function addShare(sum: Float32Array, part: Float32Array, share: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] += share * part[i];
}

// Writes the gradient of some rows to the flat vector, each variable's at its offset; a variable without a gradient keeps
// zeros.
function gradientInto(flat: Float32Array, batch: Batch): BatchScore {
  const { model } = batch;
  let score = emptyScore;
  onTape(model, () => {
    const variables = model.trainableWeights.map((weight) => weight.read() as Variable);
    const { grads } = variableGrads(() => {
      const result = forward(batch);
      score = result.score;
      return result.loss;
    }, variables);
    let offset = 0;
    for (const variable of variables) {
      const target = flat.subarray(offset, offset + variable.size);
      const gradient = grads[variable.name];
      if (gradient) target.set(gradient.dataSync<'float32'>());
      else target.fill(0);
      offset += variable.size;
    }
  });
  return score;
}

function forward({ model, objectives, batch }: Batch): { loss: Scalar; score: BatchScore } {
  const outputs = applyModel(model, batch, { training: true });
  const { loss, ...score } = scoreOutputs(outputs, batch, objectives);
  const penalties = penaltiesOf(model);
  const penalty = penalties.reduce((sum, value) => sum + value.dataSync()[0], 0);
  return {
    loss: penalties.reduce<Scalar>((total, value) => add(total, value), loss),
    score: { ...score, lossSum: score.lossSum + penalty * score.samples },
  };
}
