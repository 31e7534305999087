// For tests of an operation by itself: what it makes of an input, and its gradients in a small network around it.
import { backend_util } from '@tensorflow/tfjs-core';
import { createGraphBuilder, type GraphBuilder } from '../graph/network/build-graph.ts';
import type { Shape } from '../graph/network/graph.ts';
import type { OperationSpec } from '../graph/operations/specs.ts';
import type { Padding, Pair } from '../graph/operations/window.ts';
import { createInferenceProgram } from '../graph/program.ts';
import { fill, floats, largestGradientError, programOf, step } from './graph-case.ts';

/** An operation, and the shape of its input without the batch. */
export interface OperationCase {
  readonly operation: OperationSpec;
  readonly shape: Shape;
}

const ROWS = 3;

/** The output of an operation with random parameters for random input of three rows. */
export function runOperation({ operation, shape }: OperationCase) {
  const builder = createGraphBuilder();
  const node = builder.add({ name: 'layer', operation, inputs: [inputOf(builder, shape)] });
  const program = createInferenceProgram({ graph: builder.graph([node]), rows: ROWS });
  for (let i = 0; i < program.parameters.length; i++) program.parameters[i] = floats(1, i + 1e6)[0];
  const sizes = builder.graph([node]).parameters.map((parameter) => product(parameter.shape));
  const x = floats(ROWS * product(shape));
  const [y] = program.predict({ columns: [x], indices: [0, 1, 2] });
  let from = 0;
  const parameters = sizes.map((size) => {
    from += size;
    return program.parameters.slice(from - size, from);
  });
  return { x, y: y.slice(), shape: builder.shapeOf(node), parameters };
}

/** The output of an operation without parameters for one row. */
export function applyTo(operation: OperationSpec, shape: Shape, row: readonly number[]): number[] {
  const builder = createGraphBuilder();
  const node = builder.add({ name: 'layer', operation, inputs: [inputOf(builder, shape)] });
  const program = createInferenceProgram({ graph: builder.graph([node]), rows: 1 });
  return [...program.predict({ columns: [Float32Array.from(row)], indices: [0] })[0]];
}

/**
 * The largest error of the gradients by an operation's parameters and by those of a dense layer before it, against finite
 * differences; and how far they change when the rows come in two parts, of which the second is added to the first.
 */
export function gradientErrors({ operation, shape }: OperationCase): { numeric: number; parts: number } {
  const program = programOf((builder) => {
    const x = inputOf(builder, shape);
    const before = builder.add({
      name: 'before',
      operation: { kind: 'dense', units: shape[shape.length - 1], useBias: true, activation: 'tanh' },
      inputs: [x],
    });
    const layer = builder.add({ name: 'layer', operation, inputs: [before] });
    const flat = builder.add({
      name: 'flat',
      operation: { kind: 'reshape', shape: [product(builder.shapeOf(layer))] },
      inputs: [layer],
    });
    const logits = builder.add({
      name: 'logits',
      operation: { kind: 'dense', units: 3, useBias: true },
      inputs: [flat],
    });
    return builder.add({ name: 'softmax', operation: { kind: 'softmax' }, inputs: [logits] });
  });
  fill(program, 0.6);
  const data = {
    columns: [floats(4 * product(shape))],
    indices: [3, 2, 1, 0],
    targets: [{ labels: [0, 1, 2, 1] }],
  };
  const numeric = largestGradientError(program, data);
  program.gradient(data, step);
  const whole = program.laneGradients[0].slice();
  const lanes = [
    { lane: 0, rows: 3, accumulate: false },
    { lane: 0, rows: 1, accumulate: true },
  ];
  program.gradient(data, { ...step, lanes });
  const apart = whole.map((value, i) => Math.abs(value - program.laneGradients[0][i]));
  return { numeric, parts: Math.max(...apart) / Math.max(...whole.map(Math.abs)) };
}

/** The windows as tfjs works them out. */
export function convolutionGeometry(
  image: Shape,
  window: {
    readonly filter: readonly [number, number, number, number];
    readonly strides: Pair;
    readonly padding: Padding;
    readonly dilations?: Pair;
    readonly isDepthwise?: boolean;
  },
): backend_util.Conv2DInfo {
  const [height, width, channels] = image;
  const { filter, strides, padding, dilations = [1, 1], isDepthwise } = window;
  return backend_util.computeConv2DInfo(
    [ROWS, height, width, channels],
    [...filter],
    [...strides],
    [...dilations],
    padding,
    undefined,
    isDepthwise,
  );
}

/** The same for a pooling. */
export function poolingGeometry(
  image: Shape,
  {
    poolSize,
    strides,
    padding,
  }: { readonly poolSize: Pair; readonly strides: Pair; readonly padding: Padding },
): backend_util.Conv2DInfo {
  const [height, width, channels] = image;
  return backend_util.computePool2DInfo(
    [ROWS, height, width, channels],
    [...poolSize],
    [...strides],
    1,
    padding,
  );
}

function inputOf(builder: GraphBuilder, shape: Shape): number {
  return builder.add({ name: 'input', operation: { kind: 'input', shape, type: 'float32' } });
}

function product(shape: Shape): number {
  return shape.reduce((size, length) => size * length, 1);
}
