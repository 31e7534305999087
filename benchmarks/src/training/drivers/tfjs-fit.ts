// TensorFlow.js' wasm backend with nothing but our kernels registered: plain model.fit of tfjs-layers, as any program
// of its users has it.
import '@tensorflow/tfjs-backend-wasm';
import { registerTrainingKernels } from '@nn101/kernels';
import { createModel } from '@nn101/models';
import * as tf from '@tensorflow/tfjs-core';
import { version_layers } from '@tensorflow/tfjs-layers';
import { type Driver, type Task, timed } from '../task.ts';
import { tensors } from './tfjs-tape.ts';

export async function prepareTfjsFit(task: Task): Promise<Driver> {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
  registerTrainingKernels();
  const model = createModel(task.model, { seed: 0 });
  model.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy' });
  const { images, labels } = tensors(task);
  const once = {
    epochs: 1,
    batchSize: task.batchSize,
    shuffle: false,
    verbose: 0,
    yieldEvery: 'never',
  } as const;
  return {
    label: 'TensorFlow.js wasm with our kernels',
    workers: 1,
    versions: { '@tensorflow/tfjs-core': tf.version_core, '@tensorflow/tfjs-layers': version_layers },
    step: () => timed(() => model.fit(images, labels, once)),
  };
}
