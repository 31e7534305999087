// TensorFlow.js as it is installed, on its gradient tape with its own Adam.
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { createModel } from '@nn101/models';
import * as tf from '@tensorflow/tfjs-core';
import { classes, randomBatch } from '../random-batch.ts';
import { type Driver, type Task, timed } from '../task.ts';

const smallest = 1e-7;

/** A stock backend of tfjs. */
export async function prepareTfjsTape(backend: 'wasm' | 'cpu', task: Task): Promise<Driver> {
  await tf.setBackend(backend);
  const model = createModel(task.model, { seed: 0 });
  const { images, labels } = tensors(task);
  const adam = tf.train.adam(0.001);
  const loss = () => {
    const probabilities = model.apply(images, { training: true }) as tf.Tensor2D;
    const logarithms = tf.log(tf.clipByValue(probabilities, smallest, 1 - smallest));
    return tf.neg(tf.mean(tf.sum(tf.mul(labels, logarithms), 1))) as tf.Scalar;
  };
  return {
    label: `TensorFlow.js ${backend}`,
    workers: 1,
    versions: { '@tensorflow/tfjs-core': tf.version_core },
    step: () => timed(() => adam.minimize(loss, true)?.dispose()),
  };
}

/** The random batch as tfjs takes it: images scaled to 0..1, labels one-hot. */
export function tensors(task: Task): { images: tf.Tensor; labels: tf.Tensor } {
  const batch = randomBatch(task);
  const pixels = Float32Array.from(batch.images, (value) => value / 255);
  return {
    images: tf.tensor(pixels, [...batch.shape]),
    labels: tf.cast(tf.oneHot(tf.tensor1d(Int32Array.from(batch.labels), 'int32'), classes), 'float32'),
  };
}
