// Operations that work on each number, or along one axis: against the references in 64 bits.
import { describe, expect, it } from 'vitest';
import { activations, parametricActivations } from '../../reference/activation/activations.ts';
import { logSoftmax, softmax } from '../../reference/activation/softmax.ts';
import { expectOperation } from '../../testing/operation-bench.ts';
import { type Shape, sizeOf } from '../network/graph.ts';
import { selfGatedActivations } from './activation/self-gated-activation.ts';
import { checkActivation, elementwiseActivations, type ParametricActivation } from './fused-activation.ts';
import { operationOf } from './index.ts';

// Away from corners, where the slopes of the two sides differ.
const draw = (u: number) => 6 * u - 3.0007;

it.each(elementwiseActivations)('activation %s', (activation) => {
  expectOperation({
    operation: { kind: 'activation', activation },
    inputs: [[3, 7]],
    draw,
    reference: ([x]) => x.map(activations[activation]),
  });
});

it.each<ParametricActivation>([
  { name: 'clippedRelu', parameter: 1.5 },
  { name: 'leakyRelu', parameter: 0.3 },
  { name: 'leakyRelu', parameter: 0 },
  { name: 'elu', parameter: 0.7 },
  { name: 'thresholdedRelu', parameter: 1.2 },
])('activation $name with $parameter, by itself and fused', (activation) => {
  const f = (z: number) => parametricActivations[activation.name](z, Math.fround(activation.parameter));
  const reference = ([x]: readonly number[][]) => x.map(f);
  expectOperation({ operation: { kind: 'activation', activation }, inputs: [[3, 7]], draw, reference });
  expectOperation({
    operation: { kind: 'add', activation },
    inputs: [
      [3, 7],
      [3, 7],
    ],
    draw,
    reference: ([x, y]) => x.map((value, i) => f(value + y[i])),
  });
});

it.each<[unknown, string]>([
  ['rellu', 'activation'],
  [{ name: 'leakyReLU', parameter: 0.3 }, 'activation.name'],
  [{ name: 'leakyRelu', parameter: -0.3 }, 'activation.parameter'],
  [{ name: 'elu', parameter: 0 }, 'activation.parameter'],
  [{ name: 'leakyRelu' }, 'activation.parameter'],
  [{ name: 'leakyRelu', slope: 0.3 }, 'activation'],
])('refuses the activation %o', (activation, field) => {
  expect(() => checkActivation('activation', activation)).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.stringContaining(field) }),
  );
});

it.each(selfGatedActivations)('activation %s, from its input', (activation) => {
  expectOperation({
    operation: { kind: 'selfGatedActivation', activation },
    inputs: [[3, 7]],
    draw,
    reference: ([x]) => x.map(activations[activation]),
  });
});

it('rescaling', () => {
  expectOperation({
    operation: { kind: 'rescaling', scale: 0.25, offset: -1.5 },
    inputs: [[5, 3]],
    reference: ([x]) => x.map((value) => 0.25 * value - 1.5),
  });
});

describe('prelu', () => {
  it.each<[readonly number[] | undefined, Shape, Shape]>([
    [undefined, [7], [7]],
    [[], [2, 3], [2, 3]],
    [[1], [7], [1]],
    [
      [1, 2],
      [4, 3, 5],
      [1, 1, 5],
    ],
    [
      [1, 2, 3],
      [4, 3, 5],
      [1, 1, 1],
    ],
    [
      [1, 3],
      [4, 3, 5],
      [1, 3, 1],
    ],
    [[2], [4, 3, 5], [4, 1, 5]],
  ])('with the shared axes %o over %o', (sharedAxes, shape, alpha) => {
    const operation = { kind: 'prelu', sharedAxes } as const;
    expect(operationOf(operation).shapes(operation, [shape]).parameters).toEqual([alpha]);
    const reference = ([x]: readonly number[][], [slopes]: readonly number[][]) =>
      x.map((value, i) => {
        let [left, place, step] = [i, 0, 1];
        for (let axis = shape.length - 1; axis >= 0; axis--) {
          if (alpha[axis] > 1) place += (left % shape[axis]) * step;
          step *= alpha[axis];
          left = Math.floor(left / shape[axis]);
        }
        return value < 0 ? slopes[place] * value : value;
      });
    expectOperation({ operation, inputs: [shape], draw, reference });
  });

  it('refuses an axis that the input does not have', () => {
    const operation = { kind: 'prelu', sharedAxes: [1, 3] } as const;
    expect(() => operationOf(operation).shapes(operation, [[4, 5]])).toThrow(
      'prelu expects shared axes from 1 to 2, received 3 for [batch, 4, 5].',
    );
  });
});

describe.each([
  { kind: 'softmax', f: softmax },
  { kind: 'logSoftmax', f: logSoftmax },
] as const)('$kind', ({ kind, f }) => {
  it.each<[number | undefined, Shape]>([
    [undefined, [6]],
    [1, [6]],
    [-1, [2, 3, 5]],
    [1, [4, 3]],
    [2, [2, 3, 5]],
    [-3, [2, 3, 5]],
  ])('along axis %i of %o', (axis, shape) => {
    const at = axis === undefined || axis < 0 ? shape.length + (axis ?? -1) : axis - 1;
    const along = {
      outer: sizeOf(shape.slice(0, at)),
      length: shape[at],
      inner: sizeOf(shape.slice(at + 1)),
    };
    expectOperation({ operation: { kind, axis }, inputs: [shape], reference: ([x]) => f(x, along) });
  });

  it('refuses the axis of the batch', () => {
    expect(() => operationOf({ kind, axis: 3 }).shapes({ kind, axis: 3 }, [[4, 5]])).toThrow(
      `${kind} expects an axis from 1 to 2, or counted from the last one, -1; received 3 for [batch, 4, 5].`,
    );
  });
});

describe('unitNormalization', () => {
  it.each<[number, Shape]>([
    [1, [6]],
    [-1, [3, 5]],
    [1, [4, 3]],
    [2, [2, 3, 5]],
  ])('along axis %i of %o', (axis, shape) => {
    const at = axis < 0 ? shape.length + axis : axis - 1;
    const inner = sizeOf(shape.slice(at + 1));
    const block = shape[at] * inner;
    const places = (i: number) =>
      Array.from({ length: shape[at] }, (_, k) => i - (i % block) + k * inner + (i % inner));
    const reference = ([x]: readonly number[][]) =>
      x.map((value, i) => {
        const square = places(i).reduce((sum, place) => sum + x[place] ** 2, 0);
        return value / Math.sqrt(Math.max(square, 1e-7));
      });
    const operation = { kind: 'unitNormalization', axis } as const;
    expectOperation({ operation, inputs: [shape], reference });
    // So short that the bound is taken for their length, whose slope is 0.
    const draw = (u: number) => 1e-6 * u;
    expectOperation({ operation, inputs: [shape], draw, reference });
  });
});
