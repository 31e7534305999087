// Values on tfjs' own backends, and that no memory is leaked.
import { env, memory, ready, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { batchIterator } from '../split/batch-iterator.ts';
import { batches, type Split, slice } from '../split/split.ts';
import { syntheticDigits } from '../synthetic/digits.ts';
import { batchTensors, splitTensors } from './index.ts';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';

// So that tfjs' cpu backend prints no advertisement.
env().set('IS_TEST', true);

const colours: Split = {
  images: Uint8Array.of(0, 51, 255, 102, 153, 204),
  labels: Uint8Array.of(2, 0),
  shape: [2, 1, 1, 3],
  classNames: ['a', 'b', 'c'],
};

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    await setBackend(backend);
    await ready();
  });

  test('pixels are divided by 255 and labels one-hot', async () => {
    const before = memory().numTensors;
    const tensors = splitTensors(colours);
    expect([tensors.images.shape, tensors.images.dtype]).toEqual([[2, 1, 1, 3], 'float32']);
    expect(await tensors.images.data()).toEqual(Float32Array.of(0, 0.2, 1, 0.4, 0.6, 0.8));
    expect([tensors.labels.shape, tensors.labels.dtype]).toEqual([[2, 3], 'float32']);
    expect(Array.from(await tensors.labels.data())).toEqual([0, 0, 1, 1, 0, 0]);
    tensors.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test('pixels are standardised by channel, or left as they are; labels may be numbers', async () => {
    const before = memory().numTensors;
    const scale = { mean: [0, 1, 5], standardDeviation: [2, 10, 50] };
    const standard = splitTensors(colours, { scale, labels: 'numbers' });
    expect(await standard.images.data()).toEqual(Float32Array.of(0, 5, 5, 51, 15.2, 3.98));
    expect([standard.labels.shape, standard.labels.dtype]).toEqual([[2], 'int32']);
    expect(Array.from(await standard.labels.data())).toEqual([2, 0]);
    const bytes = splitTensors(colours, { scale: 'bytes' });
    expect(Array.from(await bytes.images.data())).toEqual(Array.from(colours.images));
    standard.dispose();
    bytes.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test('a loop over batches holds one batch at a time, and leaves nothing behind', () => {
    const digits = syntheticDigits({ count: 25 });
    const before = memory();
    const shapes: number[][] = [];
    for (const { images } of batchTensors(batches(digits, { batchSize: 10 }))) {
      shapes.push(images.shape);
      expect(memory().numTensors).toBe(before.numTensors + 2);
    }
    expect(shapes).toEqual([10, 10, 5].map((count) => [count, 28, 28, 1]));
    for (const _ of batchTensors(batchIterator(digits, { batchSize: 4, seed: 0, epochs: 9 }))) break;
    expect(() => {
      for (const _ of batchTensors(batches(digits, { batchSize: 4 }))) throw new Error('mine');
    }).toThrow('mine');
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numBytes).toBe(before.numBytes);
  });
});

test('an empty split yields empty tensors', () => {
  const { images, labels, dispose } = splitTensors(slice(colours, 0, 0));
  expect([images.shape, labels.shape]).toEqual([
    [0, 1, 1, 3],
    [0, 3],
  ]);
  dispose();
});

test('statistics of another number of channels are refused, and leave no tensor', () => {
  const before = memory().numTensors;
  const attempt = (mean: number[], standardDeviation: number[]) => () =>
    splitTensors(colours, { scale: { mean, standardDeviation } });
  expect(attempt([1], [2])).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: Images of 3 channels expect as many means, and deviations above 0, received [1] and [2].]`,
  );
  expect(attempt([1, 1, 1], [2, 0, 2])).toThrow(/deviations above 0/);
  expect(memory().numTensors).toBe(before);
});
