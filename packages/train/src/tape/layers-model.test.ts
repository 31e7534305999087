// What predict() caches for a model of tfjs-layers follows every change of the model.
import { add, type Tensor, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { predict } from './model-functions.ts';
import { prepareBackend } from './prepare-backend.ts';

beforeAll(prepareBackend);

const sample = Float32Array.of(1, -2);

function smallModel(): Sequential {
  const model = sequential({
    layers: [
      layers.dense({ units: 2, inputShape: [2], activation: 'relu' }),
      layers.batchNormalization(),
      layers.dense({ units: 2 }),
    ],
  });
  const [first, , last] = model.layers;
  tidy(() => {
    first.setWeights([tensor2d([2, -1, 0.5, -3], [2, 2]), tensor1d([0.25, 0.5])]);
    // One of its outputs is below 0.
    last.setWeights([tensor2d([1, -2, -1, 0.5], [2, 2]), tensor1d([0.125, 1])]);
  });
  return model;
}

/** The results of two calls of predict(), and of tfjs-layers. */
async function all(model: Sequential): Promise<number[][]> {
  const inputs = { values: sample, shape: [1, 2] };
  const ours = [await predict(model, { inputs }), await predict(model, { inputs })];
  const theirs = tidy(() => (model.predict(tensor2d(sample, [1, 2])) as Tensor).dataSync());
  return [...ours, theirs].map((values) => [...values]);
}

async function expectAgreement(model: Sequential): Promise<number[]> {
  const [first, second, theirs] = await all(model);
  expect(second).toEqual(first);
  expect(first.length).toBe(theirs.length);
  for (const [i, value] of theirs.entries()) expect(Math.abs(first[i] - value)).toBeLessThan(1e-5);
  return first;
}

type Change = (model: Sequential) => void;

const changes: Readonly<Record<string, Change>> = {
  'weights of the model are set': (model) =>
    tidy(() => model.setWeights(model.getWeights().map((weight) => add(weight, 0.5)))),
  'weights of a layer are set': (model) =>
    tidy(() => model.layers[2].setWeights([tensor2d([3, 1, 4, 1], [2, 2]), tensor1d([5, 9])])),
  // tfjs-layers' own predict() uses the old layers until the model is built again.
  'a layer is added': (model) => {
    model.add(layers.dense({ units: 3, activation: 'tanh' }));
    model.build();
  },
  'a layer is taken away': (model) => {
    model.pop();
    model.build();
  },
  'an activation is replaced': (model) => {
    const [first, , last] = model.layers;
    Reflect.set(last, 'activation', Reflect.get(first, 'activation'));
  },
};

test.each(Object.keys(changes))('%s', async (name) => {
  const model = smallModel();
  const before = await expectAgreement(model);
  changes[name](model);
  expect(await expectAgreement(model)).not.toEqual(before);
  model.dispose();
});

test('a layer is frozen, and a weight is trained', async () => {
  const model = smallModel();
  const before = await expectAgreement(model);
  model.layers[0].trainable = false;
  expect(await expectAgreement(model)).toEqual(before);
  model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  const [x, y] = [tensor2d(sample, [1, 2]), tensor2d([[1, 1]])];
  await model.fit(x, y, { verbose: 0 });
  expect(await expectAgreement(model)).not.toEqual(before);
  x.dispose();
  y.dispose();
  model.dispose();
});
