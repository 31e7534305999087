import { describe, expect, it } from 'vitest';
import { depthwise } from '../../../reference/convolution/depthwise.ts';
import {
  convolutionGeometry,
  gradientErrors,
  type OperationCase,
  runOperation,
} from '../../../testing/operation-case.ts';
import { expectClose, sumTolerance } from '../../../testing/tolerance.ts';
import type { DepthwiseConv2dSpec } from './depthwise-conv2d.ts';

const usual: DepthwiseConv2dSpec = {
  kind: 'depthwiseConv2d',
  depthMultiplier: 1,
  kernelSize: [3, 3],
  strides: [1, 1],
  padding: 'same',
  useBias: true,
};

interface Case extends OperationCase {
  readonly operation: DepthwiseConv2dSpec;
}

const cases: [string, Case][] = [
  ['3x3 filters, four windows at once', { operation: usual, shape: [6, 7, 8] }],
  ['3x3 filters without padding', { operation: { ...usual, padding: 'valid' }, shape: [7, 6, 4] }],
  ['3x3 filters on the smallest images', { operation: usual, shape: [1, 4, 4] }],
  ['channels that fill no vector', { operation: usual, shape: [5, 6, 3] }],
  ['strides', { operation: { ...usual, strides: [2, 2] }, shape: [7, 8, 4] }],
  ['several filters a channel', { operation: { ...usual, depthMultiplier: 2 }, shape: [5, 5, 4] }],
  ['dilation', { operation: { ...usual, dilations: [2, 2] }, shape: [8, 7, 4] }],
  ['other kernels', { operation: { ...usual, kernelSize: [5, 2], useBias: false }, shape: [6, 6, 4] }],
];

describe.each(cases)('%s', (_, { operation, shape }) => {
  it.each(['linear', 'relu'] as const)('equals the naive loops, %s', (activation) => {
    const {
      x,
      y,
      shape: outShape,
      parameters,
    } = runOperation({
      operation: { ...operation, activation },
      shape,
    });
    const [filter, bias] = parameters;
    const geometry = convolutionGeometry(shape, {
      ...operation,
      filter: [...operation.kernelSize, shape[2], operation.depthMultiplier],
      isDepthwise: true,
    });
    expect(outShape).toEqual(geometry.outShape.slice(1));
    const sums = depthwise(geometry, { x, filter });
    const biased = sums.map((sum, i) => sum + (bias?.[i % geometry.outChannels] ?? 0));
    const expected = biased.map((sum) => (activation === 'relu' ? Math.max(sum, 0) : sum));
    expectClose(y, expected, sumTolerance(filter.length));
  });

  it.each(['linear', 'tanh'] as const)('has the gradients of its %s output', (activation) => {
    const { numeric, parts } = gradientErrors({ operation: { ...operation, activation }, shape });
    expect(numeric).toBeLessThan(0.02);
    expect(parts).toBeLessThan(1e-5);
  });
});
