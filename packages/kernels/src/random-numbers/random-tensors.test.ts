// Random tensors against threefry2x32, element by element.
import '@tensorflow/tfjs-backend-cpu';
import { setBackend, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { normalPair } from '../reference/random/normal.ts';
import { useWasm } from '../testing/use-wasm.ts';
import { randomNormal, randomUniform } from './random-tensors.ts';
import { threefry2x32, type Words } from './threefry.ts';

useWasm();

function expected(count: number, key: Words, counter: number): number[] {
  return Array.from(
    { length: count },
    (_, i) => (threefry2x32(key, [i >> 1, counter])[i & 1] >>> 8) * 2 ** -24,
  );
}

function drawn(shape: number[], key: Words, counter: number): number[] {
  return tidy(() => [...randomUniform({ shape, key, counter }).dataSync()]);
}

describe('randomUniform', () => {
  it.each([0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 1001])(
    'equals threefry2x32 element by element, %i of them',
    (count) => {
      expect(drawn([count], [1, 2], 3)).toEqual(expected(count, [1, 2], 3));
    },
  );

  it.each([
    { key: [0, 0], counter: 0 },
    { key: [0xffffffff, 0xffffffff], counter: 0xffffffff },
    { key: [0x13198a2e, 0x03707344], counter: 0x85a308d3 },
    { key: [-1, 0x80000000], counter: -7 },
  ] satisfies { key: Words; counter: number }[])(
    'takes any 32 bits: key $key, counter $counter',
    ({ key, counter }) => {
      expect(drawn([21], key, counter)).toEqual(expected(21, key, counter));
    },
  );

  it('gives the known answer of Random123', () => {
    expect(drawn([2], [0, 0], 0)).toEqual([(0x6b200159 >>> 8) / 2 ** 24, (0x99ba4efe >>> 8) / 2 ** 24]);
  });

  it('gives the same numbers for the same key and counter, others for others', () => {
    const numbers = drawn([2, 3, 5], [4, 5], 6);
    expect(drawn([30], [4, 5], 6)).toEqual(numbers);
    expect(drawn([30], [4, 5], 7)).not.toEqual(numbers);
    expect(drawn([30], [4, 6], 6)).not.toEqual(numbers);
  });

  it('is uniform in [0, 1)', () => {
    const count = 100_000;
    const numbers = drawn([count], [7, 8], 9);
    const mean = numbers.reduce((sum, u) => sum + u, 0) / count;
    const variance = numbers.reduce((sum, u) => sum + (u - mean) ** 2, 0) / count;
    // Five standard errors: of the mean 1 / sqrt(12 count), of the variance 1 / sqrt(180 count).
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(5 / Math.sqrt(12 * count));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(5 / Math.sqrt(180 * count));
    expect(numbers.every((u) => u >= 0 && u < 1)).toBe(true);
  });

  it("refuses a backend that is not 'wasm'", async () => {
    await setBackend('cpu');
    for (const draw of [randomUniform, randomNormal]) {
      expect(() => draw({ shape: [1], key: [0, 0], counter: 0 })).toThrowError(
        expect.objectContaining({ code: 'BACKEND_INTERNALS' }),
      );
    }
    await setBackend('wasm');
  });
});

describe('randomNormal', () => {
  function normals(shape: number[], key: Words, counter: number): number[] {
    return tidy(() => [...randomNormal({ shape, key, counter }).dataSync()]);
  }

  it.each([0, 1, 2, 7, 8, 9, 1000, 1001])(
    'is made of the uniform numbers, pair by pair, %i of them',
    (count) => {
      const uniform = expected(count + 1, [1, 2], 3);
      const exact = Array.from(
        { length: count },
        (_, i) => normalPair(uniform[i & ~1], uniform[i | 1])[i & 1],
      );
      const received = normals([count], [1, 2], 3);
      expect(received.length).toBe(count);
      for (const [i, value] of exact.entries()) expect(Math.abs(received[i] - value)).toBeLessThan(1e-6);
    },
  );

  it('has the moments of the standard normal distribution', () => {
    const count = 100_000;
    const numbers = normals([count], [7, 8], 9);
    const moment = (power: number) => numbers.reduce((sum, x) => sum + x ** power, 0) / count;
    // Five standard errors: the variance of x^p is E x^2p - (E x^p)^2.
    expect(Math.abs(moment(1))).toBeLessThan(5 * Math.sqrt(1 / count));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / count));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / count));
    // Neighbours are the two coordinates of one point, and must not know of each other.
    const product = numbers.reduce((sum, x, i) => (i % 2 ? sum + x * numbers[i - 1] : sum), 0) / (count / 2);
    expect(Math.abs(product)).toBeLessThan(5 * Math.sqrt(2 / count));
  });
});
