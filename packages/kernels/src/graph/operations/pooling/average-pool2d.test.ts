import { describe, expect, it } from 'vitest';
import { averagePool } from '../../../reference/pooling/average-pool.ts';
import {
  gradientErrors,
  type OperationCase,
  poolingGeometry,
  runOperation,
} from '../../../testing/operation-case.ts';
import { expectClose, sumTolerance } from '../../../testing/tolerance.ts';
import type { AveragePool2dSpec } from './average-pool2d.ts';

const usual: AveragePool2dSpec = {
  kind: 'averagePool2d',
  poolSize: [2, 2],
  strides: [2, 2],
  padding: 'valid',
};

interface Case extends OperationCase {
  readonly operation: AveragePool2dSpec;
}

const cases: [string, Case][] = [
  ['windows side by side', { operation: usual, shape: [6, 7, 5] }],
  [
    'windows that hang over the edge',
    { operation: { ...usual, padding: 'same', poolSize: [3, 3] }, shape: [5, 7, 4] },
  ],
  ['windows that overlap', { operation: { ...usual, poolSize: [3, 2], strides: [1, 1] }, shape: [5, 6, 3] }],
];

describe.each(cases)('%s', (_, { operation, shape }) => {
  it('equals the naive loops', () => {
    const { x, y, shape: outShape } = runOperation({ operation, shape });
    const geometry = poolingGeometry(shape, operation);
    expect(outShape).toEqual(geometry.outShape.slice(1));
    expectClose(y, averagePool(geometry, x), sumTolerance(9));
  });

  it('has the gradient', () => {
    expect(gradientErrors({ operation, shape }).numeric).toBeLessThan(0.02);
  });
});
