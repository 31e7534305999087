// Losses of a network's output: their sums against the references, which are means over a sample; weights; and gradients by
// finite differences.
import { describe, expect, it } from 'vitest';
import { categoricalCrossentropy } from '../../reference/loss/cross-entropy.ts';
import { categoricalHinge, cosineSimilarity, pointwiseLosses } from '../../reference/loss/losses.ts';
import { fill, floats, largestGradientError, programOf, step, uniform } from '../../testing/graph-case.ts';
import { type Shape, sizeOf } from '../network/graph.ts';
import type { ElementwiseActivation } from '../operations/fused-activation.ts';
import type { LabelledRows, TrainingProgram } from '../program.ts';
import type { Target } from './loss.ts';
import type { LossSpec } from './specs.ts';

const ROWS = 4;
const TOLERANCE = 0.02;

type LastActivation = ElementwiseActivation | 'softmax';

interface LossCase {
  readonly loss: LossSpec;
  /** Of one vector along the last axis; the loss is the mean over them. */
  readonly reference: (y: readonly number[], t: readonly number[]) => number;
  readonly activation?: LastActivation;
  readonly target?: (u: number) => number;
}

const mean =
  (f: (y: number, t: number) => number) =>
  (y: readonly number[], t: readonly number[]): number =>
    y.reduce((sum, value, i) => sum + f(value, t[i]), 0) / y.length;
const fraction = (u: number) => 0.1 + 0.8 * u;
const sign = (u: number) => (u < 0.5 ? -1 : 1);
const { huber, kullbackLeiblerDivergence, binaryCrossentropy, binaryCrossentropyFromLogits, ...others } =
  pointwiseLosses;

const cases: readonly LossCase[] = [
  { loss: { kind: 'meanSquaredError' }, reference: mean(others.meanSquaredError) },
  { loss: { kind: 'meanAbsoluteError' }, reference: mean(others.meanAbsoluteError) },
  {
    loss: { kind: 'meanAbsolutePercentageError' },
    reference: mean(others.meanAbsolutePercentageError),
    target: fraction,
  },
  {
    loss: { kind: 'meanSquaredLogarithmicError' },
    reference: mean(others.meanSquaredLogarithmicError),
    activation: 'sigmoid',
    target: fraction,
  },
  { loss: { kind: 'huber' }, reference: mean((y, t) => huber(y, t, 1)) },
  { loss: { kind: 'huber', delta: 0.25 }, reference: mean((y, t) => huber(y, t, 0.25)) },
  { loss: { kind: 'logCosh' }, reference: mean(others.logcosh) },
  { loss: { kind: 'hinge' }, reference: mean(others.hinge), target: sign },
  { loss: { kind: 'squaredHinge' }, reference: mean(others.squaredHinge), target: sign },
  {
    loss: { kind: 'kullbackLeiblerDivergence' },
    reference: (y, t) => y.length * mean(kullbackLeiblerDivergence)(y, t),
    activation: 'sigmoid',
    target: fraction,
  },
  { loss: { kind: 'poisson' }, reference: mean(others.poisson), activation: 'softplus', target: fraction },
  {
    loss: { kind: 'binaryCrossEntropy' },
    reference: mean(binaryCrossentropy),
    activation: 'sigmoid',
    target: fraction,
  },
  {
    loss: { kind: 'binaryCrossEntropy' },
    reference: mean(binaryCrossentropy),
    activation: 'hard_sigmoid',
    target: fraction,
  },
  {
    loss: { kind: 'binaryCrossEntropy', fromLogits: true },
    reference: mean(binaryCrossentropyFromLogits),
    target: fraction,
  },
  { loss: { kind: 'categoricalHinge' }, reference: categoricalHinge, target: fraction },
  { loss: { kind: 'cosineSimilarity' }, reference: cosineSimilarity },
  {
    loss: { kind: 'categoricalCrossEntropy' },
    reference: categoricalCrossentropy,
    activation: 'softmax',
    target: fraction,
  },
  {
    loss: { kind: 'categoricalCrossEntropy' },
    reference: categoricalCrossentropy,
    activation: 'sigmoid',
    target: fraction,
  },
];

