import { mul } from '@tensorflow/tfjs-core';
import { constraints, layers, regularizers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { layersModel } from '../tape/layers-model.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { settingsFor, ways } from '../testing/settings.ts';
import { convolutionalModel, denseModel, withFixedWeights } from '../testing/stripe-models.ts';
import { classes, side, stripedImages } from '../testing/striped-images.ts';
import type { TrainingStep } from './training-step.ts';

beforeAll(prepareBackend);

const data = stripedImages({ count: 50 });
const rows = Uint32Array.from({ length: 50 }, (_, i) => (i * 7) % 50);
const learningRate = 0.01;
const inputShape = [side, side, 1];
const steps = 6;
// Two ways of rounding. Adam amplifies the difference if a gradient is near 0: a weight may differ by a fraction of a step.
const atol = 2e-4;
const weightAtol = 0.2 * learningRate;

const weightsOf = (model: Sequential) =>
  model.getWeights().flatMap((weight) => Array.from(weight.dataSync()));
const largestDifference = (a: number[], b: number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])));

async function losses(step: TrainingStep): Promise<number[]> {
  const sums: number[] = [];
  for (let index = 0; index < steps; index++) {
    sums.push((await step.run({ rows, index, learningRate })).lossSum);
  }
  await step.sync();
  await step.dispose();
  return sums;
}

function planStep(model: Sequential, batchSize = rows.length): Promise<TrainingStep> {
  return ways.plan(settingsFor(model, { train: data, batchSize, seed: 3 }));
}

/** Tightly constrained: the kernels' norms start near 0.5. */
function constrainedModel(): Sequential {
  const kernelConstraint = constraints.maxNorm({ maxValue: 0.2, axis: 0 });
  return withFixedWeights(
    sequential({
      layers: [
        layers.conv2d({
          inputShape,
          filters: 4,
          kernelSize: 3,
          padding: 'same',
          activation: 'elu',
          kernelConstraint,
        }),
        layers.flatten(),
        layers.dense({ units: classes, activation: 'softmax' }),
      ],
    }),
  );
}

function penalizedModel(): Sequential {
  return withFixedWeights(
    sequential({
      layers: [
        layers.flatten({ inputShape }),
        layers.dense({
          units: 8,
          activation: 'tanh',
          kernelRegularizer: regularizers.l1l2({ l1: 0.001, l2: 0.01 }),
        }),
        layers.dense({
          units: classes,
          activation: 'softmax',
          kernelRegularizer: regularizers.l2({ l2: 0.1 }),
        }),
      ],
    }),
  );
}

describe('the plan takes the same steps as the tape', () => {
  const makers = {
    denseModel,
    'convolutions, pooling and dropout': convolutionalModel,
    'a constraint': constrainedModel,
    penalties: penalizedModel,
  };
  for (const [name, make] of Object.entries(makers)) {
    test(name, async () => {
      const [onPlan, onTape] = [make(), make()];
      const planned = await losses(await planStep(onPlan));
      const taped = await losses(await ways.tape(settingsFor(onTape, { train: data, seed: 3 })));
      expect(planned[steps - 1]).toBeLessThan(planned[0]);
      expect(largestDifference(planned, taped)).toBeLessThan(atol * rows.length);
      expect(largestDifference(weightsOf(onPlan), weightsOf(onTape))).toBeLessThan(weightAtol);
      onPlan.dispose();
      onTape.dispose();
    });
  }
});

test('the model has the new weights after sync, not before', async () => {
  const model = denseModel();
  const before = weightsOf(model);
  const step = await planStep(model);
  await step.run({ rows, index: 0, learningRate });
  expect(weightsOf(model)).toEqual(before);
  await step.sync();
  expect(largestDifference(weightsOf(model), before)).toBeGreaterThan(0.009);
  await step.dispose();
  model.dispose();
});

test('a batch shorter than the others is no special case', async () => {
  const [short, exact] = [convolutionalModel(), convolutionalModel()];
  const part = { rows: rows.subarray(0, 7), index: 0, learningRate };
  const [a, b] = [await planStep(short, 50), await planStep(exact, 7)];
  expect((await a.run(part)).lossSum).toBeCloseTo((await b.run(part)).lossSum, 4);
  for (const step of [a, b]) {
    await step.sync();
    await step.dispose();
  }
  expect(largestDifference(weightsOf(short), weightsOf(exact))).toBeLessThan(weightAtol);
});

test('a loss that is not finite leaves the weights unchanged', async () => {
  const model = denseModel();
  model.layers[1].setWeights(model.layers[1].getWeights().map((weight) => mul(weight, Number.NaN)));
  const step = await planStep(model);
  const request = { rows, index: 0, learningRate };
  expect((await step.run(request)).lossSum).toBeNaN();
  expect(await step.diagnose(request)).toBe(`the weights of layer "${model.layers[1].name}"`);
  const last = () => Array.from(model.layers[2].getWeights()[0].dataSync());
  const before = last();
  await step.sync();
  await step.dispose();
  expect(last()).toEqual(before);
});

describe('the tape trains what a plan does not support', () => {
  const softmax = () => layers.dense({ units: classes, activation: 'softmax' });
  const flatten = () => layers.flatten({ inputShape });
  const cases: Record<string, () => Sequential> = {
    'a recurrent layer behind others': () =>
      sequential({
        layers: [
          flatten(),
          layers.reshape({ targetShape: [side, side] }),
          layers.gru({ units: 3 }),
          softmax(),
        ],
      }),
    'a recurrent layer': () =>
      sequential({
        layers: [
          layers.reshape({ inputShape, targetShape: [side, side] }),
          layers.simpleRNN({ units: 3 }),
          softmax(),
        ],
      }),
  };
  for (const [name, make] of Object.entries(cases)) {
    test(name, () => {
      const model = make();
      expect(layersModel(model).plan(0)).toHaveProperty('obstacle');
      model.dispose();
    });
  }
});
