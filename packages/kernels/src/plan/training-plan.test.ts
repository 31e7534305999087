import { describe, expect, test } from 'vitest';
import { threefry2x32 } from '../threefry.ts';
import { type Conv2DSpec, type DenseSpec, elementwiseActivations, type LayerSpec } from './layer-spec.ts';
import { createTrainingPlan, type GradientOptions, type TrainingPlan } from './training-plan.ts';

const uniform = (index: number) => threefry2x32([7, 7], [index, 0])[0] / 2 ** 32;
const softmax = (units: number): DenseSpec => ({
  kind: 'dense',
  units,
  activation: 'softmax',
  useBias: true,
});
const conv = (filters: number, padding: 'same' | 'valid', strides: 1 | 2 = 1): Conv2DSpec => ({
  kind: 'conv2d',
  filters,
  kernelSize: [3, 3],
  strides: [strides, strides],
  padding,
  activation: 'tanh',
  useBias: true,
});
const pool: LayerSpec = { kind: 'maxPool2d', poolSize: [2, 2], strides: [2, 2], padding: 'valid' };
const flatten: LayerSpec = { kind: 'flatten' };
const dropout: LayerSpec = { kind: 'dropout', rate: 0.4, key: [1, 2] };

function samples(count: number, size: number, classes: number) {
  return {
    images: Uint8Array.from({ length: count * size }, (_, i) => Math.floor(uniform(i) * 256)),
    labels: Uint8Array.from({ length: count }, (_, i) => Math.floor(uniform(i + 1e6) * classes)),
    indices: Array.from({ length: count }, (_, i) => count - 1 - i),
  };
}

function fill(plan: TrainingPlan, size = 1): void {
  for (let i = 0; i < plan.parameters.length; i++) plan.parameters[i] = (uniform(i + 5e6) - 0.5) * size;
}

const step: GradientOptions = { scale: 1 / 4, step: 3, firstSample: 0 };

// Loss along each of a few parameters, by central differences.
function largestGradientError(plan: TrainingPlan, data: ReturnType<typeof samples>): number {
  plan.gradient(data, step);
  const gradients = plan.laneGradients[0].slice();
  const scale = Math.max(...gradients.map(Math.abs));
  const epsilon = 3e-3;
  let largest = 0;
  for (let trial = 0; trial < 60; trial++) {
    const at = Math.floor(uniform(trial + 9e6) * plan.parameters.length);
    const value = plan.parameters[at];
    const lossAt = (x: number) => {
      plan.parameters[at] = x;
      return plan.gradient(data, step)[0].loss * step.scale;
    };
    const numeric = (lossAt(value + epsilon) - lossAt(value - epsilon)) / (2 * epsilon);
    plan.parameters[at] = value;
    largest = Math.max(largest, Math.abs(numeric - gradients[at]) / scale);
  }
  return largest;
}

describe('gradients against finite differences', () => {
  const networks: Record<string, { inputShape: [number, number, number]; layers: LayerSpec[] }> = {
    'convolutions of odd sizes, strided and padded': {
      inputShape: [9, 7, 3],
      layers: [conv(5, 'same', 2), conv(6, 'valid'), flatten, softmax(3)],
    },
    'Winograd convolutions, tiles hanging over every edge': {
      inputShape: [13, 11, 2],
      layers: [conv(16, 'same'), conv(20, 'same'), conv(16, 'valid'), flatten, softmax(3)],
    },
    "Winograd convolutions that take relu's gradient on the way": {
      inputShape: [10, 9, 2],
      layers: [conv(16, 'same'), { ...conv(20, 'same'), activation: 'relu' }, flatten, softmax(3)],
    },
    'pooling and dropout': {
      inputShape: [8, 8, 1],
      layers: [conv(5, 'valid'), pool, dropout, flatten, dropout, softmax(4)],
    },
  };
  for (const [name, { inputShape, layers }] of Object.entries(networks)) {
    test(name, () => {
      const plan = createTrainingPlan({ inputShape, layers, microBatch: 4 });
      fill(plan, 0.5);
      const data = samples(4, inputShape[0] * inputShape[1] * inputShape[2], plan.classes);
      expect(largestGradientError(plan, data)).toBeLessThan(0.02);
    });
  }

  for (const activation of [...elementwiseActivations, 'softmax'] as const) {
    test(`dense with ${activation}`, () => {
      const layers: LayerSpec[] = [
        flatten,
        { kind: 'dense', units: 7, activation, useBias: true },
        softmax(3),
      ];
      const plan = createTrainingPlan({ inputShape: [3, 2, 1], layers, microBatch: 4 });
      // Small enough that no relu or hard sigmoid changes sides within epsilon of the seeded values.
      fill(plan, 0.9);
      expect(largestGradientError(plan, samples(4, 6, 3))).toBeLessThan(0.02);
    });
  }
});

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
