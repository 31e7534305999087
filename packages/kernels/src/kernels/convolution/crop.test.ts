// The upper left part of images.
import { backend, engine, tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { heapOf } from '../../backend/heap.ts';
import { useWasm } from '../../testing/use-wasm.ts';
import { crop, exceeds } from './crop.ts';

useWasm();

describe('crop', () => {
  it('keeps the first rows and columns of each image', () => {
    tidy(() => {
      const images = tensor(
        Array.from({ length: 24 }, (_, i) => i),
        [2, 2, 3, 2],
      );
      const part = engine().makeTensorFromTensorInfo(crop(heapOf(backend()), images, [2, 1, 2, 2]));
      expect([...part.dataSync()]).toEqual([0, 1, 2, 3, 12, 13, 14, 15]);
    });
  });
});

describe('exceeds', () => {
  it.each([
    { part: [2, 1, 2, 2], larger: true },
    { part: [2, 2, 2, 2], larger: true },
    { part: [2, 2, 3, 2], larger: false },
    { part: [2, 3, 3, 2], larger: false },
    { part: [1, 1, 1, 2], larger: false },
    { part: [2, 1, 1, 1], larger: false },
  ] as const)('says $larger of [2,2,3,2] and $part', ({ part, larger }) => {
    tidy(() => {
      const images = tensor(new Float32Array(24), [2, 2, 3, 2]);
      expect(exceeds(images, [...part])).toBe(larger);
    });
  });
});
