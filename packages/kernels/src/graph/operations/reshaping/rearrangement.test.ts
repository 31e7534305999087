// Operations that move numbers without changing them: against plain loops.
import { describe, expect, it } from 'vitest';
import { expectOperation } from '../../../testing/operation-bench.ts';
import { type Shape, sizeOf } from '../../network/graph.ts';
import { operationOf } from '../index.ts';

describe('permute', () => {
  const cases: readonly (readonly [dims: Shape, shape: Shape, output: Shape])[] = [
    [
      [2, 1],
      [3, 5],
      [5, 3],
    ],
    [
      [2, 1],
      [17, 33],
      [33, 17],
    ],
    [
      [3, 1, 2],
      [2, 3, 5],
      [5, 2, 3],
    ],
    [
      [1, 3, 2],
      [2, 3, 5],
      [2, 5, 3],
    ],
    [
      [2, 1, 3],
      [2, 3, 5],
      [3, 2, 5],
    ],
    [
      [4, 2, 3, 1],
      [2, 3, 4, 5],
      [5, 3, 4, 2],
    ],
  ];

  it.each(cases)('to %o of %o', (dims, shape, output) => {
    const operation = { kind: 'permute', dims } as const;
    expect(operationOf(operation).shapes(operation, [shape]).output).toEqual(output);
    const steps = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
    const places = Array.from({ length: sizeOf(shape) }, (_, index) => {
      let [place, left] = [0, index];
      for (let axis = output.length - 1; axis >= 0; axis--) {
        place += (left % output[axis]) * steps[dims[axis] - 1];
        left = Math.floor(left / output[axis]);
      }
      return place;
    });
    expectOperation({ operation, inputs: [shape], reference: ([x]) => places.map((place) => x[place]) });
  });

  it('is a view where all numbers stay where they are', () => {
    const memory = (dims: Shape, x: Shape) => {
      const operation = { kind: 'permute', dims } as const;
      const output = dims.map((axis) => x[axis - 1]);
      return operationOf(operation).memory(operation, { inputs: [x], output }).isView;
    };
    expect(memory([1, 2], [3, 5])).toBe(true);
    expect(memory([2, 1], [1, 5])).toBe(true);
    expect(memory([2, 1], [3, 5])).toBe(false);
  });

  it.each([[[1]], [[1, 1]], [[2, 3]], [[1, 2, 3]]])('refuses %o for two axes', (dims) => {
    const operation = { kind: 'permute', dims } as const;
    expect(() => operationOf(operation).shapes(operation, [[4, 5]])).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED' }),
    );
  });
});

describe('repeatVector', () => {
  it.each([1, 2, 7])('%i times', (n) => {
    expectOperation({
      operation: { kind: 'repeatVector', n },
      inputs: [[5]],
      reference: ([x]) => Array.from({ length: n }, () => x).flat(),
    });
  });

  it('refuses what is no vector', () => {
    const operation = { kind: 'repeatVector', n: 2 } as const;
    expect(() => operationOf(operation).shapes(operation, [[4, 5]])).toThrow(
      'repeatVector expects [batch, units], received [batch, 4, 5].',
    );
  });
});

describe('embedding', () => {
  const operation = { kind: 'embedding', inputDim: 5, outputDim: 3 } as const;
  const lookUp = ([x]: readonly number[][], [table]: readonly number[][]) =>
    x.flatMap((id) => table.slice(Math.floor(id) * 3, Math.floor(id) * 3 + 3));

  // 0.5 beyond a whole number, as finite differences must not reach the next one.
  it.each<[Shape]>([[[4]], [[1]], [[2, 3]]])('of %o', (shape) => {
    expectOperation({ operation, inputs: [shape], draw: (u) => Math.floor(u * 5) + 0.5, reference: lookUp });
  });

  it.each([-1, 5, 1e10])('refuses the number %d, which is not in the vocabulary', (id) => {
    expect(() => expectOperation({ operation, inputs: [[2]], draw: () => id, reference: lookUp })).toThrow(
      `embedding expects whole numbers from 0 to 4, received ${id}.`,
    );
  });
});
