// Operations that make one value of several: against plain loops, with shapes that are equal and such that broadcast.
import { describe, expect, it } from 'vitest';
import { expectOperation, type Reference } from '../../../testing/operation-bench.ts';
import { type Shape, sizeOf } from '../../network/graph.ts';
import { operationOf } from '../index.ts';
import type { OperationSpec } from '../specs.ts';

/** Where in a broadcast value each number of the output comes from. */
function placesOf(shape: Shape, output: Shape): number[] {
  return Array.from({ length: sizeOf(output) }, (_, index) => {
    let [place, step, left] = [0, 1, index];
    for (let back = 1; back <= output.length; back++) {
      const length = shape[shape.length - back] ?? 1;
      const along = left % output[output.length - back];
      if (length > 1) place += along * step;
      step *= length;
      left = Math.floor(left / output[output.length - back]);
    }
    return place;
  });
}

function merged(shapes: readonly Shape[], output: Shape, of: (xs: number[]) => number): Reference {
  const places = shapes.map((shape) => placesOf(shape, output));
  return (inputs) => places[0].map((_, i) => of(inputs.map((values, which) => values[places[which][i]])));
}

const sum = (xs: number[]) => xs.reduce((total, x) => total + x, 0);
const operations: readonly {
  readonly operation: OperationSpec;
  readonly of: (xs: number[]) => number;
  readonly pairsOnly?: boolean;
}[] = [
  { operation: { kind: 'add' }, of: sum },
  { operation: { kind: 'add', activation: 'relu' }, of: (xs) => Math.max(0, sum(xs)) },
  { operation: { kind: 'add', activation: 'tanh' }, of: (xs) => Math.tanh(sum(xs)) },
  { operation: { kind: 'subtract' }, of: ([x, y]) => x - y, pairsOnly: true },
  {
    operation: { kind: 'subtract', activation: 'sigmoid' },
    of: ([x, y]) => 1 / (1 + Math.exp(y - x)),
    pairsOnly: true,
  },
  { operation: { kind: 'average' }, of: (xs) => sum(xs) / xs.length },
  { operation: { kind: 'average', activation: 'tanh' }, of: (xs) => Math.tanh(sum(xs) / xs.length) },
  { operation: { kind: 'multiply' }, of: (xs) => xs.reduce((product, x) => product * x) },
  {
    operation: { kind: 'multiply', activation: 'tanh' },
    of: (xs) => Math.tanh(xs.reduce((product, x) => product * x)),
  },
  { operation: { kind: 'maximum' }, of: (xs) => Math.max(...xs) },
  { operation: { kind: 'minimum' }, of: (xs) => Math.min(...xs) },
];

const shapes: readonly (readonly [output: Shape, inputs: readonly Shape[]])[] = [
  [[1], [[1], [1]]],
  [[7], [[7], [7]]],
  [
    [3, 2, 9],
    [
      [3, 2, 9],
      [3, 2, 9],
    ],
  ],
  [[5], [[5], [5], [5]]],
  [[5], [[5], [5], [5], [5]]],
  // The gate of squeeze and excitation, and the other way round.
  [
    [4, 3, 5],
    [
      [4, 3, 5],
      [1, 1, 5],
    ],
  ],
  [
    [4, 3, 5],
    [[5], [4, 3, 5]],
  ],
  [
    [4, 3, 2],
    [
      [4, 3, 2],
      [4, 3, 1],
    ],
  ],
  [
    [4, 3, 2],
    [
      [4, 1, 2],
      [1, 3, 1],
    ],
  ],
  [
    [4, 3, 2],
    [
      [4, 1, 1],
      [1, 3, 1],
      [1, 1, 2],
    ],
  ],
  [
    [3, 4],
    [[4], [1], [3, 1], [3, 4]],
  ],
];

describe.each(operations)('$operation', ({ operation, of, pairsOnly = false }) => {
  it.each(shapes.filter(([, inputs]) => !pairsOnly || inputs.length === 2))(
    '%o from %o',
    (output, inputs) => {
      expect(operationOf(operation).shapes(operation, inputs).output).toEqual(output);
      expectOperation({ operation, inputs, reference: merged(inputs, output, of) });
    },
  );
});

it.each(['maximum', 'minimum'] as const)('a %s of equal values gives the gradient to the first', (kind) => {
  expectOperation({ operation: { kind }, inputs: [[6], [6]], draw: () => 1, reference: ([first]) => first });
});

