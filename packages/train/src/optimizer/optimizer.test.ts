import { createFlatOptimizer } from '@nn101/kernels/graph';
import { describe, expect, test } from 'vitest';
import { checkOptimizer, createOptimizer, type OptimizerSpec } from './optimizer.ts';

/** The parameters after each of these gradients. */
function trajectory(spec: OptimizerSpec, options: { start: number[]; gradients: number[][]; rate: number }) {
  const { start, gradients, rate } = options;
  const vectors = createFlatOptimizer({ count: start.length });
  vectors.parameters.set(start);
  const optimizer = createOptimizer(spec, 0);
  return gradients.map((gradient) => {
    vectors.laneGradients[0].set(gradient);
    vectors.update({ from: 0, to: start.length, ...optimizer.next(rate) });
    return [...vectors.parameters];
  });
}

function expectClose(actual: number[][], expected: number[][]): void {
  const differences = expected.flatMap((row, t) => row.map((value, i) => Math.abs(actual[t][i] - value)));
  expect(Math.max(...differences)).toBeLessThan(2e-6);
}

const gradients = [
  [0.5, 1e-7],
  [-0.25, 2e-7],
  [1, -5e-7],
];

describe('three updates', () => {
  test('of Adam by the formula, with gradients large and near epsilon (NumPy, float64)', () => {
    // With epsilon after the bias correction, as in tfjs, the second would be -2.05 at the first update already.
    expectClose(trajectory({ kind: 'adam' }, { start: [1, -2], gradients, rate: 0.1 }), [
      [0.900000632451532, -2.0030653430031715],
      [0.8733670792079218, -2.009438894929037],
      [0.8075561008769581, -2.005323566220314],
    ]);
  });

  test('of AdamW: the weights are decayed by learningRate * weightDecay before the step', () => {
    const [first] = trajectory({ kind: 'adamw', weightDecay: 0.5 }, { start: [1, -2], gradients, rate: 0.1 });
    // 1 * 0.95 - 0.1, and -2 * 0.95 with Adam's own small step.
    expectClose([first], [[0.850000632451532, -1.90306534]]);
  });

  test('of gradient descent with momentum', () => {
    const path = trajectory({ kind: 'sgd', momentum: 0.5 }, { start: [1, -2], gradients, rate: 0.1 });
    // v = -0.05, then -0.025 + 0.025 = 0, then 0 - 0.1.
    expectClose(
      path.map(([first]) => [first]),
      [[0.95], [0.95], [0.85]],
    );
  });
});

test('a resumed run has the bias corrections of its update', () => {
  const whole = createOptimizer({ kind: 'adam' }, 0);
  whole.next(0.1);
  whole.next(0.1);
  expect(createOptimizer({ kind: 'adam' }, 2).next(0.1)).toEqual(whole.next(0.1));
});

test('rejects values that are not optimizers', () => {
  const attempt = (spec: OptimizerSpec) => () => checkOptimizer(spec);
  expect(attempt({ kind: 'sgd', momentum: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[TrainError: optimizer.momentum expects a number from 0 to below 1; received 1.]`,
  );
  expect(attempt({ kind: 'adam', epsilon: 0 })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
  expect(attempt(JSON.parse('{"kind":"rmsprop"}'))).toThrowErrorMatchingInlineSnapshot(
    `[TrainError: optimizer.kind expects one of adam, adamw, sgd; received "rmsprop" (a string).]`,
  );
});
