// Layer normalization in a graph: gradients by differences, values against the naive loop. The kernels themselves:
// ../../../kernels/normalization/layer-normalization.test.ts.
import { describe, expect, it, test } from 'vitest';
import { layerNormalization } from '../../../reference/normalization/layer-normalization.ts';
import { arithmeticUnderTest } from '../../../testing/arithmetic-under-test.ts';
import { fill, floats, largestGradientError, programOf } from '../../../testing/graph-case.ts';
import { expectOperation } from '../../../testing/operation-bench.ts';
import { expectClose } from '../../../testing/tolerance.ts';
import { createGraphBuilder, type GraphBuilder } from '../../network/build-graph.ts';
import { createInferenceProgram } from '../../program.ts';
import type { OperationSpec } from '../specs.ts';
import type { LayerNormalizationSpec } from './layer-normalization.ts';

const arithmetic = arithmeticUnderTest();
const normalization = (options: Partial<LayerNormalizationSpec> = {}): LayerNormalizationSpec => ({
  kind: 'layerNormalization',
  axes: 1,
  epsilon: 0.001,
  scale: true,
  center: true,
  ...options,
});
const dense = (units: number, activation: 'tanh' | 'linear' = 'linear'): OperationSpec => ({
  kind: 'dense',
  units,
  useBias: true,
  activation,
});

/** A classifier behind these operations. */
function classifier(shape: readonly number[], operations: readonly OperationSpec[]) {
  return programOf(
    (builder: GraphBuilder) => {
      const add = (inputs: number[], operation: OperationSpec) =>
        builder.add({ name: operation.kind, operation, inputs });
      const input = add([], { kind: 'input', shape, type: 'float32' });
      const last = operations.reduce((node, operation) => add([node], operation), input);
      const size = builder.shapeOf(last).reduce((product, length) => product * length, 1);
      const flat = add([last], { kind: 'reshape', shape: [size] });
      return add([add([flat], dense(3))], { kind: 'softmax' });
    },
    { arithmetic },
  );
}

describe('gradients against finite differences', () => {
  test.each<[string, number[], OperationSpec[]]>([
    ['over the last axis', [5], [dense(7), normalization(), dense(4, 'tanh')]],
    ['over the last of three axes', [3, 2, 5], [dense(6), normalization(), dense(4, 'tanh')]],
    ['over two axes of three', [3, 2, 5], [dense(3), normalization({ axes: 2 }), dense(4, 'tanh')]],
    ['over all axes', [3, 2], [dense(3), normalization({ axes: 2 }), dense(4, 'tanh')]],
    ['without gamma', [5], [dense(7), normalization({ scale: false }), dense(4, 'tanh')]],
    ['without beta', [5], [dense(7), normalization({ center: false }), dense(4, 'tanh')]],
  ])('%s', (_, shape, operations) => {
    const program = classifier(shape, operations);
    fill(program, 0.9);
    const size = shape.reduce((product, length) => product * length, 1);
    const data = {
      columns: [floats(4 * size)],
      indices: [3, 2, 1, 0],
      targets: [{ labels: [0, 1, 2, 1] }],
    };
    expect(largestGradientError(program, data)).toBeLessThan(0.02);
  });
});

test.each([
  [1, [2, 5], true, true],
  [2, [2, 3, 2], true, false],
  [1, [7], false, true],
  [2, [3, 2], false, false],
] as const)('over %i of the axes of %j: values, gradients and memory', (axes, shape, scale, center) => {
  const length = shape.slice(-axes).reduce((product, size) => product * size, 1);
  expectOperation({
    operation: normalization({ axes, scale, center }),
    inputs: [shape],
    reference: ([x], parameters) =>
      layerNormalization(x, {
        length,
        epsilon: 0.001,
        scale: scale ? parameters[0] : undefined,
        offset: center ? parameters[parameters.length - 1] : undefined,
      }),
  });
});

it('normalizes each vector by itself', () => {
  const builder = createGraphBuilder();
  const input = builder.add({ name: 'input', operation: { kind: 'input', shape: [2, 3], type: 'float32' } });
  const node = builder.add({ name: 'norm', operation: normalization(), inputs: [input] });
  const program = createInferenceProgram({ graph: builder.graph([node]), rows: 4, arithmetic });
  const [scale, offset] = [
    [1, 2, 3],
    [0.1, 0.2, 0.3],
  ];
  program.parameters.set([...scale, ...offset]);
  const x = floats(4 * 6);
  const [y] = program.predict({ columns: [x], indices: [0, 1, 2, 3] });
  const expected = layerNormalization(x, { length: 3, scale, offset, epsilon: 0.001 });
  expectClose(y, expected, { atol: 2e-6, rtol: 2e-6 });
});

it('refuses more axes than there are', () => {
  const builder = createGraphBuilder();
  const input = builder.add({
    name: 'input',
    operation: { kind: 'input', shape: [4], type: 'float32' },
  });
  expect(() =>
    builder.add({ name: 'norm', operation: normalization({ axes: 2 }), inputs: [input] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: Layer "norm": layerNormalization over 2 axes expects at least as many beside the batch, received [batch, 4].]`,
  );
});
