// The gradients that a program works out, by finite differences of its own loss. What else a program does: program.test.ts.
import { describe, expect, test } from 'vitest';
import { arithmeticUnderTest } from '../testing/arithmetic-under-test.ts';
import { fill, floats, largestGradientError, programOf, uniform } from '../testing/graph-case.ts';
import type { GraphBuilder } from './network/build-graph.ts';
import { elementwiseActivations } from './operations/fused-activation.ts';
import type { OperationSpec } from './operations/specs.ts';

const arithmetic = arithmeticUnderTest();
const tolerance = 0.02;

const conv = (filters: number, padding: 'same' | 'valid', options: object = {}): OperationSpec => ({
  kind: 'conv2d',
  filters,
  kernelSize: [3, 3],
  strides: [1, 1],
  padding,
  useBias: true,
  activation: 'tanh',
  ...options,
});
const pool: OperationSpec = { kind: 'maxPool2d', poolSize: [2, 2], strides: [2, 2], padding: 'valid' };
const dropout: OperationSpec = { kind: 'dropout', rate: 0.4, key: [1, 2] };

/** Adds one operation after the other, then a flat softmax layer. */
function classifier(builder: GraphBuilder, node: number, classes: number): number {
  const size = builder.shapeOf(node).reduce((product, length) => product * length, 1);
  const flat = builder.add({
    name: 'flatten',
    operation: { kind: 'reshape', shape: [size] },
    inputs: [node],
  });
  const logits = builder.add({
    name: 'logits',
    operation: { kind: 'dense', units: classes, useBias: true },
    inputs: [flat],
  });
  return builder.add({ name: 'softmax', operation: { kind: 'softmax' }, inputs: [logits] });
}

function errorOf(
  shape: readonly number[],
  build: (builder: GraphBuilder, input: number) => number,
  classes = 3,
): number {
  const program = programOf(
    (builder) => {
      const input = builder.add({ name: 'input', operation: { kind: 'input', shape, type: 'float32' } });
      return classifier(builder, build(builder, input), classes);
    },
    { arithmetic },
  );
  fill(program, 0.5);
  const size = shape.reduce((product, length) => product * length, 1);
  return largestGradientError(program, {
    columns: [floats(4 * size)],
    indices: [3, 2, 1, 0],
    targets: [{ labels: [0, 1, 2, 1] }],
  });
}

function chain(...operations: readonly OperationSpec[]) {
  return (builder: GraphBuilder, input: number) =>
    operations.reduce(
      (node, operation, i) => builder.add({ name: `${operation.kind}${i}`, operation, inputs: [node] }),
      input,
    );
}

describe('gradients against finite differences', () => {
  const relu = { activation: 'relu' };
  test.each([
    [
      'convolutions of odd sizes, strided and padded',
      [9, 7, 3],
      [conv(5, 'same', { strides: [2, 2] }), conv(6, 'valid')],
    ],
    [
      'dilated convolutions',
      [11, 9, 3],
      [conv(5, 'same', { dilations: [2, 2] }), conv(6, 'valid', { dilations: [2, 1] })],
    ],
    [
      'Winograd convolutions, tiles hanging over every edge',
      [13, 11, 2],
      [conv(16, 'same'), conv(20, 'same'), conv(16, 'valid')],
    ],
    [
      "Winograd convolutions that take relu's gradient on the way",
      [10, 9, 2],
      [conv(16, 'same'), conv(20, 'same', relu)],
    ],
    [
      'a convolution fused with the pooling behind it',
      [11, 14, 2],
      [conv(16, 'same'), conv(20, 'same', relu), pool],
    ],
    ['pooling and dropout', [8, 8, 1], [conv(5, 'valid'), pool, dropout, dropout]],
  ] satisfies [string, number[], OperationSpec[]][])('%s', (_, shape, operations) => {
    expect(errorOf(shape, chain(...operations))).toBeLessThan(tolerance);
  });

  test.each(elementwiseActivations)('dense with %s, fused and by itself', (activation) => {
    const apart = chain(
      { kind: 'dense', units: 7, useBias: true },
      { kind: 'activation', activation },
      dropout,
      { kind: 'activation', activation },
    );
    expect(errorOf([6], apart)).toBeLessThan(tolerance);
  });

  test('dense along the last axis of three', () => {
    expect(
      errorOf([3, 2, 5], chain({ kind: 'dense', units: 4, useBias: true, activation: 'tanh' })),
    ).toBeLessThan(tolerance);
  });

  test('softmax in the middle of a network', () => {
    expect(errorOf([5], chain({ kind: 'dense', units: 4, useBias: true }, { kind: 'softmax' }))).toBeLessThan(
      tolerance,
    );
  });
});

