import { getBackend, version_core } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { fit } from './fit.ts';
import { prepareBackend } from './prepare-backend.ts';
import { denseModel } from './testing/stripe-models.ts';
import { stripedImages } from './testing/striped-images.ts';

test('sets up wasm with the training kernels; before that, fit says what to do', async () => {
  // Node has SIMD, and so has every current browser.
  const info = await prepareBackend();
  expect(getBackend()).toBe('wasm');
  expect(info).toMatchObject({ backend: 'wasm', simd: true });
  expect(info.kernels.added).toContain('Conv2DBackpropFilter');
  expect(info.versions['@tensorflow/tfjs-core']).toBe(version_core);
  expect(await prepareBackend()).toEqual(info);
});

test('fit refuses another backend', async () => {
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
