// Pooling, forward and backward.
import { type OperationCase, shapeText } from './operation-case.ts';

const pools: readonly { readonly x: readonly number[]; readonly size: number }[] = [
  { x: [1, 4, 4, 1], size: 2 },
  { x: [8, 10, 10, 5], size: 2 },
  { x: [32, 24, 24, 64], size: 2 },
  { x: [8, 15, 15, 32], size: 3 },
];

export function poolingCases(): OperationCase[] {
  return pools.flatMap(({ x, size }): OperationCase[] => {
    const [count, height, width, channels] = x;
    const output = [count, Math.floor(height / size), Math.floor(width / size), channels];
    const call = {
      shape: `${shapeText(x)}, ${size}x${size}`,
      attrs: { filterSize: [size, size], strides: [size, size], pad: 'valid' },
    };
    const [input, dy] = [{ shape: x }, { shape: output }];
    return [
      { kernel: 'MaxPool', ...call, inputs: { x: input } },
      { kernel: 'MaxPoolGrad', ...call, inputs: { dy, input, output: dy } },
      { kernel: 'AvgPool', ...call, inputs: { x: input } },
      { kernel: 'AvgPoolGrad', ...call, inputs: { dy, input } },
    ];
  });
}
