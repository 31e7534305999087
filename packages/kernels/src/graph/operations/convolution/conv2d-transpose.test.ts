import { describe, expect, it } from 'vitest';
import { conv2dInputGradient } from '../../../reference/convolution/conv2d.ts';
import {
  convolutionGeometry,
  gradientErrors,
  type OperationCase,
  runOperation,
} from '../../../testing/operation-case.ts';
import { expectClose, sumTolerance, WINOGRAD_ROUNDING } from '../../../testing/tolerance.ts';
import { type Conv2dTransposeSpec, conv2dTranspose } from './conv2d-transpose.ts';

const usual: Conv2dTransposeSpec = {
  kind: 'conv2dTranspose',
  filters: 5,
  kernelSize: [3, 3],
  strides: [2, 2],
  padding: 'same',
  useBias: true,
};

interface Case extends OperationCase {
  readonly operation: Conv2dTransposeSpec;
}

const cases: [string, Case][] = [
  ['twice the size', { operation: usual, shape: [4, 5, 3] }],
  ['many channels', { operation: { ...usual, filters: 16 }, shape: [5, 4, 16] }],
  ['without padding', { operation: { ...usual, padding: 'valid', kernelSize: [4, 3] }, shape: [3, 4, 4] }],
  [
    'strides that exceed the kernel',
    { operation: { ...usual, padding: 'valid', kernelSize: [1, 2] }, shape: [3, 4, 4] },
  ],
  ["stride 1, Winograd's way", { operation: { ...usual, strides: [1, 1], filters: 16 }, shape: [6, 5, 16] }],
  ['different strides', { operation: { ...usual, strides: [3, 1], useBias: false }, shape: [2, 4, 3] }],
];

describe.each(cases)('%s', (_, { operation, shape }) => {
  const { kernelSize, strides, padding, filters } = operation;

  it('is the naive gradient of the convolution that leads back', () => {
    const { x, y, shape: outShape, parameters } = runOperation({ operation, shape });
    const [filter, bias] = parameters;
    const geometry = convolutionGeometry(outShape, {
      filter: [...kernelSize, filters, shape[2]],
      strides,
      padding,
    });
    expect(geometry.outShape.slice(1)).toEqual(shape);
    const sums = conv2dInputGradient(geometry, { dy: x, filter });
    const expected = sums.map((sum, i) => sum + (bias?.[i % filters] ?? 0));
    expectClose(y, expected, sumTolerance(filter.length / filters, WINOGRAD_ROUNDING));
  });

  it.each(['linear', 'tanh'] as const)('has the gradients of its %s output', (activation) => {
    const { numeric, parts } = gradientErrors({ operation: { ...operation, activation }, shape });
    expect(numeric).toBeLessThan(0.02);
    expect(parts).toBeLessThan(1e-5);
  });
});

it("has Keras' sizes", () => {
  const sizeOf = (options: Partial<Conv2dTransposeSpec>) =>
    conv2dTranspose.shapes({ ...usual, ...options }, [[7, 9, 3]]).output;
  expect(sizeOf({})).toEqual([14, 18, 5]);
  expect(sizeOf({ padding: 'valid' })).toEqual([15, 19, 5]);
  expect(sizeOf({ padding: 'valid', kernelSize: [1, 1] })).toEqual([14, 18, 5]);
});
