// The gradients that a training plan works out, by finite differences of its own loss. What else a plan does:
// training-plan.test.ts.
import { describe, expect, test } from 'vitest';
import { arithmeticUnderTest } from '../testing/arithmetic-under-test.ts';
import { conv, dropout, fill, flatten, pool, samples, softmax, step, uniform } from '../testing/plan-case.ts';
import { elementwiseActivations, type LayerSpec } from './layer-spec.ts';
import { createTrainingPlan, type TrainingPlan } from './training-plan.ts';

const arithmetic = arithmeticUnderTest();

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
    'Winograd convolutions behind which there is pooling': {
      inputShape: [11, 14, 2],
      layers: [conv(16, 'same'), { ...conv(20, 'same'), activation: 'relu' }, pool, flatten, softmax(3)],
    },
    'pooling and dropout': {
      inputShape: [8, 8, 1],
      layers: [conv(5, 'valid'), pool, dropout, flatten, dropout, softmax(4)],
    },
  };
  for (const [name, { inputShape, layers }] of Object.entries(networks)) {
    test(name, () => {
      const plan = createTrainingPlan({ inputShape, layers, microBatch: 4, arithmetic });
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
      const plan = createTrainingPlan({ inputShape: [3, 2, 1], layers, microBatch: 4, arithmetic });
      // Small enough that no relu or hard sigmoid changes sides within epsilon of the seeded values.
      fill(plan, 0.9);
      expect(largestGradientError(plan, samples(4, 6, 3))).toBeLessThan(0.02);
    });
  }
});