function programFor(loss: LossSpec, shape: Shape, activation: LastActivation = 'linear'): TrainingProgram {
  const program = programOf(
    (builder) => {
      const input = builder.add({ name: 'input', operation: { kind: 'input', shape: [5], type: 'float32' } });
      const dense = { kind: 'dense', units: sizeOf(shape), useBias: true } as const;
      const flat = builder.add({ name: 'dense', operation: dense, inputs: [input] });
      const values = builder.add({ name: 'reshape', operation: { kind: 'reshape', shape }, inputs: [flat] });
      const last =
        activation === 'softmax' ? { kind: activation } : ({ kind: 'activation', activation } as const);
      return builder.add({ name: 'last', operation: last, inputs: [values] });
    },
    { rows: ROWS, loss },
  );
  fill(program, 1.2);
  return program;
}

const rowsWith = (target: Target): LabelledRows => ({
  columns: [floats(ROWS * 5)],
  indices: [3, 1, 0, 2],
  targets: [target],
});

/** The sum of the losses of all rows by the reference. */
function expectedSum(
  { reference }: LossCase,
  given: {
    readonly outputs: ArrayLike<number>;
    readonly values: ArrayLike<number>;
    readonly shape: Shape;
    readonly weights?: ArrayLike<number>;
  },
): number {
  const { outputs, values, shape, weights } = given;
  const length = shape[shape.length - 1];
  const vectors = sizeOf(shape) / length;
  let sum = 0;
  for (let i = 0; i < ROWS * vectors; i++) {
    const vector = (all: ArrayLike<number>) => Array.from({ length }, (_, j) => all[i * length + j]);
    const weight = weights?.[Math.floor(i / vectors)] ?? 1;
    sum += (weight * reference(vector(outputs), vector(values))) / vectors;
  }
  return sum;
}

describe.each(cases)('$loss behind $activation', (given) => {
  const { loss, activation, target = (u: number) => 2 * u - 1 } = given;

  it.each<[Shape]>([[[4]], [[2, 3, 5]]])('of outputs %o', (shape) => {
    const values = Float32Array.from({ length: ROWS * sizeOf(shape) }, (_, i) => target(uniform(i + 400)));
    for (const weights of [undefined, Float32Array.of(1, 0, 2.5, 0.5)]) {
      const program = programFor(loss, shape, activation);
      const data = rowsWith(weights ? { values, weights } : { values });
      const [sum] = program.evaluate(data);
      const [outputs] = program.outputs(ROWS);
      const expected = expectedSum(given, { outputs, values, shape, weights });
      expect(Math.abs(sum - expected)).toBeLessThan(1e-5 * (1 + Math.abs(expected)));
      expect(program.gradient(data, step)).toEqual([[sum]]);
      expect(largestGradientError(program, data, { trials: 25 })).toBeLessThan(TOLERANCE);
    }
  });
});

