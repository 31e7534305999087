// The top of the ladder: kernels as they are shipped, called the way tfjs calls them.
import '@tensorflow/tfjs-backend-wasm';
import { registerTrainingKernels } from '@nn101/kernels';
import * as tf from '@tensorflow/tfjs-core';
import type { Rung } from './rung.ts';

/** tfjs' wasm backend with our kernels. */
export async function prepareShipped(): Promise<void> {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
  registerTrainingKernels();
}

/** A rung that computes a tensor. */
export function shippedRung(name: string, compute: () => tf.Tensor): Rung {
  let last: tf.Tensor | undefined;
  return {
    name,
    run: () => {
      last?.dispose();
      last = compute();
    },
    result: () => last?.dataSync<'float32'>().slice() ?? new Float32Array(),
  };
}
