// The naive pooling and its gradient against numbers worked out by hand.
import { describe, expect, it } from 'vitest';
import type { WindowGeometry } from '../convolution/window-geometry.ts';
import { maxPool, maxPoolGradient } from './max-pool.ts';

// A row of pixels under a window of two.
const row = (inWidth: number, outWidth: number, strideWidth: number): WindowGeometry => ({
  batchSize: 1,
  inHeight: 1,
  inWidth,
  inChannels: 1,
  outHeight: 1,
  outWidth,
  outChannels: 1,
  filterHeight: 1,
  filterWidth: 2,
  strideHeight: 1,
  strideWidth,
  dilationHeight: 1,
  dilationWidth: 1,
  padInfo: { top: 0, left: 0 },
});

describe('maxPool', () => {
  it('takes the largest of each window', () => {
    expect([...maxPool(row(4, 2, 2), [-3, -1, 5, 2])]).toEqual([-1, 5]);
  });

  it('leaves out what lies beyond the edge', () => {
    expect([...maxPool({ ...row(3, 2, 2), padInfo: { top: 0, left: 1 } }, [-3, -1, -2])]).toEqual([-3, -1]);
  });
});

describe('maxPoolGradient', () => {
  it('adds up where windows overlap, and takes the first of equals', () => {
    const x = [1, 4, 4, 0];
    expect([...maxPoolGradient(row(4, 3, 1), { x, dy: [1, 10, 100] })]).toEqual([0, 11, 100, 0]);
  });

  it('gives nothing to -Infinity and NaN', () => {
    const x = [Number.NEGATIVE_INFINITY, Number.NaN, Number.NaN, 1];
    expect([...maxPoolGradient(row(4, 2, 2), { x, dy: [1, 10] })]).toEqual([0, 0, 0, 10]);
  });
});
