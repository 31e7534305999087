import { expect, test } from 'vitest';
import { createGraphBuilder } from '../network/build-graph.ts';
import type { Shape } from '../network/graph.ts';
import { createTrainingProgram } from '../program.ts';
import { type Constraint, constrain } from './constraints.ts';

const atol = 1e-6;

function constrained(values: readonly number[], shape: Shape, constraint: Constraint): number[] {
  const weights = Float32Array.from(values);
  constrain(weights, { shape, constraint });
  return [...weights];
}

function expectClose(received: readonly number[], expected: readonly number[]): void {
  expect(received.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(received[i] - value)).toBeLessThan(atol);
  });
}

// Columns (3, 4) and (0.3, 0.4), rows (3, 0.3) and (4, 0.4): columns of the norms 5 and 0.5.
const matrix = [3, 0.3, 4, 0.4];

test('maxNorm shortens what is longer, along any axes', () => {
  const most = { kind: 'maxNorm', maxValue: 1 } as const;
  expectClose(constrained(matrix, [2, 2], most), [0.6, 0.3, 0.8, 0.4]);
  const rows = [Math.hypot(3, 0.3), Math.hypot(4, 0.4)];
  expectClose(constrained(matrix, [2, 2], { ...most, axis: 1 }), [
    ...[3 / rows[0], 0.3 / rows[0]],
    ...[4 / rows[1], 0.4 / rows[1]],
  ]);
  const whole = Math.hypot(...matrix);
  expectClose(
    constrained(matrix, [2, 2], { ...most, axis: [0, 1] }),
    matrix.map((value) => value / whole),
  );
});

test('axes in the middle of a filter', () => {
  // [2, 2, 1, 2]: output channel 0 has 1, 3, 5, 7; channel 1 has 2, 4, 6, 8.
  const filter = [1, 2, 3, 4, 5, 6, 7, 8];
  const norms = [Math.hypot(1, 3, 5, 7), Math.hypot(2, 4, 6, 8)];
  const axis = [0, 1, 2];
  expectClose(
    constrained(filter, [2, 2, 1, 2], { kind: 'unitNorm', axis }),
    filter.map((value, i) => value / norms[i % 2]),
  );
});

test('minMaxNorm lengthens and shortens, by its rate', () => {
  const between = { kind: 'minMaxNorm', minValue: 1, maxValue: 2, rate: 1 } as const;
  expectClose(constrained(matrix, [2, 2], between), [1.2, 0.6, 1.6, 0.8]);
  // Half of the way: norms 3.5 and 0.75.
  expectClose(constrained(matrix, [2, 2], { ...between, rate: 0.5 }), [2.1, 0.45, 2.8, 0.6]);
});

test('unitNorm and nonNegative', () => {
  expectClose(constrained(matrix, [2, 2], { kind: 'unitNorm' }), [0.6, 0.6, 0.8, 0.8]);
  expect(constrained([-1, 2, -0, 3], [4], { kind: 'nonNegative' })).toEqual([0, 2, 0, 3]);
});

test('a program constrains the parameters that begin in a run, and no others', () => {
  const builder = createGraphBuilder();
  const input = builder.add({ name: 'x', operation: { kind: 'input', shape: [2], type: 'float32' } });
  const rules = [{ constraint: { kind: 'nonNegative' } }] as const;
  const dense = { kind: 'dense', units: 2, useBias: false } as const;
  const first = builder.add({ name: 'first', operation: dense, inputs: [input], rules });
  const second = builder.add({ name: 'second', operation: dense, inputs: [first], rules });
  const program = createTrainingProgram({ graph: builder.graph([second]), rows: 1 });
  program.parameters.fill(-1);
  program.constrain({ from: 0, to: 3 });
  expect([...program.parameters]).toEqual([0, 0, 0, 0, -1, -1, -1, -1]);
  program.constrain({ from: 3, to: 8 });
  expect([...program.parameters]).toEqual(Array(8).fill(0));
});
