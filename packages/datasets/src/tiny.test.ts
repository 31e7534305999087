// A tour of the package without any real data: draw digits, look at them, divide, shuffle, batch, write, read.
import { expect, test } from 'vitest';
import { parseIdx, writeIdx } from './formats/index.ts';
import {
  batches,
  DatasetError,
  datasets,
  mnist,
  shuffle,
  slice,
  stratifiedSplit,
  syntheticDataset,
} from './index.ts';

test('a data set is two splits of bytes, with shape and class names', () => {
  const { train, test: held, verified, mean } = syntheticDataset({ train: 50, test: 10, seed: 0 });
  expect(train.shape).toEqual([50, 28, 28, 1]);
  expect(train.images).toHaveLength(50 * 28 * 28);
  expect(held.labels).toHaveLength(10);
  expect(train.classNames[train.labels[0]]).toMatch(/^[0-9]$/);
  expect(verified).toBe('synthetic');
  expect(mean[0]).toBeGreaterThan(20);
});

test('splits are cut, divided by class, shuffled and batched', () => {
  const { train } = syntheticDataset({ train: 100, test: 0 });
  const { train: kept, validation } = stratifiedSplit(train, { fraction: 0.2, seed: 0 });
  expect([kept.shape[0], validation.shape[0]]).toEqual([80, 20]);
  const sizes = [...batches(shuffle(kept, { seed: 0 }), { batchSize: 32 })].map(({ shape }) => shape[0]);
  expect(sizes).toEqual([32, 32, 16]);
  expect(slice(train, 0, 5).images.buffer).toBe(train.images.buffer);
});

test('images go to IDX files and back', () => {
  const { images, shape } = syntheticDataset({ train: 2, test: 0 }).train;
  const bytes = writeIdx({ type: 'uint8', shape: shape.slice(0, 3), data: images });
  expect(Array.from(bytes.subarray(0, 8))).toEqual([0, 0, 8, 3, 0, 0, 0, 2]);
  expect(parseIdx(bytes).shape).toEqual([2, 28, 28]);
});

test('real sets are known before they are loaded, and tell what is missing', async () => {
  expect(datasets['cifar-10'].classNames[0]).toBe('airplane');
  const missing: unknown = await mnist({ cache: false, mirrors: [], offline: true }).catch((error) => error);
  expect(missing).toBeInstanceOf(DatasetError);
  expect(missing).toMatchObject({ code: 'OFFLINE' });
});
