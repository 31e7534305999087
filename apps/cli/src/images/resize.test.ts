import { describe, expect, test } from 'vitest';
import type { Raster } from './raster.ts';
import { resizeByArea } from './resize.ts';

function grey(width: number, height: number, values: readonly number[]): Raster {
  return { width, height, channels: 1, data: Float32Array.from(values) };
}

describe('resizeByArea', () => {
  test('halves by taking the mean of four', () => {
    const half = resizeByArea(grey(4, 2, [0, 4, 8, 8, 4, 8, 8, 0]), { width: 2, height: 1 });
    expect([...half.data]).toEqual([4, 6]);
  });

  test('shares out pixels that lie across a border', () => {
    // The first of two covers pixels 0 and half of 1: (0 + 30 / 2) / 1.5.
    const two = resizeByArea(grey(3, 1, [0, 30, 90]), { width: 2, height: 1 });
    expect([...two.data]).toEqual([10, 70]);
  });

  test('repeats pixels when it enlarges', () => {
    expect([...resizeByArea(grey(2, 1, [10, 20]), { width: 4, height: 1 }).data]).toEqual([10, 10, 20, 20]);
  });

  test.each([
    [7, 5],
    [28, 28],
    [31, 1],
  ])('keeps the mean brightness at %i x %i, in each channel', (width, height) => {
    const data = Float32Array.from({ length: 13 * 11 * 3 }, (_, i) => (i * 37) % 256);
    const mean = (values: Float32Array, channel: number) => {
      const part = values.filter((_, i) => i % 3 === channel);
      return part.reduce((sum, value) => sum + value, 0) / part.length;
    };
    const resized = resizeByArea({ width: 13, height: 11, channels: 3, data }, { width, height });
    for (const channel of [0, 1, 2]) {
      expect(Math.abs(mean(resized.data, channel) - mean(data, channel))).toBeLessThan(1e-3);
    }
  });
});
