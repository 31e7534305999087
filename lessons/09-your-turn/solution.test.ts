import '@tensorflow/tfjs-backend-wasm';
import { createModel, models, summarize } from '@nn101/models';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { layerCost, networkCost } from './solution.ts';
import * as start from './start.ts';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

// cifar-cnn has seven and a half million weights to draw; its layers are of the same kinds.
const names = ['mnist-basic', 'mnist-cnn', 'fashion-mnist-cnn-2'] as const;

test.each(names)('every layer of %s costs what @nn101/models counts', (name) => {
  const { layers, inputShape } = models[name];
  const model = createModel(name);
  const { rows } = summarize(model);
  const expected = rows.map(({ outputShape, parameters, multiplyAdds }) => ({
    outputShape: outputShape.slice(1),
    parameters,
    multiplyAdds,
  }));
  expect(networkCost(layers, inputShape)).toEqual(expected);
  model.dispose();
});

test('the largest model has the number of parameters that the presentation names', () => {
  const { layers, inputShape } = models['cifar-cnn'];
  const total = networkCost(layers, inputShape).reduce((sum, { parameters }) => sum + parameters, 0);
  expect(total).toBe(7_558_218);
});

test('a convolution, on paper', () => {
  const layer = { kind: 'conv2d', filters: 4, padding: 'valid' } as const;
  const cost = { outputShape: [26, 26, 4], parameters: 3 * 3 * 1 * 4 + 4, multiplyAdds: 36 * 676 };
  expect(layerCost(layer, [28, 28, 1])).toEqual(cost);
});

test('where the learner starts, nothing is solved yet', () => {
  const { layers, inputShape } = models['mnist-basic'];
  expect(start.networkCost(layers, inputShape)).not.toEqual(networkCost(layers, inputShape));
  expect(start.layerCost(layers[0], inputShape)).not.toEqual(layerCost(layers[0], inputShape));
});
