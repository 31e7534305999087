// Training that does not fit into the backend's memory, then training that does. In a file of its own, because that memory
// never shrinks again.

import { backend, memory } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FitOptions } from './tape/model-functions.ts';
import { evaluate, fit, predict } from './tape/model-functions.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { ownPenalty } from './testing/stripe-models.ts';

const count = 200;
const train = {
  images: Uint8Array.from({ length: count * 4096 }, (_, i) => (i * 37) % 256),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
  shape: [count, 64, 64, 1] as const,
};
let filling: object;

beforeAll(async () => {
  await prepareBackend();
  // Allocates all but 400 MB of 4 GiB without touching a page: `null` for the values leaves them as they are.
  filling = Reflect.apply(backend().write, backend(), [null, [9.75e8], 'float32']);
});
afterAll(() => {
  backend().disposeData(filling, true);
});

// Three activations of a megabyte per image, and what they save for the backward pass.
const newModel = () =>
  sequential({
    layers: [
      // The penalty keeps the model on the tape.
      layers.conv2d({
        inputShape: [64, 64, 1],
        filters: 64,
        kernelSize: 1,
        kernelRegularizer: ownPenalty(),
      }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.globalAveragePooling2d({}),
      layers.dense({ units: 2, activation: 'softmax' }),
    ],
  });

async function run(model: ReturnType<typeof newModel>, options: Partial<FitOptions>): Promise<number> {
  let loss = Number.NaN;
  for await (const event of fit(model, { train, epochs: 1, ...options })) {
    if (event.type === 'epoch') loss = event.loss;
  }
  return loss;
}

const full = expect.objectContaining({ name: 'KernelError', code: 'OUT_OF_MEMORY' });

test('a batch that is too large frees everything, so that smaller ones fit afterwards', async () => {
  const model = newModel();
  const before = memory();
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(run(model, { batchSize: 200 })).rejects.toThrow(full);
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numBytes).toBe(before.numBytes);
  }
  expect(await run(model, { batchSize: 16 })).toBeLessThan(2);
  expect(memory().numBytes).toBe(before.numBytes);
  model.dispose();
});

test('the same update in smaller batches fits', async () => {
  const model = newModel();
  expect(await run(model, { batchSize: 16, accumulate: 12 })).toBeLessThan(2);
  model.dispose();
});

test('evaluating and predicting free their memory as well', async () => {
  const model = newModel();
  const before = memory();
  await expect(evaluate(model, train)).rejects.toThrow(full);
  await expect(predict(model, train)).rejects.toThrow(full);
  expect(memory().numBytes).toBe(before.numBytes);
  expect(await predict(model, train, { batchSize: 16 })).toHaveLength(400);
  model.dispose();
});
