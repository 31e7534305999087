// The references by numbers worked out by hand, and the compiled losses against them: sums, weights, and gradients by
// differences in 64 bits.
import { describe, expect, it } from 'vitest';
import { kernelMemory } from '../../testing/kernel-memory.ts';
import { anything, drawn, expectLoss, positive, probability, SCALE, sign } from '../../testing/loss-case.ts';
import { expectClose, type Tolerance } from '../../testing/tolerance.ts';
import { categoricalHinge, cosineSimilarity, pointwiseLosses } from './losses.ts';

const ROUNDING: Tolerance = { atol: 2e-6, rtol: 2e-6 };

describe('the references, by hand', () => {
  const byHand: readonly (readonly [
    name: keyof typeof pointwiseLosses,
    y: number,
    t: number,
    loss: number,
  ])[] = [
    ['meanSquaredError', 1.5, 3.5, 4],
    ['meanAbsoluteError', 1.5, 3.5, 2],
    ['meanAbsolutePercentageError', 1.5, 2, 25],
    ['meanSquaredLogarithmicError', Math.E - 1, 0, 1],
    ['huber', 1.5, 1, 0.125],
    ['huber', 4, 1, 2.5],
    ['logcosh', 1, 0, Math.log(Math.cosh(1))],
    ['hinge', 0.25, -1, 1.25],
    ['hinge', 2, 1, 0],
    ['squaredHinge', 0.5, 1, 0.25],
    ['kullbackLeiblerDivergence', 0.25, 0.5, 0.5 * Math.LN2],
    ['poisson', 1, 2, 1],
    ['binaryCrossentropy', 0.25, 1, 2 * Math.LN2],
    ['binaryCrossentropyFromLogits', 0, 1, Math.LN2],
  ];

  it.each(byHand)('%s(%d, %d) = %d', (name, y, t, loss) => {
    expectClose([pointwiseLosses[name](y, t, 1)], [loss], { atol: 3e-7, rtol: 0 });
  });

  it('of whole rows', () => {
    // 1 + (1 * 0.5) - 0.25, and the right class ahead by more than 1.
    expect(categoricalHinge([0.25, 0.5], [1, 0])).toBe(1.25);
    expect(categoricalHinge([3, 0.5], [1, 0])).toBe(0);
    expect(cosineSimilarity([3, 4], [4, 3])).toBeCloseTo(-24 / 25, 12);
  });
});

