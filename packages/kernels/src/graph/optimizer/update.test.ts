import { describe, expect, test } from 'vitest';
import { createArena } from '../memory/arena.ts';
import { layOutVectors, viewVectors } from '../memory/training-vectors.ts';
import { BLOCK, follow, type OptimizerStep, sumLanes, type UpdateOptions, update } from './update.ts';

const f = Math.fround;

// Five parameters: a vector of four and one that is left over.
function vectors(averaged = false) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const arena = createArena({ memory, arithmetic: 'deterministic' });
  const places = layOutVectors(arena, { count: 5, lanes: 2, averaged });
  const views = viewVectors(memory, places);
  views.parameters.fill(1);
  views.laneGradients[0].set([0.5, -0.5, 1, 2, 3]);
  views.laneGradients[1].set([0.5, 0.25, 0, -1, 1]);
  const run = (options: Partial<UpdateOptions> & { step: OptimizerStep }) =>
    update(arena.kernels, places, { from: 0, to: 5, ...options });
  const followWeights = (share: number) => follow(arena.kernels, places, { from: 0, to: 5, share });
  return { ...views, run, followWeights, sum: () => sumLanes(arena.kernels, places, { from: 0, to: 5 }) };
}

const descent = (rate: number, momentum = 0, nesterov = false): OptimizerStep => ({
  kind: 'momentum',
  rate,
  momentum,
  nesterov,
});

describe('one update', () => {
  test('gradient descent on the sum of the lanes', () => {
    const { parameters, run } = vectors();
    run({ step: descent(0.5) });
    // Sums 1, -0.25, 1, 1, 4.
    expect([...parameters]).toEqual([0.5, 1.125, 0.5, 0.5, -1]);
  });

  test('momentum and Nesterov, two steps by hand', () => {
    const plain = vectors();
    plain.laneGradients[1].fill(0);
    plain.laneGradients[0].fill(1);
    plain.run({ step: descent(0.25, 0.5) });
    plain.run({ step: descent(0.25, 0.5), summed: true });
    // v = -0.25, then 0.5 * -0.25 - 0.25 = -0.375.
    expect([...plain.parameters]).toEqual(Array(5).fill(1 - 0.25 - 0.375));
    const nesterov = vectors();
    nesterov.laneGradients[1].fill(0);
    nesterov.laneGradients[0].fill(1);
    nesterov.run({ step: descent(0.25, 0.5, true) });
    nesterov.run({ step: descent(0.25, 0.5, true), summed: true });
    // 0.5 * -0.25 - 0.25 = -0.375, then 0.5 * -0.375 - 0.25 = -0.4375.
    expect([...nesterov.parameters]).toEqual(Array(5).fill(1 - 0.375 - 0.4375));
  });

  test('the first step of Adam is as long as its rate, whatever the gradient', () => {
    const { parameters, run } = vectors();
    const rate = (0.1 * Math.sqrt(1 - 0.999)) / (1 - 0.9);
    run({ step: { kind: 'adam', rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-12 } });
    const expected = [0.9, 1.1, 0.9, 0.9, 0.9];
    parameters.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 4);
    });
  });

  test('clips by factor and by value, shrinks the weights, follows them', () => {
    const { parameters, average, run, followWeights } = vectors(true);
    run({ step: descent(1), gradientScale: 0.5, clipValue: 1, shrink: 0.5 });
    followWeights(0.25);
    // Gradients 0.5, -0.125, 0.5, 0.5, 2 -> 1 at most; weights 0.5 before the step.
    const expected = [0, 0.625, 0, 0, -0.5];
    expect([...parameters]).toEqual(expected);
    expect([...(average ?? [])]).toEqual(expected.map((value) => value / 4));
  });
});

test('the squares of the summed gradient, and the sum stays for the update', () => {
  const { laneGradients, sum, run, parameters } = vectors();
  expect(sum()).toEqual([1 + 0.0625 + 1 + 1 + 16]);
  expect([...laneGradients[0]]).toEqual([1, -0.25, 1, 1, 4]);
  run({ step: descent(1), summed: true });
  expect([...parameters]).toEqual([0, 1.25, 0, 0, -3].map(f));
});

test('a block is whole vectors of four', () => {
  expect(BLOCK % 4).toBe(0);
});
