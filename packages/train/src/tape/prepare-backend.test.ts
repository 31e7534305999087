import { getBackend, matMul, ones, tidy, version_core, zeros } from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import { denseModel } from '../testing/stripe-models.ts';
import { stripedImages } from '../testing/striped-images.ts';
import { fit } from './model-functions.ts';
import { prepareBackend } from './prepare-backend.ts';

test('sets up wasm with the training kernels; before that, fit names the remedy', async () => {
  // Node has SIMD, and so has every current browser.
  const info = await prepareBackend();
  expect(getBackend()).toBe('wasm');
  expect(info).toMatchObject({ backend: 'wasm', simd: true });
  expect(info.kernels.added).toContain('Conv2DBackpropFilter');
  expect(info.versions['@tensorflow/tfjs-core']).toBe(version_core);
  expect(await prepareBackend()).toEqual(info);
});

test('fit rejects another backend', async () => {
  const { registerTrainingKernels } = await import('@nn101/kernels');
  const model = denseModel();
  registerTrainingKernels().undo();
  expect(() =>
    fit(model, { train: stripedImages({ count: 4 }), epochs: 1 }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[TrainError: Training expects the wasm backend with the training kernels; the backend is wasm. Call \`await prepareBackend()\` first.]`,
  );
  await prepareBackend();
  model.dispose();
});

test('recurrent layers can be created and trained without @tensorflow/tfjs', async () => {
  await prepareBackend();
  for (const layer of [layers.lstm, layers.gru, layers.simpleRNN]) {
    const model = sequential({ layers: [layer({ units: 3, inputShape: [4, 2] })] });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const [kernel] = model.layers[0].getWeights().slice(1);
    const rows = Array.from(kernel.dataSync().slice(0, kernel.shape[1] ?? 0));
    expect(rows.some((value) => value !== 0)).toBe(true);
    const [x, y] = [ones([2, 4, 2]), zeros([2, 3])];
    const { history } = await model.fit(x, y, { epochs: 2, verbose: 0 });
    expect(Number(history.loss[1])).toBeLessThan(Number(history.loss[0]));
    for (const one of [x, y, model]) one.dispose();
  }
});

test('the orthogonal initializer returns orthonormal columns', async () => {
  await prepareBackend();
  const matrix = initializers.orthogonal({ seed: 1 }).apply([5, 3]);
  const product = tidy(() => Array.from(matMul(matrix, matrix, true).dataSync()));
  const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  expect(Math.max(...product.map((value, i) => Math.abs(value - identity[i])))).toBeLessThan(1e-5);
  matrix.dispose();
});
