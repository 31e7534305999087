// Batch normalization in a graph: gradients by differences, whose rows the statistics are, and what becomes of the running
// averages. The kernels themselves: ../../../kernels/normalization/batch-normalization.test.ts.
import { describe, expect, it, test } from 'vitest';
import { batchNormalization, moments } from '../../../reference/normalization/batch-normalization.ts';
import { arithmeticUnderTest } from '../../../testing/arithmetic-under-test.ts';
import { floats, largestGradientError, step, uniform } from '../../../testing/graph-case.ts';
import { expectClose } from '../../../testing/tolerance.ts';
import { layOutParameters } from '../../memory/parameter-layout.ts';
import { createTrainingMemory } from '../../memory/program-memory.ts';
import { createGraphBuilder, type GraphBuilder } from '../../network/build-graph.ts';
import { createTrainingProgram } from '../../program.ts';
import type { OperationSpec } from '../specs.ts';
import type { BatchNormalizationSpec } from './batch-normalization.ts';

const arithmetic = arithmeticUnderTest();
const ROUNDING = { atol: 2e-6, rtol: 2e-6 };
const EPSILON = 0.001;

const normalization = (options: Partial<BatchNormalizationSpec> = {}): BatchNormalizationSpec => ({
  kind: 'batchNormalization',
  epsilon: EPSILON,
  scale: true,
  center: true,
  ...options,
});
const dense = (units: number): OperationSpec => ({ kind: 'dense', units, useBias: true });
const convolution: OperationSpec = {
  kind: 'conv2d',
  filters: 6,
  kernelSize: [3, 3],
  strides: [1, 1],
  padding: 'same',
  useBias: false,
};

/** A classifier of rows of this shape behind what `build` adds, which is the second output. */
function programOf(
  shape: readonly number[],
  build: (builder: GraphBuilder, input: number) => number,
  { lanes = 1, rows = 4 }: { readonly lanes?: number; readonly rows?: number } = {},
) {
  const builder = createGraphBuilder();
  const input = builder.add({ name: 'input', operation: { kind: 'input', shape, type: 'float32' } });
  const last = build(builder, input);
  const size = builder.shapeOf(last).reduce((product, length) => product * length, 1);
  const chain = [{ kind: 'reshape', shape: [size] } as const, dense(3), { kind: 'softmax' } as const];
  const output = chain.reduce<number>(
    (node, operation) => builder.add({ name: operation.kind, operation, inputs: [node] }),
    last,
  );
  const graph = builder.graph([output, last]);
  const losses = [{ loss: { kind: 'categoricalCrossEntropy' } }] as const;
  const memory = createTrainingMemory({ graph, losses, rows, lanes, arithmetic });
  const program = createTrainingProgram({ graph, losses, rows, memory, arithmetic });
  const layout = layOutParameters(graph);
  // Variances are above 0.
  for (let i = 0; i < program.parameters.length; i++) program.parameters[i] = uniform(i + 5e6) - 0.5;
  for (const { from, to } of layout.states) {
    for (let i = from; i < to; i++) program.parameters[i] = 0.5 + uniform(i);
  }
  return { program, layout, size };
}

const labels = [0, 1, 2, 1, 0, 2, 1, 1];

function rowsOf(shape: readonly number[], rows = 4) {
  const size = shape.reduce((product, length) => product * length, 1);
  return {
    columns: [floats(rows * size)],
    indices: Array.from({ length: rows }, (_, i) => i),
    targets: [{ labels }],
  };
}

const chain =
  (...operations: readonly OperationSpec[]) =>
  (builder: GraphBuilder, input: number) =>
    operations.reduce(
      (node, operation, i) => builder.add({ name: `${operation.kind}${i}`, operation, inputs: [node] }),
      input,
    );

describe('gradients against finite differences', () => {
  const tanh: OperationSpec = { kind: 'activation', activation: 'tanh' };
  const relu: OperationSpec = { kind: 'activation', activation: 'relu' };
  test.each<[string, number[], (builder: GraphBuilder, input: number) => number]>([
    ['of vectors', [5], chain(dense(6), normalization(), tanh)],
    ['of images', [4, 5, 2], chain(convolution, normalization(), tanh, convolution)],
    ['with relu', [4, 5, 2], chain(convolution, normalization(), relu, convolution)],
    ['without gamma', [5], chain(dense(6), normalization({ scale: false }))],
    ['without beta', [5], chain(dense(6), normalization({ center: false }), tanh)],
    ['with running averages', [5], chain(dense(6), normalization({ isFrozen: true }), tanh)],
    [
      'of a residual block before the convolutions',
      [4, 5, 2],
      (builder, input) => {
        const x = chain(convolution)(builder, input);
        const y = chain(normalization(), tanh, convolution, normalization(), tanh, convolution)(builder, x);
        return builder.add({ name: 'add', operation: { kind: 'add' }, inputs: [x, y] });
      },
    ],
    [
      'of a layer that is used twice',
      [5],
      (builder, input) => {
        const x = builder.add({ name: 'x', operation: dense(6), inputs: [input] });
        const first = builder.add({ name: 'first', operation: normalization(), inputs: [x] });
        const y = builder.add({ name: 'y', operation: dense(6), inputs: [first] });
        return builder.add({ name: 'twice', operation: normalization(), inputs: [y], sharedWith: first });
      },
    ],
  ])('%s', (_, shape, build) => {
    const { program, layout } = programOf(shape, build);
    const error = largestGradientError(program, rowsOf(shape), { parameters: layout.trained });
    expect(error).toBeLessThan(0.02);
  });
});

