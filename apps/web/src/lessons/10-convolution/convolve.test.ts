import { expect, test } from 'vitest';
import { convolve, convolveAt, kernelName, kernels } from './convolve.ts';

// 4 x 3: dark on the left, bright on the right.
const image = { width: 4, height: 3, values: Float32Array.of(0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1) };
const edge = { kernel: kernels.left, bias: 0, relu: false };

test('nine products and a bias make one value', () => {
  const at = convolveAt(image, { ...edge, bias: 0.5 }, { x: 1, y: 0 });
  expect(at.pixels).toEqual([0, 1, 1, 0, 1, 1, 0, 1, 1]);
  expect(at.products.map((product) => product + 0)).toEqual([0, 0, 1, 0, 0, 1, 0, 0, 1]);
  expect([at.sum, at.value]).toEqual([3, 3.5]);
});

test('relu lets nothing below zero through', () => {
  const dark = { kernel: kernels.right, bias: 0, relu: true };
  expect(convolveAt(image, dark, { x: 1, y: 0 })).toMatchObject({ sum: -3, value: 0 });
});

test('the map has a value wherever the kernel fits', () => {
  expect(convolve(image, edge)).toEqual({ width: 2, height: 1, values: Float32Array.of(3, 3) });
  const { width, height } = convolve({ width: 28, height: 28, values: new Float32Array(784) }, edge);
  expect([width, height]).toEqual([26, 26]);
});

test('a kernel of the list is known by its weights', () => {
  expect(kernelName(kernels.blur)).toBe('blur');
  expect(kernelName([...kernels.blur.slice(1), 9])).toBeUndefined();
});
