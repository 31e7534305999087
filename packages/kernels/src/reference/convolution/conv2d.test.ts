// The naive convolution and its gradients against numbers worked out by hand: a 3x3 image under a 2x2 filter.
import { describe, expect, it } from 'vitest';
import { conv2d, conv2dFilterGradient, conv2dInputGradient } from './conv2d.ts';
import type { WindowGeometry } from './window-geometry.ts';

const valid: WindowGeometry = {
  batchSize: 1,
  inHeight: 3,
  inWidth: 3,
  inChannels: 1,
  outHeight: 2,
  outWidth: 2,
  outChannels: 1,
  filterHeight: 2,
  filterWidth: 2,
  strideHeight: 1,
  strideWidth: 1,
  dilationHeight: 1,
  dilationWidth: 1,
  padInfo: { top: 0, left: 0 },
};
const x = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const filter = [1, 0, -1, 2];
const dy = [1, 2, 0, -1];

describe('conv2d', () => {
  it('sums products under the filter', () => {
    expect([...conv2d(valid, { x, filter })]).toEqual([7, 9, 13, 15]);
  });

  it('reads zeros beyond the edge', () => {
    const padded = { ...valid, outHeight: 1, outWidth: 1, padInfo: { top: 1, left: 1 } };
    expect([...conv2d(padded, { x, filter })]).toEqual([2]);
  });

  it('skips pixels by stride and dilation', () => {
    const wide = { ...valid, outHeight: 1, outWidth: 1, dilationHeight: 2, dilationWidth: 2 };
    expect([...conv2d(wide, { x, filter })]).toEqual([1 - 7 + 18]);
    const apart = { ...valid, filterHeight: 1, filterWidth: 1, strideHeight: 2, strideWidth: 2 };
    expect([...conv2d(apart, { x, filter: [3] })]).toEqual([3, 9, 21, 27]);
  });

  it('sums over the input channels, once for each output channel', () => {
    const pixel = {
      ...valid,
      inHeight: 1,
      inWidth: 1,
      outHeight: 1,
      outWidth: 1,
      filterHeight: 1,
      filterWidth: 1,
    };
    const channels = { ...pixel, inChannels: 2, outChannels: 3 };
    expect([...conv2d(channels, { x: [2, 3], filter: [1, 2, 3, 10, 20, 30] })]).toEqual([32, 64, 96]);
  });
});

describe('the gradients of conv2d', () => {
  it('lead each output gradient back through the weights', () => {
    expect([...conv2dInputGradient(valid, { dy, filter })]).toEqual([1, 2, 0, -1, -1, 4, 0, 1, -2]);
  });

  it('sum up what each weight was multiplied by', () => {
    expect([...conv2dFilterGradient(valid, { x, dy })]).toEqual([0, 2, 6, 8]);
  });
});
