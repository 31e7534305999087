// What a step of a training plan does with batches, lanes and labels. Its gradients: plan-gradients.test.ts.
import { describe, expect, test } from 'vitest';
import { conv, dropout, fill, flatten, pool, samples, softmax, step } from '../testing/plan-case.ts';
import type { LayerSpec } from './layer-spec.ts';
import { createTrainingPlan } from './training-plan.ts';

describe('a step', () => {
  const inputShape = [8, 8, 1] as const;
  const layers = [conv(16, 'same'), conv(16, 'same'), pool, dropout, flatten, softmax(5)];
  const data = samples(8, 64, 5);

  test('accumulates finished sums: two micro-batches equal their separate gradients added', () => {
    const plan = createTrainingPlan({ inputShape, layers, microBatch: 4 });
    fill(plan);
    const half = (from: number) => ({ ...data, indices: data.indices.slice(from, from + 4) });
    const [gradients] = plan.laneGradients;
    const parts = [{ lane: 0, rows: 4, accumulate: true }];
    plan.gradient(half(0), step);
    const first = gradients.slice();
    plan.gradient(half(4), { ...step, firstSample: 4 });
    const expected = gradients.map((value, i) => Math.fround(first[i] + value));
    plan.gradient(half(0), step);
    plan.gradient(half(4), { ...step, firstSample: 4, parts });
    expect([...gradients]).toEqual([...expected]);
  });

  test('whole labels as targets give the gradient of the labels', () => {
    const plan = createTrainingPlan({ inputShape, layers, microBatch: 8 });
    fill(plan);
    const [plain] = plan.gradient(data, step);
    const expected = plan.laneGradients[0].slice();
    const targets = new Float32Array(8 * 5);
    data.indices.forEach((index, row) => {
      targets[row * 5 + data.labels[index]] = 1;
    });
    const [totals] = plan.gradient({ ...data, targets }, step);
    expect(totals.correct).toBe(plain.correct);
    expect(totals.loss).toBeCloseTo(plain.loss, 5);
    expect(plan.laneGradients[0]).toEqual(expected);
  });

  test('tells where the first number that is none appears', () => {
    const plan = createTrainingPlan({ inputShape, layers, microBatch: 8 });
    fill(plan);
    const look = () => plan.firstNotFinite(data, step);
    expect(look()).toBeUndefined();
    // Of the second convolution, whose weights begin after the first one's.
    plan.parameters[3 * 3 * 16 + 16] = Number.NaN;
    expect(look()).toEqual({ layer: 1, what: 'weights' });
    fill(plan, 1e38);
    expect(look()).toEqual({ layer: 1, what: 'output' });
  });

  test('drops the same units whatever the micro-batch', () => {
    const loss = (microBatch: number) => {
      const plan = createTrainingPlan({ inputShape, layers, microBatch });
      fill(plan);
      let sum = 0;
      for (let at = 0; at < 8; at += microBatch) {
        sum += plan.gradient(
          { ...data, indices: data.indices.slice(at, at + microBatch) },
          { ...step, firstSample: at },
        )[0].loss;
      }
      return sum;
    };
    expect(loss(2)).toBeCloseTo(loss(8), 4);
  });

  test('learns eight random images by heart', () => {
    const plan = createTrainingPlan({ inputShape, layers, microBatch: 8 });
    fill(plan, 0.3);
    let [power1, power2] = [1, 1];
    for (let index = 0; index < 60; index++) {
      plan.gradient(data, { ...step, scale: 1 / 8, step: index });
      power1 *= 0.9;
      power2 *= 0.999;
      const rate = (0.01 * Math.sqrt(1 - power2)) / (1 - power1);
      const adam = { kind: 'adam', rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
      plan.update({ from: 0, to: plan.parameters.length, step: adam });
    }
    expect(plan.evaluate(data).correct).toBe(8);
    const probabilities = plan.predict(data);
    expect(probabilities.length).toBe(8 * 5);
    expect(probabilities.slice(0, 5).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
  });

  test('takes fewer rows than the micro-batch', () => {
    const plan = createTrainingPlan({ inputShape, layers, microBatch: 8 });
    fill(plan);
    const whole = plan.predict(data);
    const part = plan.predict({ ...data, indices: data.indices.slice(0, 3) });
    expect([...part]).toEqual([...whole.subarray(0, part.length)]);
  });
});

test('says what does not fit', () => {
  const make = (layers: LayerSpec[]) => () =>
    createTrainingPlan({ inputShape: [4, 4, 1], layers, microBatch: 1 });
  expect(make([softmax(3)])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: dense expects [batch, units], received [batch, 4, 4, 1]. Put flatten before it.]`,
  );
  expect(make([conv(3, 'valid'), conv(3, 'valid'), flatten, softmax(3)])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: A window of 3 does not fit into an input of 2. Use a smaller window or padding 'same'.]`,
  );
  expect(make([flatten])).toThrowErrorMatchingInlineSnapshot(
    `[KernelError: A training plan ends with a dense layer with activation 'softmax'.]`,
  );
});
