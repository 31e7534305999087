// Every loss compared with Keras, and its gradient with finite differences.

import { grad, mean, sub, sum, type Tensor, tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type LossSpec, readLoss } from '../losses/losses.ts';
import { lossesOnTape } from './losses-on-tape.ts';
import type { LossChoice } from './model-functions.ts';
import { prepareBackend } from './prepare-backend.ts';

beforeAll(prepareBackend);

const outputs = [0.2, -1.5, 0.7, 2, 0.1, -0.4];
const targets = [0.5, -1, 2, 1.5, 0.3, 0.6];
const sizes = outputs.map(Math.abs);
const probabilities = [0.2, 0.5, 0.3, 0.1, 0.1, 0.8];
const distributions = [0, 1, 0, 0.25, 0.25, 0.5];
const fractions = [0, 1, 1, 1, 0, 0.25];
const signs = [1, -1, 1, -1, 1, 1];
const classes = [0, 0, 1, 1, 0, 0];

interface Golden {
  readonly loss: LossSpec;
  readonly targets: readonly number[];
  readonly outputs: readonly number[];
  /** Losses of two samples with three outputs each: Keras 3.15 on JAX in float64, reduction=None. */
  readonly losses: readonly [number, number];
}

const goldens: Readonly<Record<string, Golden>> = {
  meanSquaredError: {
    loss: { kind: 'meanSquaredError' },
    targets,
    outputs,
    losses: [0.676666677, 0.430000007],
  },
  meanAbsoluteError: {
    loss: { kind: 'meanAbsoluteError' },
    targets,
    outputs,
    losses: [0.699999988, 0.566666722],
  },
  meanAbsolutePercentageError: {
    ...{ loss: { kind: 'meanAbsolutePercentageError' }, targets, outputs },
    losses: [58.333337307, 88.888883591],
  },
  meanSquaredLogarithmicError: {
    ...{ loss: { kind: 'meanSquaredLogarithmicError' }, targets: targets.map(Math.abs), outputs: sizes },
    losses: [0.140730664, 0.026326284],
  },
  huber: { loss: { kind: 'huber' }, targets, outputs, losses: [0.323333353, 0.215000004] },
  'huber with delta': {
    loss: { kind: 'huber', delta: 0.5 },
    targets,
    outputs,
    losses: [0.231666669, 0.173333332],
  },
  logCosh: { loss: { kind: 'logCosh' }, targets, outputs, losses: [0.280984282, 0.191254467] },
  categoricalCrossentropy: {
    ...{ loss: { kind: 'categoricalCrossentropy' }, targets: distributions, outputs: probabilities },
    losses: [Math.LN2, 1.262864322],
  },
  'categoricalCrossentropy of logits': {
    ...{ loss: { kind: 'categoricalCrossentropy', fromLogits: true }, targets: distributions, outputs },
    losses: [2.740772982, 1.89034246],
  },
  sparseCategoricalCrossentropy: {
    ...{
      loss: { kind: 'sparseCategoricalCrossentropy' },
      targets: [0, 0, 1, 1, 0, 0],
      outputs: probabilities,
    },
    losses: [1.203972804, Math.LN10],
  },
  binaryCrossentropy: {
    ...{ loss: { kind: 'binaryCrossentropy' }, targets: fractions, outputs: probabilities },
    losses: [0.706754565, 1.223603368],
  },
  'binaryCrossentropy of logits': {
    ...{ loss: { kind: 'binaryCrossentropy', fromLogits: true }, targets: fractions, outputs },
    losses: [0.967579484, 0.494780004],
  },
  hinge: { loss: { kind: 'hinge' }, targets: signs, outputs, losses: [0.366666675, 1.76666677] },
  squaredHinge: {
    loss: { kind: 'squaredHinge' },
    targets: signs,
    outputs,
    losses: [0.24333334, 3.923333645],
  },
  categoricalHinge: { loss: { kind: 'categoricalHinge' }, targets: classes, outputs, losses: [0.5, 0] },
  klDivergence: {
    ...{ loss: { kind: 'klDivergence' }, targets: distributions, outputs: probabilities },
    losses: [0.693144238, 0.223143551],
  },
  poisson: {
    loss: { kind: 'poisson' },
    targets: [1, 0, 2, 3, 1, 0],
    outputs: probabilities,
    losses: [1.672460794, 3.403445721],
  },
  cosineSimilarity: {
    loss: { kind: 'cosineSimilarity' },
    targets,
    outputs,
    losses: [-0.78527036, -0.83148476],
  },
};

const [samples, width] = [2, 3];
const shape: [number, number] = [samples, width];

