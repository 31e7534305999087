// Small networks for data other than images, with initial weights that do not depend on tfjs' random numbers. Tests only.
import { tensor, tidy } from '@tensorflow/tfjs-core';
import {
  model as functionalModel,
  input,
  type LayersModel,
  layers,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers';
import { congruential } from './striped-images.ts';

/** Numbers from -1 to below 1. */
export function anyNumbers(length: number, seed = 1): Float32Array {
  const words = congruential(seed);
  return Float32Array.from({ length }, () => words.next().value / 2 ** 31 - 1);
}

/** Kernels uniform in [-0.5, 0.5), vectors zero. */
export function withSeededWeights<Model extends LayersModel>(model: Model): Model {
  tidy(() => {
    const weights = model.getWeights().map((weight, i) => {
      const values = anyNumbers(weight.size, i + 1).map((value) => (weight.rank > 1 ? value / 2 : 0));
      return tensor(values, weight.shape);
    });
    model.setWeights(weights);
  });
  return model;
}

/** Three inputs, a hidden layer of eight, then the units with the activation. */
export function tableModel(
  units: number,
  activation: 'linear' | 'sigmoid' | 'softmax' | 'tanh' = 'linear',
): LayersModel {
  return withSeededWeights(
    sequential({
      layers: [
        layers.dense({ inputShape: [3], units: 8, activation: 'tanh' }),
        layers.dense({ units, activation, name: 'end' }),
      ],
    }),
  );
}

/** Two inputs with two and three numbers; a number and one of three classes as outputs. */
export function twoByTwoModel(): LayersModel {
  const [left, right] = [input({ shape: [2], name: 'left' }), input({ shape: [3], name: 'right' })];
  const branch = (side: SymbolicTensor) => layers.dense({ units: 8 }).apply(side) as SymbolicTensor;
  const both = layers.add().apply([branch(left), branch(right)]) as SymbolicTensor;
  const hidden = layers.activation({ activation: 'tanh' }).apply(both) as SymbolicTensor;
  const outputs = [
    layers.dense({ units: 1, name: 'size' }).apply(hidden) as SymbolicTensor,
    layers.dense({ units: 3, activation: 'softmax', name: 'kind' }).apply(hidden) as SymbolicTensor,
  ];
  return withSeededWeights(functionalModel({ inputs: [left, right], outputs }));
}

/** Five tokens of ten, their mean, two classes. */
export function tokenModel(): LayersModel {
  return withSeededWeights(
    sequential({
      layers: [
        layers.embedding({ inputDim: 10, outputDim: 4, inputLength: 5, name: 'words' }),
        layers.globalAveragePooling1d({}),
        layers.dense({ units: 1, activation: 'sigmoid' }),
      ],
    }),
  );
}

/** Rows of three numbers x with x₁ - 2 x₂ + x₃ / 2. */
export function weighedTable(count: number, seed = 5): { inputs: Float32Array; targets: Float32Array } {
  const inputs = anyNumbers(3 * count, seed);
  const targets = Float32Array.from({ length: count }, (_, i) => {
    const [first, second, third] = inputs.subarray(3 * i, 3 * i + 3);
    return first - 2 * second + third / 2;
  });
  return { inputs, targets };
}
