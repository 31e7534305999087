// The categorical cross-entropies against their reference, with the gradient by the logits where the outputs are softmax', and
// against each other to the bit.
import { describe, expect, it } from 'vitest';
import { type KernelMemory, kernelMemory } from '../testing/kernel-memory.ts';
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
} from '../testing/loss-case.ts';
import { expectClose } from '../testing/tolerance.ts';
import { uniform } from '../testing/uniform.ts';
import { categoricalCrossentropy } from './cross-entropy.ts';
import { softmax } from './softmax.ts';

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

describe('labels as 32-bit integers, and targets without labels', () => {
  const [rows, classes] = [13, 7];
  const values = Array.from({ length: rows * classes }, (_, i) => anything(uniform(i)));
  const labels = Array.from({ length: rows }, (_, i) => Math.floor(uniform(i + 5000) * classes));

  /** Loss, number of right rows where the kernel counts them, and gradient. */
  function measure(run: (memory: KernelMemory, p: number, g: number, totals: number) => void) {
    const memory = kernelMemory();
    const [p, gradient] = [memory.floats(values), memory.floats(values)];
    memory.kernels.softmax(p, rows, classes);
    const totals = memory.doubles(2);
    run(memory, p, gradient, totals);
    const [loss, correct] = memory.readDoubles(totals, 2);
    return { loss, correct, gradient: memory.readFloats(gradient, values.length) };
  }
  const asBytes = (memory: KernelMemory) => {
    const packed = new Uint8Array(Math.ceil(rows / 4) * 4);
    packed.set(labels);
    return memory.integers(new Int32Array(packed.buffer));
  };
  const oneHot = labels.flatMap((label) => Array.from({ length: classes }, (_, i) => (i === label ? 1 : 0)));
  const ones = Array<number>(rows).fill(1);

  it('give the bits of the kernels for bytes', () => {
    const bytes = measure((memory, p, gradient, totals) =>
      memory.kernels.crossEntropy(p, asBytes(memory), rows, classes, SCALE, gradient, totals),
    );
    for (const weighted of [false, true]) {
      const integers = measure((memory, p, gradient, totals) =>
        memory.kernels.sparseCrossEntropy(
          p,
          memory.integers(labels),
          rows,
          classes,
          weighted ? memory.floats(ones) : 0,
          1,
          SCALE,
          gradient,
          totals,
        ),
      );
      expect(integers).toEqual(bytes);
    }
    const targets = measure((memory, p, gradient, totals) =>
      memory.kernels.targetCrossEntropy(
        p,
        memory.floats(oneHot),
        asBytes(memory),
        rows,
        classes,
        SCALE,
        gradient,
        totals,
      ),
    );
    const unlabelled = measure((memory, p, gradient, totals) =>
      memory.kernels.categoricalCrossEntropy(
        p,
        memory.floats(oneHot),
        rows,
        classes,
        memory.floats(ones),
        1,
        SCALE,
        gradient,
        totals,
      ),
    );
    expect(unlabelled).toEqual({ ...targets, correct: 0 });
  });

  it('take a weight for every so many rows, as pixels of one image have', () => {
    const perRow = measure((memory, p, gradient, totals) => {
      const each = labels.map((_, i) => weights[Math.floor(i / 3)]);
      memory.kernels.sparseCrossEntropy(
        p,
        memory.integers(labels),
        rows,
        classes,
        memory.floats(each),
        1,
        SCALE,
        gradient,
        totals,
      );
    });
    const perThree = measure((memory, p, gradient, totals) =>
      memory.kernels.sparseCrossEntropy(
        p,
        memory.integers(labels),
        rows,
        classes,
        memory.floats(weights),
        3,
        SCALE,
        gradient,
        totals,
      ),
    );
    expect(perThree).toEqual(perRow);
  });
});