describe.each(Object.entries(goldens))('%s', (_, { loss, targets: t, outputs: y, losses }) => {
  const lossesOf = (values: readonly number[]) =>
    tidy(() =>
      Array.from(
        lossesOnTape(loss, {
          targets: tensor2d([...t], shape),
          outputs: tensor2d([...values], shape),
        }).dataSync(),
      ),
    );

  test('is what Keras computes', () => {
    const found = lossesOf(y);
    // Single precision, which Keras' mean errors use too.
    for (const [i, value] of found.entries()) {
      expect(Math.abs(value - losses[i])).toBeLessThan(2e-6 * Math.max(1, Math.abs(losses[i])));
    }
  });

  test('has the gradient of finite differences', () => {
    const gradient = tidy(() => {
      const total = (values: Tensor) =>
        sum(lossesOnTape(loss, { targets: tensor2d([...t], shape), outputs: values }));
      return Array.from(grad(total)(tensor2d([...y], shape)).dataSync());
    });
    const step = 1e-2;
    for (const [i, value] of gradient.entries()) {
      const total = (moved: number) => lossesOf(y.with(i, y[i] + moved)).reduce((all, one) => all + one, 0);
      const difference = (total(step) - total(-step)) / (2 * step);
      expect(Math.abs(value - difference)).toBeLessThan(5e-3 * Math.max(1, Math.abs(difference)));
    }
  });
});

test('logits keep their gradient for confident mistakes, and at zero', () => {
  const gradientOf = (loss: LossSpec, { target, logit }: { target: number; logit: number }) =>
    tidy(() => {
      const total = (outputs: Tensor) => sum(lossesOnTape(loss, { targets: tensor2d([[target]]), outputs }));
      return grad(total)(tensor2d([[logit]])).dataSync()[0];
    });
  const binary = { kind: 'binaryCrossentropy', fromLogits: true } as const;
  expect(gradientOf(binary, { target: 1, logit: -100 })).toBe(-1);
  expect(gradientOf(binary, { target: 0, logit: 0 })).toBe(0.5);
  expect(gradientOf(binary, { target: 1, logit: 0 })).toBe(-0.5);
  // For probabilities the gradient is zero beyond the clip.
  expect(gradientOf({ kind: 'binaryCrossentropy' }, { target: 1, logit: 0 })).toBe(0);
});

test('a loss over several positions is their mean', () => {
  const loss = { kind: 'meanSquaredError' } as const;
  const values = tidy(() => {
    const compared = {
      targets: tensor([0, 0, 0, 0, 0, 0, 0, 0], [2, 2, 2]),
      outputs: tensor([1, 1, 3, 3, 0, 2, 0, 0], [2, 2, 2]),
    };
    return Array.from(lossesOnTape(loss, compared).dataSync());
  });
  expect(values).toEqual([5, 1]);
});

test("a function's mean over all samples counts for each one", () => {
  const compared = { targets: tensor2d([[1], [2]]), outputs: tensor2d([[3], [5]]) };
  const ofSamples = (t: Tensor, y: Tensor) => sum(sub(y, t), 1);
  const ofAll = (t: Tensor, y: Tensor) => mean(sub(y, t));
  const read = (loss: LossChoice) =>
    tidy(() => Array.from(lossesOnTape(readLoss('loss', loss), compared).dataSync()));
  expect(read(ofSamples)).toEqual([2, 3]);
  expect(read(ofAll)).toEqual([2.5, 2.5]);
});

test.each([
  ['categorical_crossentropy', { kind: 'categoricalCrossentropy' }],
  ['categoricalCrossEntropy', { kind: 'categoricalCrossentropy' }],
  ['MSE', { kind: 'meanSquaredError' }],
  ['logcosh', { kind: 'logCosh' }],
  ['kullbackLeiblerDivergence', { kind: 'klDivergence' }],
])('%s is a name of a loss', (name, loss) => {
  expect(readLoss('loss', name)).toEqual(loss);
});

test('values that are not losses', () => {
  const refusal = (loss: unknown) => {
    try {
      return readLoss('loss', loss);
    } catch (error) {
      return String(error);
    }
  };
  expect(refusal('meanSquareError')).toContain('Did you mean meanSquaredError?');
  expect(refusal({ kind: 'huber', delta: 0 })).toBe(
    'TrainError: loss.delta expects a number above 0; received 0.',
  );
  expect(refusal({ kind: 'meanSquaredError', fromLogits: true })).toContain(
    'loss has no option "fromLogits"',
  );
  expect(refusal({ kind: 'binaryCrossentropy', fromLogits: 1 })).toContain(
    'loss.fromLogits expects true or false',
  );
  expect(refusal(3)).toContain('loss expects an object such as');
});
