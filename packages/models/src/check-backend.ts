// Whether tfjs is ready to hold the weights of a model.
import { backend } from '@tensorflow/tfjs-core';
import { ModelError } from './model-error.ts';

/** @throws ModelError `BACKEND_NOT_READY`: weights are tensors, which only a backend can hold */
export function checkBackend(): void {
  try {
    backend();
  } catch (cause) {
    throw new ModelError(
      'BACKEND_NOT_READY',
      'A model expects a tfjs backend that is ready; received none. Call `await prepareBackend()` of @nn101/train ' +
        'first, or import a backend such as @tensorflow/tfjs-backend-wasm and call `await tf.setBackend("wasm")`.',
      { cause },
    );
  }
}
