import '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { consecutiveRows, gatherImages, gatherLabels } from './gather-batch.ts';

beforeAll(() => setBackend('wasm'));

test('picks the rows in their order and divides every byte by 255', () => {
  const images = Uint8Array.from({ length: 256 * 3 }, (_, i) => i % 256);
  const batch = gatherImages({ images, shape: [3, 16, 8, 2] }, Uint32Array.of(2, 0));
  expect(batch.shape).toEqual([2, 16, 8, 2]);
  const expected = Float32Array.from({ length: 512 }, (_, i) => (i % 256) / 255);
  expect(batch.dataSync()).toEqual(expected);
  batch.dispose();

  const one = gatherImages({ images: Uint8Array.of(0, 51, 255), shape: [3, 1, 1, 1] }, Uint32Array.of(2, 1));
  expect([...one.dataSync()]).toEqual([1, Math.fround(0.2)]);
  one.dispose();
});

test('labels follow the rows', () => {
  const data = { images: new Uint8Array(3), labels: Uint8Array.of(7, 8, 9), shape: [3, 1, 1, 1] as const };
  expect([...gatherLabels(data, Uint32Array.of(2, 0, 2))]).toEqual([9, 7, 9]);
  expect([...consecutiveRows(3, 6)]).toEqual([3, 4, 5]);
});
