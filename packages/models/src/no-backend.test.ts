// Without a backend nothing can hold weights. No import here registers one, unlike in the other tests.
import { env, registerBackend } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createModel } from './create-model.ts';
import { ModelError } from './model-error.ts';

env().set('IS_TEST', true);

test('without a backend, the error says what to call first', () => {
  const create = () => createModel('mnist-basic');
  expect(create).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: A model expects a tfjs backend that is ready; received none. Call \`await prepareBackend()\` of @nn101/train first, or import a backend such as @tensorflow/tfjs-backend-wasm and call \`await tf.setBackend("wasm")\`.]`,
  );
  expect(create).toThrow(expect.objectContaining({ code: 'BACKEND_NOT_READY' }));
  expect(create).toThrow(ModelError);
});

test('arguments are checked before the backend', () => {
  expect(() => createModel('mnist-basic', { classes: 0 })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
});

test('a backend that is still starting is not ready', () => {
  // As the wasm backend, which compiles its module first.
  registerBackend('slow', () => new Promise(() => {}));
  expect(() => createModel('mnist-basic')).toThrow(expect.objectContaining({ code: 'BACKEND_NOT_READY' }));
});