describe('the statistics', () => {
  const shape = [3, 2];
  const lanes = [0, 1].map((lane) => ({ lane, rows: 2, accumulate: false }));
  const data = rowsOf(shape);
  const [x] = data.columns;
  const halves = [x.subarray(0, 12), x.subarray(12)];

  it("are those of each lane's rows in training, and running averages in evaluation", () => {
    const { program, layout } = programOf(shape, chain(normalization()), { lanes: 2 });
    const values = ({ from, to }: { from: number; to: number }) => program.parameters.slice(from, to);
    const [scale, offset] = layout.parameters.map(values);
    const [mean, variance] = layout.states.map(values);
    program.gradient(data, { ...step, lanes });
    const trained = halves.flatMap((half) =>
      batchNormalization(half, { ...moments(half, 2), scale, offset, epsilon: EPSILON }),
    );
    expectClose(program.outputs(4)[1], trained, ROUNDING);
    const evaluated = batchNormalization(x, { mean, variance, scale, offset, epsilon: EPSILON });
    expectClose(program.predict(data)[1], evaluated, ROUNDING);
  });

  it('move the running averages by their mean over lanes and passes', () => {
    const { program, layout } = programOf(shape, chain(normalization()), { lanes: 2 });
    const [meanRange, varianceRange] = layout.states;
    const before = program.parameters.slice(meanRange.from, varianceRange.to);
    const options = { ...step, scale: 1 / 8 };
    program.gradient(data, { ...options, lanes });
    program.gradient(data, { ...options, lanes: lanes.map((lane) => ({ ...lane, accumulate: true })) });
    program.followObservation({ from: meanRange.from, to: varianceRange.to, share: 0.25 });
    const observed = halves.map((half) => moments(half, 2));
    const expected = (['mean', 'variance'] as const).flatMap((name) =>
      [0, 1].map((channel) => (observed[0][name][channel] + observed[1][name][channel]) / 2),
    );
    expectClose(
      program.parameters.subarray(meanRange.from, varianceRange.to),
      expected.map((value, i) => 0.75 * before[i] + 0.25 * value),
      ROUNDING,
    );
  });

  it('are observed where nothing else is trained up to there', () => {
    const plain = normalization({ scale: false, center: false });
    const { program, layout } = programOf(shape, chain(plain));
    program.gradient(data, step);
    const [{ from }, { to }] = layout.states;
    const { mean, variance } = moments(x, 2);
    expectClose(program.laneGradients[0].subarray(from, to), [...mean, ...variance], ROUNDING);
  });

  it('move once for each call where a layer is used twice', () => {
    const { program, layout } = programOf([6], (builder, input) => {
      const options = { operation: normalization(), momentum: 0.75 };
      const first = builder.add({ name: 'first', ...options, inputs: [input] });
      return builder.add({ name: 'twice', ...options, inputs: [first], sharedWith: first });
    });
    const data = rowsOf([6]);
    const [gamma, beta] = layout.parameters;
    program.parameters.fill(1, gamma.from, gamma.to).fill(0, beta.from, beta.to);
    program.gradient(data, step);
    const first = moments(data.columns[0], 6);
    const normal = batchNormalization(data.columns[0], { ...first, epsilon: EPSILON });
    const second = moments(normal, 6);
    const [{ from, to }] = layout.states;
    // After both calls 0.75² of the state is left, 0.75 · 0.25 of it is of the first call, 0.25 of the second.
    const expected = first.mean.map((mean, channel) => (0.75 * mean + second.mean[channel]) / 1.75);
    expectClose(program.laneGradients[0].subarray(from, to), expected, ROUNDING);
  });

  it('are the running averages in training where the layer is frozen, which observes nothing', () => {
    const { program, layout } = programOf(shape, (builder, input) =>
      builder.add({
        name: 'frozen',
        operation: normalization({ isFrozen: true }),
        inputs: [input],
        trainable: false,
        momentum: 1,
      }),
    );
    const [{ from }, { to }] = layout.states;
    program.gradient(data, step);
    const trained = [...program.outputs(4)[1]];
    expect(trained).toEqual([...program.predict(data)[1]]);
    expect([...program.laneGradients[0].subarray(from, to)]).toEqual([0, 0, 0, 0]);
  });
});
