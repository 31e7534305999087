import { expect, test } from 'vitest';
import { activationBytes, multiplyAdds } from './layer-cost.ts';

test('a dense layer multiplies each input with each unit', () => {
  expect(multiplyAdds({ type: 'Dense', outputShape: [128], kernelShape: [784, 128] })).toBe(784 * 128);
  expect(multiplyAdds({ type: 'Dense', outputShape: [5, 128], kernelShape: [784, 128] })).toBe(5 * 784 * 128);
});

test('a convolution applies its kernel at each output position', () => {
  const layer = { type: 'Conv2D', outputShape: [26, 26, 32], kernelShape: [3, 3, 1, 32] };
  expect(multiplyAdds(layer)).toBe(26 * 26 * 9 * 32);
  const depthwise = { type: 'DepthwiseConv2D', outputShape: [26, 26, 8], kernelShape: [3, 3, 4, 2] };
  expect(multiplyAdds(depthwise)).toBe(26 * 26 * 9 * 8);
});

test('layers without a kernel multiply nothing, and views hold no memory', () => {
  expect(multiplyAdds({ type: 'MaxPooling2D', outputShape: [12, 12, 64] })).toBe(0);
  expect(activationBytes({ type: 'MaxPooling2D', outputShape: [12, 12, 64] })).toBe(4 * 12 * 12 * 64);
  expect(activationBytes({ type: 'Flatten', outputShape: [9216] })).toBe(0);
});
