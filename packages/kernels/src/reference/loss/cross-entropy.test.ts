// The categorical cross-entropies against their reference, with the gradient by the logits where the outputs are softmax', and
// against each other to the bit.
import { describe, expect, it } from 'vitest';
import { kernelMemory } from '../../testing/kernel-memory.ts';
import {
  anything,
  drawn,
  expectLoss,
  positive,
  probability,
  type RowLoss,
  type RunLoss,
  SCALE,
  weights,
} from '../../testing/loss-case.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { uniform } from '../../testing/uniform.ts';
import { softmax } from '../activation/softmax.ts';
import { categoricalCrossentropy } from './cross-entropy.ts';

it('the reference, by hand', () => {
  expect(categoricalCrossentropy([1, 3], [1, 0])).toBeCloseTo(2 * Math.LN2, 12);
});

describe('of any targets', () => {
  it.each([2, 3, 10])('cross-entropy of outputs that are not softmax, rows of %i', (size) => {
    expectLoss(
      drawn(6, size, positive, probability),
      (kernels, at) =>
        kernels.normalizedCrossEntropy(
          at.outputs,
          at.targets,
          6,
          size,
          at.weights,
          1,
          SCALE,
          at.gradient,
          at.total,
        ),
      categoricalCrossentropy,
    );
  });

  it.each([2, 3, 10])('cross-entropy of softmax, rows of %i: the gradient by the logits', (size) => {
    const logits = drawn(6, size, anything, probability);
    const run: RunLoss = (kernels, at) => {
      kernels.softmax(at.outputs, 6, size);
      kernels.categoricalCrossEntropy(
        at.outputs,
        at.targets,
        6,
        size,
        at.weights,
        1,
        SCALE,
        at.gradient,
        at.total,
      );
    };
    const loss: RowLoss = (z, t) =>
      categoricalCrossentropy(softmax(z, { outer: 1, length: size, inner: 1 }), t);
    for (const weight of [undefined, weights]) {
      const memory = kernelMemory();
      const [outputs, targets, gradient] = [logits.y, logits.t, logits.y].map((v) => memory.floats(v));
      const total = memory.doubles(1);
      const rowWeights = weight ? memory.floats(weight) : 0;
      run(memory.kernels, { outputs, targets, weights: rowWeights, gradient, total });
      const row = (values: readonly number[], i: number) => values.slice(i * size, (i + 1) * size);
      const losses = [0, 1, 2, 3, 4, 5].map(
        (i) => (weight?.[i] ?? 1) * loss(row(logits.y, i), row(logits.t, i)),
      );
      expectClose(memory.readDoubles(total, 1), [losses.reduce((a, b) => a + b)], { atol: 1e-5, rtol: 1e-6 });
      const slopes = logits.y.map((z, i) => {
        const index = Math.floor(i / size);
        const at = (moved: number) => loss(row(logits.y.with(i, moved), index), row(logits.t, index));
        return ((at(z + 1e-5) - at(z - 1e-5)) / 2e-5) * SCALE * (weight?.[index] ?? 1);
      });
      expectClose(memory.readFloats(gradient, slopes.length), slopes, { atol: 1e-5, rtol: 1e-5 });
    }
  });
});

describe('class numbers', () => {
  const [rows, classes] = [13, 7];
  const values = Array.from({ length: rows * classes }, (_, i) => anything(uniform(i)));
  const labels = Array.from({ length: rows }, (_, i) => Math.floor(uniform(i + 5000) * classes));

  /** Loss and gradient of the labels, or of ones among zeros. */
  function measure({
    rowWeights,
    rowsPerWeight = 1,
    asTargets = false,
  }: {
    readonly rowWeights?: readonly number[];
    readonly rowsPerWeight?: number;
    readonly asTargets?: boolean;
  } = {}) {
    const memory = kernelMemory();
    const { kernels } = memory;
    const [p, gradient] = [memory.floats(values), memory.floats(values)];
    kernels.softmax(p, rows, classes);
    const total = memory.doubles(1);
    const weight = rowWeights ? memory.floats(rowWeights) : 0;
    const oneHot = labels.flatMap((label) =>
      Array.from({ length: classes }, (_, i) => (i === label ? 1 : 0)),
    );
    const targets = asTargets ? memory.floats(oneHot) : memory.integers(labels);
    const run = asTargets ? kernels.categoricalCrossEntropy : kernels.sparseCrossEntropy;
    run(p, targets, rows, classes, weight, rowsPerWeight, SCALE, gradient, total);
    return { loss: memory.readDoubles(total, 1)[0], gradient: memory.readFloats(gradient, values.length) };
  }

  it('give the bits of the first recorded runs, whose labels were bytes', () => {
    const { loss, gradient } = measure();
    expect(loss).toBe(31.593496561050415);
    expect(gradient.slice(0, classes)).toEqual([
      0.4656776785850525, 0.10553263127803802, -0.721095621585846, 0.07928866147994995, 0.03484553471207619,
      0.01989198848605156, 0.015859168022871017,
    ]);
  });

  it('give the bits of ones among zeros, and of weights of one', () => {
    const rowWeights = Array<number>(rows).fill(1);
    for (const asTargets of [false, true]) {
      expect(measure({ asTargets, rowWeights })).toEqual(measure());
    }
  });

  it('take a weight for every so many rows, as pixels of one image have', () => {
    const rowWeights = labels.map((_, i) => weights[Math.floor(i / 3)]);
    for (const asTargets of [false, true]) {
      expect(measure({ asTargets, rowWeights: weights, rowsPerWeight: 3 })).toEqual(
        measure({ asTargets, rowWeights }),
      );
    }
  });
});
