// Another thousand steps need no more memory.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { fit } from './tape/model-functions.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { convolutionalModel } from './testing/stripe-models.ts';
import { stripedImages } from './testing/striped-images.ts';

/** Growth that garbage collection may leave: compiled code, and the history of the epochs. */
const slackBytes = 2 ** 20;

let collect: () => void;

beforeAll(async () => {
  await prepareBackend();
  setFlagsFromString('--expose-gc');
  collect = runInNewContext('gc') as () => void;
});

/** Memory that remains after garbage collection: JavaScript's heap, buffers, tensors. */
function usedMemory(): { bytes: number; tensors: number } {
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return { bytes: heapUsed + external + arrayBuffers, tensors: memory().numTensors };
}

test.each([1, 2])(
  'with %i workers',
  async (workers) => {
    const train = stripedImages({ count: 200 });
    const model = convolutionalModel();
    const run = fit(model, { train, epochs: 24, batchSize: 4, workers, averageDecay: 0.9 });
    const marks = new Map<number, { bytes: number; tensors: number }>();
    for await (const event of run) {
      if (event.type !== 'epoch') continue;
      await run.checkpoint();
      // At 50 steps per epoch: after 200 steps, and a thousand steps later.
      if (event.epoch === 4 || event.epoch === 24) marks.set(event.epoch, usedMemory());
    }
    const [before, after] = [marks.get(4), marks.get(24)];
    expect(after?.tensors).toBe(before?.tensors);
    expect((after?.bytes ?? Number.NaN) - (before?.bytes ?? 0)).toBeLessThan(slackBytes);
  },
  300_000,
);