describe('concatenate', () => {
  it.each<[number, Shape[], Shape]>([
    [-1, [[3], [2]], [5]],
    [1, [[3], [2], [4]], [9]],
    [
      -1,
      [
        [2, 3, 4],
        [2, 3, 1],
        [2, 3, 5],
      ],
      [2, 3, 10],
    ],
    [
      1,
      [
        [2, 3],
        [4, 3],
      ],
      [6, 3],
    ],
    [
      2,
      [
        [2, 1, 3],
        [2, 2, 3],
      ],
      [2, 3, 3],
    ],
  ])('along axis %i, %o', (axis, inputs, output) => {
    const operation = { kind: 'concatenate', axis } as const;
    expect(operationOf(operation).shapes(operation, inputs).output).toEqual(output);
    const at = axis < 0 ? output.length + axis : axis - 1;
    const outer = sizeOf(output.slice(0, at));
    const reference: Reference = (values) =>
      Array.from({ length: outer }, (_, block) =>
        values.flatMap((x) => x.slice((block * x.length) / outer, ((block + 1) * x.length) / outer)),
      ).flat();
    expectOperation({ operation, inputs, reference });
  });
});

describe('dot', () => {
  it.each<[[number, number], Shape, Shape, Shape]>([
    [[1, 1], [5], [5], [1]],
    [[2, 1], [3, 5], [5], [3]],
    [[1, 1], [5, 3], [5], [3]],
    [[1, 1], [5], [5, 4], [4]],
    [[1, 2], [5], [4, 5], [4]],
    [
      [2, 1],
      [3, 5],
      [5, 4],
      [3, 4],
    ],
    [
      [2, 2],
      [3, 5],
      [4, 5],
      [3, 4],
    ],
    [
      [1, 1],
      [5, 3],
      [5, 4],
      [3, 4],
    ],
    [
      [1, 2],
      [5, 3],
      [4, 5],
      [3, 4],
    ],
    [
      [2, 2],
      [17, 9],
      [18, 9],
      [17, 18],
    ],
  ])('along axes %o of %o and %o', (axes, x, y, output) => {
    const operation = { kind: 'dot', axes } as const;
    expect(operationOf(operation).shapes(operation, [x, y]).output).toEqual(output);
    const length = x[axes[0] - 1];
    const element = (values: number[], shape: Shape, axis: number, at: number, other: number) =>
      shape.length === 1
        ? values[at]
        : axis === 1
          ? values[at * shape[1] + other]
          : values[other * shape[1] + at];
    const [m, n] = [sizeOf(x) / length, sizeOf(y) / length];
    const reference: Reference = ([a, b]) =>
      Array.from({ length: m * n }, (_, i) => {
        const [row, column] = [Math.floor(i / n), i % n];
        let total = 0;
        for (let k = 0; k < length; k++) {
          total += element(a, x, axes[0], k, row) * element(b, y, axes[1], k, column);
        }
        return total;
      });
    expectOperation({ operation, inputs: [x, y], reference });
  });
});

it('dot with heads: each by itself', () => {
  const operation = { kind: 'dot', axes: [2, 2], hasHeads: true } as const;
  const inputs = [
    [3, 4, 5],
    [3, 2, 5],
  ];
  expect(operationOf(operation).shapes(operation, inputs).output).toEqual([3, 4, 2]);
  const reference: Reference = ([a, b]) =>
    Array.from({ length: 24 }, (_, i) => {
      const [head, row, column] = [Math.floor(i / 8), Math.floor(i / 2) % 4, i % 2];
      let total = 0;
      for (let k = 0; k < 5; k++) total += a[(head * 4 + row) * 5 + k] * b[(head * 2 + column) * 5 + k];
      return total;
    });
  expectOperation({ operation, inputs, reference });
  const odd = [
    [3, 4, 5],
    [2, 2, 5],
  ];
  expect(() => operationOf(operation).shapes(operation, odd)).toThrow(
    expect.objectContaining({ code: 'UNSUPPORTED' }),
  );
});

it.each<[OperationSpec, Shape[]]>([
  [{ kind: 'add' }, [[3], [4]]],
  [{ kind: 'add' }, [[3]]],
  [{ kind: 'subtract' }, [[3], [3], [3]]],
  [
    { kind: 'multiply' },
    [
      [2, 3],
      [3, 2],
    ],
  ],
  [
    { kind: 'concatenate', axis: 1 },
    [
      [2, 3],
      [2, 4],
    ],
  ],
  [
    { kind: 'concatenate', axis: 3 },
    [
      [2, 3],
      [2, 3],
    ],
  ],
  [{ kind: 'concatenate', axis: 1 }, [[2]]],
  [{ kind: 'dot', axes: [1, 1] }, [[3], [4]]],
  [{ kind: 'dot', axes: [2, 1] }, [[3], [3]]],
])('%o refuses %o', (operation, inputs) => {
  expect(() => operationOf(operation).shapes(operation, inputs)).toThrow(
    expect.objectContaining({ code: 'UNSUPPORTED' }),
  );
});