describe('class numbers', () => {
  const labels = [2, 0, 1, 2];
  const oneHot = (order: readonly number[]) =>
    Float32Array.from(order.flatMap((row) => [0, 1, 2].map((c) => (c === labels[row] ? 1 : 0))));

  it.each(['softmax', 'sigmoid'] as const)('are as good as ones among zeros, behind %s', (activation) => {
    const program = programFor({ kind: 'categoricalCrossEntropy' }, [3], activation);
    const sums = [{ labels }, { values: oneHot([3, 1, 0, 2]) }].map((target) => {
      const [[sum]] = program.gradient(rowsWith(target), step);
      return { sum, gradient: [...program.laneGradients[0]] };
    });
    expect(sums[0]).toEqual(sums[1]);
  });

  it('may be one for each pixel, beyond 255 classes', () => {
    const program = programFor({ kind: 'categoricalCrossEntropy' }, [2, 300], 'softmax');
    const pixels = [299, 0, 256, 17, 5, 298, 44, 299];
    const data = rowsWith({ labels: pixels });
    const [sum] = program.evaluate(data);
    const [outputs] = program.outputs(ROWS);
    const losses = [3, 1, 0, 2].flatMap((row, at) =>
      [0, 1].map((pixel) => -Math.log(outputs[(at * 2 + pixel) * 300 + pixels[row * 2 + pixel]]) / 2),
    );
    expect(Math.abs(sum - losses.reduce((a, b) => a + b))).toBeLessThan(1e-5 * sum);
    expect(largestGradientError(program, data, { trials: 25 })).toBeLessThan(TOLERANCE);
  });

  it('0 and 1 suit a single sigmoid', () => {
    const program = programFor({ kind: 'binaryCrossEntropy' }, [1], 'sigmoid');
    const byLabels = program.evaluate(rowsWith({ labels: [1, 0, 0, 1] }));
    expect(byLabels).toEqual(program.evaluate(rowsWith({ values: Float32Array.of(1, 0, 1, 0) })));
  });

  it.each<[LossSpec, Target, string]>([
    [
      { kind: 'categoricalCrossEntropy' },
      { labels: [0, 1, 2, 3] },
      'categoricalCrossEntropy expects class numbers from 0 to 2, received 3.',
    ],
    [
      { kind: 'categoricalCrossEntropy' },
      { values: new Float32Array(4) },
      'categoricalCrossEntropy expects 12 values for 4 rows, received 4.',
    ],
    [
      { kind: 'categoricalCrossEntropy' },
      {},
      'categoricalCrossEntropy expects class numbers or a value for each class, received neither.',
    ],
    [
      { kind: 'hinge' },
      { labels: [0, 1, 2, 0] },
      "hinge expects targets of the output's shape, 12 values for 4 rows; received class numbers.",
    ],
    [
      { kind: 'meanSquaredError' },
      { values: new Float32Array(4) },
      "meanSquaredError expects targets of the output's shape, 12 values for 4 rows; received 4 values.",
    ],
  ])('%o refuses %o', (loss, target, message) => {
    const program = programFor(loss, [3], 'softmax');
    expect(() => program.evaluate(rowsWith(target))).toThrow(message);
  });

  it('a categorical cross-entropy of one probability is refused', () => {
    expect(() => programFor({ kind: 'categoricalCrossEntropy' }, [1], 'sigmoid')).toThrow(
      'Use binary cross-entropy for a single probability.',
    );
  });
});

it('a saturated sigmoid and a saturated softmax still learn', () => {
  for (const [loss, activation, target] of [
    [{ kind: 'binaryCrossEntropy' }, 'sigmoid', { values: new Float32Array(ROWS * 2) }],
    [{ kind: 'categoricalCrossEntropy' }, 'softmax', { labels: [1, 1, 1, 1] }],
  ] satisfies [LossSpec, LastActivation, Target][]) {
    const program = programFor(loss, [2], activation);
    program.parameters.fill(0);
    // The bias of the first unit.
    program.parameters[10] = 100;
    program.gradient(rowsWith(target), step);
    expect(program.laneGradients[0][10]).toBeGreaterThan(0.4);
  }
});

it('softmax along another axis is left as it is', () => {
  const program = programOf(
    (builder) => {
      const input = builder.add({ name: 'input', operation: { kind: 'input', shape: [5], type: 'float32' } });
      const dense = { kind: 'dense', units: 12, useBias: true } as const;
      const flat = builder.add({ name: 'dense', operation: dense, inputs: [input] });
      const pixels = builder.add({
        name: 'reshape',
        operation: { kind: 'reshape', shape: [4, 3] },
        inputs: [flat],
      });
      return builder.add({ name: 'softmax', operation: { kind: 'softmax', axis: 1 }, inputs: [pixels] });
    },
    { rows: ROWS },
  );
  fill(program);
  const labels = Array.from({ length: ROWS * 4 }, (_, i) => i % 3);
  expect(largestGradientError(program, rowsWith({ labels }))).toBeLessThan(TOLERANCE);
});
