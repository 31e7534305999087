// A recurrent network of tfjs-layers, built and trained with what the README names and nothing more.
import '@tensorflow/tfjs-backend-wasm';
import { ready, setBackend, Tensor, tensor } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomValues } from '../testing/random-tensor.ts';
import { registerTrainingKernels } from './register.ts';

beforeAll(async () => {
  await setBackend('wasm');
  await ready();
});
afterAll(() => registerTrainingKernels().undo());

const names = ['flatten', 'reshape', 'sign', 'stridedSlice', 'transpose'];

it('gives tensors the methods that recurrent layers call, and takes them away on undo', () => {
  expect(names.filter((name) => name in Tensor.prototype)).toEqual([]);
  const { undo } = registerTrainingKernels();
  expect(names.filter((name) => !(name in Tensor.prototype))).toEqual([]);
  undo();
  expect(names.filter((name) => name in Tensor.prototype)).toEqual([]);
});

it.each(['lstm', 'gru', 'simpleRNN'] as const)('%s trains', async (kind) => {
  registerTrainingKernels();
  const model = sequential({
    layers: [layers[kind]({ inputShape: [5, 3], units: 4 }), layers.dense({ units: 1 })],
  });
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  const x = tensor(randomValues(16 * 5 * 3, 1), [16, 5, 3]);
  const y = tensor(randomValues(16, 2), [16, 1]);
  const { history } = await model.fit(x, y, { epochs: 6, verbose: 0 });
  expect(Number(history.loss.at(-1))).toBeLessThan(Number(history.loss[0]));
});

it('a dilated network trains', async () => {
  registerTrainingKernels();
  const model = sequential({
    layers: [
      layers.conv1d({ inputShape: [12, 2], filters: 4, kernelSize: 3, dilationRate: 2, activation: 'relu' }),
      layers.conv1d({ filters: 4, kernelSize: 2, dilationRate: 4 }),
      layers.flatten(),
      layers.dense({ units: 1 }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  const x = tensor(randomValues(16 * 12 * 2, 1), [16, 12, 2]);
  const y = tensor(randomValues(16, 2), [16, 1]);
  const { history } = await model.fit(x, y, { epochs: 6, verbose: 0 });
  expect(Number(history.loss.at(-1))).toBeLessThan(Number(history.loss[0]));
});
