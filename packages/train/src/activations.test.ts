// Every activation of the notebook's "your turn" trains with its true gradient, including negative inputs: both
// implementations of a step are compared with an oracle in float64.
import { exp, serialization, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBackend } from './tape/prepare-backend.ts';
import {
  elementwise,
  type OracleActivation,
  type OracleWeights,
  oracleLosses,
  softmax,
} from './testing/oracle-network.ts';
import { settingsFor, ways } from './testing/settings.ts';
import { withFixedWeights } from './testing/stripe-models.ts';
import { classes, side, stripedImages } from './testing/striped-images.ts';

// @nn101/models registers this one; tfjs-layers does not have it.
class Exponential extends serialization.Serializable {
  static readonly className = 'exponential';
  apply(z: Tensor): Tensor {
    return exp(z);
  }
  getConfig(): serialization.ConfigDict {
    return {};
  }
}

beforeAll(async () => {
  await prepareBackend();
  serialization.registerClass(Exponential);
});

const alpha = 1.6732632423543772;
const scale = 1.0507009873554805;

const oracles: Record<string, OracleActivation> = {
  relu: elementwise(
    (z) => Math.max(z, 0),
    (z) => (z > 0 ? 1 : 0),
  ),
  elu: elementwise(
    (z) => (z > 0 ? z : Math.expm1(z)),
    (z, a) => (z > 0 ? 1 : a + 1),
  ),
  selu: elementwise(
    (z) => scale * (z > 0 ? z : alpha * Math.expm1(z)),
    (z, a) => (z > 0 ? scale : a + scale * alpha),
  ),
  softplus: elementwise(
    (z) => Math.log1p(Math.exp(z)),
    (z) => 1 / (1 + Math.exp(-z)),
  ),
  softsign: elementwise(
    (z) => z / (1 + Math.abs(z)),
    (z) => 1 / (1 + Math.abs(z)) ** 2,
  ),
  tanh: elementwise(Math.tanh, (_, a) => 1 - a * a),
  sigmoid: elementwise(
    (z) => 1 / (1 + Math.exp(-z)),
    (_, a) => a * (1 - a),
  ),
  hardSigmoid: elementwise(
    (z) => Math.min(1, Math.max(0, 0.2 * z + 0.5)),
    (z) => (Math.abs(z) < 2.5 ? 0.2 : 0),
  ),
  exponential: elementwise(Math.exp, (_, a) => a),
  linear: elementwise(
    (z) => z,
    () => 1,
  ),
  softmax: {
    value: softmax,
    backward: ({ upstream, a }) => {
      const mean = upstream.reduce((sum, d, i) => sum + d * a[i], 0);
      return a.map((value, i) => value * (upstream[i] - mean));
    },
  },
};

type ActivationIdentifier = NonNullable<Parameters<typeof layers.dense>[0]['activation']>;

const inputs = side * side;
const units = 6;
const data = stripedImages({ count: 24 });
const rows = Uint32Array.from({ length: 24 }, (_, row) => row);
const samples = Array.from(rows, (row) => ({
  x: Array.from(data.images.subarray(row * inputs, (row + 1) * inputs), (byte) => byte / 255),
  label: data.labels[row],
}));
const learningRate = 0.02;
const steps = 12;
const atol = 3e-4;

/** A kernel large enough that the hidden layer has both signs, and small enough that no probability is clipped. */
function modelWith(name: string): Sequential {
  const model = withFixedWeights(
    sequential({
      layers: [
        layers.flatten({ inputShape: [side, side, 1] }),
        layers.dense({ units, activation: name as ActivationIdentifier }),
        layers.dense({ units: classes, activation: 'softmax' }),
      ],
    }),
  );
  const [kernel] = model.weights;
  tidy(() => {
    kernel.write(
      tensor(
        Array.from(kernel.read().dataSync(), (value) => 2 * value),
        [inputs, units],
      ),
    );
  });
  return model;
}

function weightsOf(model: Sequential): OracleWeights {
  const [kernel1, bias1, kernel2, bias2] = model.getWeights().map((weight) => Array.from(weight.dataSync()));
  return [kernel1, bias1, kernel2, bias2];
}

describe.each(['plan', 'tape'] as const)('%s', (way) => {
  test.each(Object.keys(oracles))('%s', async (name) => {
    const model = modelWith(name);
    const activation = oracles[name];
    const expected = oracleLosses({ weights: weightsOf(model), samples, activation, learningRate, steps });
    const step = await ways[way](settingsFor(model, { train: data, learningRate, batchSize: rows.length }));
    const differences: number[] = [];
    for (let index = 0; index < steps; index++) {
      const { lossSum } = await step.run({ rows, index, learningRate });
      differences.push(Math.abs(lossSum / rows.length - expected[index]));
    }
    await step.dispose();
    model.dispose();
    expect(expected[steps - 1]).toBeLessThan(expected[0]);
    expect(Math.max(...differences)).toBeLessThan(atol);
  });
});