describe('sums over single numbers, with their gradients', () => {
  const cases = {
    meanSquaredError: { number: 0, output: anything, target: anything },
    meanAbsoluteError: { number: 1, output: anything, target: anything },
    meanAbsolutePercentageError: { number: 2, output: anything, target: positive },
    meanSquaredLogarithmicError: { number: 3, output: positive, target: positive },
    huber: { number: 4, output: anything, target: anything },
    logcosh: { number: 5, output: anything, target: anything },
    hinge: { number: 6, output: anything, target: sign },
    squaredHinge: { number: 7, output: anything, target: sign },
    kullbackLeiblerDivergence: { number: 8, output: probability, target: probability },
    poisson: { number: 9, output: positive, target: positive },
    binaryCrossentropy: { number: 10, output: probability, target: probability },
    binaryCrossentropyFromLogits: { number: 12, output: anything, target: probability },
  } as const;
  const delta = Math.fround(0.8);

  it.each(
    Object.entries(cases).flatMap(([name, of]) => [1, 3, 4, 10].map((size) => ({ name, size, ...of }))),
  )('$number $name, rows of $size', ({ name, number, output, target, size }) => {
    const f = pointwiseLosses[name as keyof typeof cases];
    expectLoss(
      drawn(6, size, output, target),
      (kernels, at) =>
        kernels.pointwiseLoss(
          number,
          delta,
          at.outputs,
          at.targets,
          6,
          size,
          at.weights,
          SCALE,
          at.gradient,
          at.total,
        ),
      (y, t) => y.reduce((sum, value, i) => sum + f(value, t[i], delta), 0),
    );
  });

  it('the binary cross-entropy of a sigmoid has the gradient by its input', () => {
    const logits = drawn(6, 5, anything, probability);
    const memory = kernelMemory();
    const outputs = memory.floats(logits.y);
    memory.kernels.biasActivation(outputs, 6, 5, 0, 7);
    const [gradient, byLogits] = [memory.floats(logits.y), memory.floats(logits.y)];
    const targets = memory.floats(logits.t);
    const total = memory.doubles(2);
    const { pointwiseLoss } = memory.kernels;
    pointwiseLoss(11, 0, outputs, targets, 6, 5, 0, SCALE, gradient, total);
    pointwiseLoss(12, 0, memory.floats(logits.y), targets, 6, 5, 0, SCALE, byLogits, total + 8);
    const [received, expected] = memory.readDoubles(total, 2);
    expectClose([received], [expected], ROUNDING);
    expectClose(memory.readFloats(gradient, 30), memory.readFloats(byLogits, 30), ROUNDING);
  });

  it('at corners and beyond bounds the slope is what Keras takes', () => {
    const slopeOf = (number: number, y: number, t: number) => {
      const memory = kernelMemory();
      const gradient = memory.floats([0]);
      const [outputs, targets] = [memory.floats([y]), memory.floats([t])];
      memory.kernels.pointwiseLoss(number, 1, outputs, targets, 1, 1, 0, 1, gradient, memory.doubles(1));
      return memory.readFloats(gradient, 1)[0];
    };
    expect(slopeOf(1, 2, 2)).toBe(0);
    expect(slopeOf(2, 2, 2)).toBe(0);
    expect(slopeOf(3, -0.5, 1)).toBe(0);
    expect(slopeOf(6, 1, 1) + 0).toBe(0);
    expect(slopeOf(8, 0, 1)).toBe(0);
    expect(slopeOf(8, 1.5, 1)).toBe(0);
    expect(slopeOf(10, 0, 1)).toBe(0);
    expect(slopeOf(10, 1, 0)).toBe(0);
    // A saturated sigmoid still learns.
    expect(slopeOf(11, 1, 0)).toBe(1);
    expect(slopeOf(12, 100, 0)).toBe(1);
  });

  it('NaN comes through', () => {
    for (let number = 0; number <= 12; number++) {
      const memory = kernelMemory();
      const total = memory.doubles(1);
      const outputs = memory.floats([Number.NaN, 0.5]);
      memory.kernels.pointwiseLoss(number, 1, outputs, memory.floats([1, 0.5]), 1, 2, 0, 1, 0, total);
      expect(memory.readDoubles(total, 1), `loss ${number}`).toEqual([Number.NaN]);
    }
  });
});

describe('losses of rows, with their gradients', () => {
  it.each([1, 2, 3, 4, 10])('categorical hinge and cosine similarity, rows of %i', (size) => {
    const oneHot = drawn(6, size, anything, () => 0);
    const labelled = {
      ...oneHot,
      t: oneHot.t.map((_, i) => (i % size === Math.floor(i / size) % size ? 1 : 0)),
    };
    for (const number of [labelled, drawn(6, size, anything, anything)]) {
      expectLoss(
        number,
        (kernels, at) =>
          kernels.categoricalHinge(
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
        categoricalHinge,
      );
      expectLoss(
        number,
        (kernels, at) =>
          kernels.cosineSimilarity(
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
        cosineSimilarity,
      );
    }
  });

  it('a row without length has the gradient that Keras gives it', () => {
    const short = { rows: 1, size: 3, y: [0, 0, 0], t: [1, 2, 2] };
    expectLoss(
      { ...short, rows: 1 },
      (kernels, at) =>
        kernels.cosineSimilarity(at.outputs, at.targets, 1, 3, at.weights, 1, SCALE, at.gradient, at.total),
      cosineSimilarity,
      1e-8,
    );
  });
});
