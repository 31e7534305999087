import '@tensorflow/tfjs-backend-cpu';
import { env } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { buildModel } from './build-model.ts';
import { createModel } from './create-model.ts';
import { models } from './models.ts';

env().set('IS_TEST', true);

test('the layers of a named model build that model, to the bit', () => {
  const { layers, inputShape } = models['mnist-basic'];
  const named = createModel('mnist-basic', { seed: 5 });
  const built = buildModel({ layers, inputShape, seed: 5 });
  const bits = (model: typeof built) => model.getWeights().map((weight) => [...weight.dataSync()]);
  expect(bits(built)).toEqual(bits(named));
  expect(built.layers.map(({ name }) => name)).toEqual(named.layers.map(({ name }) => name));
  built.dispose();
  named.dispose();
});

test('layers that do not fit each other are refused in words', () => {
  const build = () =>
    buildModel({
      inputShape: [28, 28, 1],
      layers: [{ kind: 'flatten' }, { kind: 'conv2d', filters: 8, padding: 'same' }],
    });
  expect(build).toThrow(/^These layers do not fit each other: /);
});