describe('a value with several consumers', () => {
  const dense = (units: number, activation: 'tanh' | 'linear' = 'tanh'): OperationSpec => ({
    kind: 'dense',
    units,
    useBias: true,
    activation,
  });

  test('gets the sum of their gradients', () => {
    const error = errorOf([6], (builder, input) => {
      const x = builder.add({ name: 'x', operation: dense(8), inputs: [input] });
      const branches = [dense(8), dense(8, 'linear'), dense(8)].map((operation, i) =>
        builder.add({ name: `branch${i}`, operation, inputs: [x] }),
      );
      return builder.add({
        name: 'add',
        operation: { kind: 'add', activation: 'tanh' },
        inputs: [...branches, x],
      });
    });
    expect(error).toBeLessThan(tolerance);
  });

  test('that is added to itself', () => {
    const error = errorOf([6], (builder, input) => {
      const x = builder.add({ name: 'x', operation: dense(8), inputs: [input] });
      const twice = builder.add({ name: 'twice', operation: { kind: 'add' }, inputs: [x, x] });
      const y = builder.add({ name: 'y', operation: dense(8), inputs: [twice] });
      return builder.add({ name: 'add', operation: { kind: 'add' }, inputs: [twice, y] });
    });
    expect(error).toBeLessThan(tolerance);
  });

  test('through views', () => {
    const error = errorOf([6], (builder, input) => {
      const x = builder.add({ name: 'x', operation: dense(8), inputs: [input] });
      const view = (shape: number[], node: number) =>
        builder.add({ name: 'view', operation: { kind: 'reshape', shape }, inputs: [node] });
      const y = builder.add({ name: 'y', operation: dense(4), inputs: [view([2, 4], x)] });
      const z = builder.add({ name: 'z', operation: dense(8), inputs: [x] });
      return builder.add({
        name: 'add',
        operation: { kind: 'add' },
        inputs: [view([8], y), z, view([8], view([4, 2], x))],
      });
    });
    expect(error).toBeLessThan(tolerance);
  });

  test('residual blocks of convolutions', () => {
    const error = errorOf([6, 5, 2], (builder, input) => {
      let x = builder.add({ name: 'stem', operation: conv(16, 'same'), inputs: [input] });
      for (const block of [1, 2]) {
        const a = builder.add({ name: `a${block}`, operation: conv(16, 'same'), inputs: [x] });
        const b = builder.add({
          name: `b${block}`,
          operation: conv(16, 'same', { activation: 'linear' }),
          inputs: [a],
        });
        const sum = builder.add({ name: `add${block}`, operation: { kind: 'add' }, inputs: [b, x] });
        x = builder.add({
          name: `tanh${block}`,
          operation: { kind: 'activation', activation: 'tanh' },
          inputs: [sum],
        });
      }
      return x;
    });
    expect(error).toBeLessThan(tolerance);
  });

  test('a layer that is used twice sums the gradients of its uses', () => {
    const error = errorOf([6], (builder, input) => {
      const first = builder.add({ name: 'first', operation: dense(6), inputs: [input] });
      const second = builder.add({ name: 'second', operation: dense(6), inputs: [first], sharedWith: first });
      return builder.add({ name: 'add', operation: { kind: 'add' }, inputs: [first, second] });
    });
    expect(error).toBeLessThan(tolerance);
  });
});

test('two outputs with a loss each', () => {
  const program = programOf(
    (builder) => {
      const input = builder.add({ name: 'input', operation: { kind: 'input', shape: [5], type: 'float32' } });
      const layer = (name: string, units: number, inputs: number[]) =>
        builder.add({ name, operation: { kind: 'dense', units, useBias: true }, inputs });
      const trunk = layer('trunk', 6, [input]);
      const first = builder.add({
        name: 'p',
        operation: { kind: 'softmax' },
        inputs: [layer('x', 4, [trunk])],
      });
      const last = builder.add({
        name: 'q',
        operation: { kind: 'softmax' },
        inputs: [layer('y', 3, [trunk])],
      });
      return [first, last];
    },
    { loss: { kind: 'categoricalCrossEntropy' }, arithmetic },
  );
  fill(program, 0.9);
  const data = {
    columns: [Float32Array.from({ length: 20 }, (_, i) => uniform(i))],
    indices: [0, 1, 2, 3],
    targets: [{ labels: [3, 1, 2, 0] }, { labels: [0, 1, 2, 1] }],
  };
  expect(largestGradientError(program, data)).toBeLessThan(tolerance);
});
