// The tour: a convolutional network written with nothing but tfjs-layers trains on 'wasm' after one call, and its losses
// are those of the same training on 'cpu'.
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import {
  cast,
  env,
  oneHot,
  setBackend,
  type Tensor,
  tensor,
  tensor1d,
  tidy,
  train,
} from '@tensorflow/tfjs-core';
import { initializers, layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, it } from 'vitest';
import { registerTrainingKernels } from './index.ts';
import { randomValues } from './testing/random-tensor.ts';
import { expectClose } from './testing/tolerance.ts';

// In Node the cpu backend advertises another one on the console, unless told that this is no development.
beforeAll(() => env().set('PROD', true));

const kernel = (seed: number) => ({ kernelInitializer: initializers.glorotUniform({ seed }) });

function network(): Sequential {
  const model = sequential({
    layers: [
      layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, activation: 'relu', ...kernel(1) }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 5, kernelSize: 2, padding: 'same', activation: 'tanh', ...kernel(2) }),
      layers.flatten(),
      layers.dense({ units: 2, activation: 'softmax', ...kernel(3) }),
    ],
  });
  model.compile({ optimizer: train.adam(0.01), loss: 'categoricalCrossentropy' });
  return model;
}

// Noise with a bright stripe, upright (class 0) or level (class 1), somewhere.
function stripes(count: number): { images: Tensor; labels: Tensor } {
  const values = randomValues(count * 64, 5);
  const classes = Array.from({ length: count }, (_, i) => i % 2);
  for (const [i, level] of classes.entries()) {
    for (let step = 0; step < 8; step++)
      values[i * 64 + (level ? 8 * (i % 7) + step : 8 * step + (i % 7))] += 2;
  }
  return {
    images: tensor(values, [count, 8, 8, 1]),
    labels: tidy(() => cast(oneHot(tensor1d(classes, 'int32'), 2), 'float32')),
  };
}

async function losses(backend: 'wasm' | 'cpu'): Promise<number[]> {
  await setBackend(backend);
  const { images, labels } = stripes(48);
  const { history } = await network().fit(images, labels, {
    epochs: 6,
    batchSize: 12,
    shuffle: false,
    verbose: 0,
  });
  return history.loss as number[];
}

it('trains, and learns what it learns on cpu', async () => {
  registerTrainingKernels();
  const onWasm = await losses('wasm');
  expect(onWasm.at(-1)).toBeLessThan(onWasm[0] / 2);
  expectClose(onWasm, await losses('cpu'), { atol: 1e-4, rtol: 1e-4 });
});
