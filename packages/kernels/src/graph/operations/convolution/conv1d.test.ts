import { describe, expect, it } from 'vitest';
import { conv2d } from '../../../reference/convolution/conv2d.ts';
import {
  convolutionGeometry,
  gradientErrors,
  type OperationCase,
  runOperation,
} from '../../../testing/operation-case.ts';
import { expectClose, sumTolerance } from '../../../testing/tolerance.ts';
import { type Conv1dSpec, conv1d } from './conv1d.ts';

const usual: Conv1dSpec = {
  kind: 'conv1d',
  filters: 5,
  kernelSize: 3,
  stride: 1,
  padding: 'same',
  useBias: true,
};

interface Case extends OperationCase {
  readonly operation: Conv1dSpec;
}

const cases: [string, Case][] = [
  ['a short filter', { operation: usual, shape: [9, 3] }],
  [
    'a stride, no padding',
    { operation: { ...usual, stride: 2, padding: 'valid', filters: 8 }, shape: [70, 8] },
  ],
  ['dilation', { operation: { ...usual, dilation: 3, kernelSize: 2, useBias: false }, shape: [11, 4] }],
  ['one step at a time', { operation: { ...usual, kernelSize: 1 }, shape: [5, 6] }],
];

describe.each(cases)('%s', (_, { operation, shape }) => {
  const { kernelSize, stride, padding, dilation = 1, filters } = operation;

  it('equals the naive loops', () => {
    const { x, y, shape: outShape, parameters } = runOperation({ operation, shape });
    const [filter, bias] = parameters;
    const geometry = convolutionGeometry([1, ...shape], {
      filter: [1, kernelSize, shape[1], filters],
      strides: [1, stride],
      dilations: [1, dilation],
      padding,
    });
    expect(outShape).toEqual(geometry.outShape.slice(2));
    const sums = conv2d(geometry, { x, filter });
    const expected = sums.map((sum, i) => sum + (bias?.[i % filters] ?? 0));
    expectClose(y, expected, sumTolerance(kernelSize * shape[1]));
  });

  it('has the gradients', () => {
    const { numeric, parts } = gradientErrors({ operation: { ...operation, activation: 'tanh' }, shape });
    expect(numeric).toBeLessThan(0.02);
    expect(parts).toBeLessThan(1e-5);
  });
});

it("has Keras' shape of a kernel", () => {
  expect(conv1d.shapes(usual, [[9, 3]]).parameters).toEqual([[3, 3, 5], [5]]);
});

it('says what it expects', () => {
  expect(() => conv1d.shapes(usual, [[9, 3, 2]])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: conv1d expects [batch, length, channels], received [batch, 9, 3, 2].]`,
  );
});
