// Constraints and penalties as they are read, compared with what tfjs-layers computes.

import { tensor, tidy } from '@tensorflow/tfjs-core';
import { constraints, layers, regularizers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeWeights } from '../tape/layer-weights.ts';
import { layersModel } from '../tape/layers-model.ts';
import { fit } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { congruential } from '../testing/striped-images.ts';

beforeAll(prepareBackend);

/** tfjs sums along axes other than the first in another order. */
const rtol = 1e-6;

type Constraint = ReturnType<typeof constraints.nonNeg>;

function anyWeights(shape: readonly number[]): Float32Array {
  const words = congruential(shape.length);
  const length = shape.reduce((product, size) => product * size, 1);
  return Float32Array.from({ length }, () => words.next().value / 2 ** 31 - 1);
}

/** A dense layer with this many inputs and a constraint on its kernel. */
function constrainedLayer(inputs: number, units: number, kernelConstraint: Constraint): Sequential {
  const dense = layers.dense({ units, kernelConstraint, inputShape: [inputs], activation: 'softmax' });
  return sequential({ layers: [dense] });
}

/** The kernel after a step with a learning rate too small to change it, computed both ways. */
async function kernelsOf(make: () => Constraint, shape: readonly [number, number]): Promise<Float32Array[]> {
  const weights = anyWeights(shape);
  const model = constrainedLayer(...shape, make());
  // setWeights() would already apply the constraint.
  writeWeights(model.weights.slice(0, 1), weights);
  const train = { inputs: new Float32Array(shape[0]), labels: Uint8Array.of(0) };
  let engine = '';
  const run = fit(model, { train, epochs: 1, learningRate: 1e-30, optimizer: { kind: 'sgd' } });
  for await (const event of run) if (event.type === 'start') engine = event.engine;
  expect(engine).toBe('plan');
  const expected = tidy(() =>
    make()
      .apply(tensor(weights, [...shape]))
      .dataSync<'float32'>()
      .slice(),
  );
  const [kernel] = model.getWeights();
  return [kernel.dataSync<'float32'>().slice(), expected];
}

test.each([
  [3, 288, 2],
  [5, 7, 3],
  [784, 128, 1],
  [200, 2, 0.5],
])(
  'maxNorm along the first axis has the bits of tfjs-layers: [%i, %i] within %d',
  async (rows, columns, most) => {
    const make = () => constraints.maxNorm({ maxValue: most, axis: 0 });
    const [kernel, expected] = await kernelsOf(make, [rows, columns]);
    expect(kernel.filter((value, i) => value !== expected[i]).length).toBe(0);
  },
);

const makers: Readonly<Record<string, () => Constraint>> = {
  'maxNorm along the last axis': () => constraints.maxNorm({ maxValue: 0.7, axis: -1 }),
  minMaxNorm: () => constraints.minMaxNorm({ minValue: 2, maxValue: 2.5, axis: 0, rate: 0.7 }),
  unitNorm: () => constraints.unitNorm({ axis: 0 }),
  'unitNorm along the last axis': () => constraints.unitNorm({ axis: 1 }),
  nonNeg: () => constraints.nonNeg(),
};

test.each(Object.entries(makers))('%s equals that of tfjs-layers', async (_, make) => {
  const [kernel, expected] = await kernelsOf(make, [9, 5]);
  const largest = Math.max(...expected.map(Math.abs));
  expect(Math.max(...kernel.map((value, i) => Math.abs(value - expected[i])))).toBeLessThan(rtol * largest);
});

describe('names what a graph cannot contain', () => {
  const reasonOf = (model: Sequential) => {
    const plan = layersModel(model).plan(0);
    return 'obstacle' in plan ? plan.obstacle : 'none';
  };

  test('a custom constraint', () => {
    const own = Object.assign(constraints.nonNeg(), { getClassName: () => 'Own' });
    expect(reasonOf(constrainedLayer(3, 2, own))).toMatch(/^the constraint of the weight ".*kernel.*"$/);
  });

  test('a custom penalty', () => {
    const own = Object.assign(regularizers.l2(), { getClassName: () => 'Own' });
    const dense = layers.dense({ name: 'strict', units: 2, inputShape: [3], kernelRegularizer: own });
    expect(reasonOf(sequential({ layers: [dense] }))).toBe('a penalty of layer "strict" (Dense)');
  });
});

test('each kind of weight has the penalty of its regularizer', () => {
  const l2 = (factor: number) => regularizers.l2({ l2: factor });
  const model = sequential({
    layers: [
      layers.separableConv2d({
        inputShape: [4, 4, 2],
        filters: 3,
        kernelSize: 2,
        depthwiseRegularizer: l2(0.1),
        pointwiseRegularizer: l2(0.2),
        biasRegularizer: regularizers.l1({ l1: 0.3 }),
      }),
      layers.batchNormalization({ gammaRegularizer: l2(0.4), betaRegularizer: l2(0.5) }),
      layers.prelu({ alphaRegularizer: regularizers.l1l2({ l1: 0.6, l2: 0.7 }) }),
      layers.flatten(),
      layers.dense({ units: 2, kernelRegularizer: l2(0.8) }),
    ],
  });
  const plan = layersModel(model).plan(0);
  if ('obstacle' in plan) throw new Error(plan.obstacle);
  const penalties = plan.graph.parameters.map(({ l1 = 0, l2 = 0 }) => [l1, l2]);
  expect(penalties).toEqual([
    ...[
      [0, 0.1],
      [0, 0.2],
      [0.3, 0],
    ],
    ...[
      [0, 0.4],
      [0, 0.5],
    ],
    [0.6, 0.7],
    ...[
      [0, 0.8],
      [0, 0],
    ],
  ]);
});
