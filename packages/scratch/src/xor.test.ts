// XOR: the notebook's 101 costs, seeds that learn, seeds that get stuck.

import { expect, test } from 'vitest';
import { notebookCosts } from '../fixtures/xor-costs.ts';
import { checkGradients } from './learning/gradient-check.ts';
import { losses } from './network/loss.ts';
import { trainXor, type XorCost, type XorOptions, type XorResult, xorExamples } from './xor.ts';

function run(options?: XorOptions): { costs: XorCost[]; result: XorResult } {
  const costs: XorCost[] = [];
  const training = trainXor(options);
  for (;;) {
    const next = training.next();
    if (next.done) return { costs, result: next.value };
    costs.push(next.value);
  }
}

test("the notebook's 101 costs to all six decimals", () => {
  const { costs, result } = run();
  expect(notebookCosts).toHaveLength(101);
  expect(costs.map(({ cost }) => cost.toFixed(6))).toEqual(notebookCosts);
  expect(costs.map(({ iteration }) => iteration)).toEqual(notebookCosts.map((_, i) => 100 * i));
  expect(result.predictions).toEqual([0, 1, 1, 0]);
  expect(result.learned).toBe(true);
  expect(result.cost).toBeLessThan(costs[100].cost);
});

test('it begins with the weights of NumPy, seed 2', () => {
  const { network } = run({ iterations: 0, learningRate: 1e-300 }).result;
  const weights = network.layers.map((layer) => layer.weights.map((row) => row.map((w) => w.toFixed(8))));
  expect(weights).toEqual([
    [
      ['-0.41675785', '-0.05626683'],
      ['-2.13619610', '1.64027081'],
    ],
    [['-1.79343559', '-0.84174737']],
  ]);
});

test('a seed that gets stuck says so: two answers right, two undecided', () => {
  const { result } = run({ seed: 0 });
  expect(result.learned).toBe(false);
  expect(result.cost).toBeGreaterThan(Math.LN2 / 2);
  expect(result.probabilities.filter((p) => Math.abs(p - 0.5) < 0.01)).toHaveLength(2);
});

test('four right answers by luck are not learning', () => {
  const lucky = Array.from({ length: 400 }, (_, seed) => run({ seed, iterations: 20 }).result).filter(
    ({ predictions, cost }) => predictions.join() === '0,1,1,0' && cost >= Math.LN2 / 2,
  );
  expect(lucky.length).toBeGreaterThan(0);
  expect(lucky.every(({ learned }) => !learned)).toBe(true);
});

test('eight hidden units learn where two got stuck', () => {
  const seeds = [0, 1, 3, 8, 11];
  expect(seeds.map((seed) => run({ seed, hidden: 8, iterations: 3000 }).result.learned)).toEqual(
    seeds.map(() => true),
  );
});

test('options: costs come at every 100th iteration up to the last', () => {
  expect(run({ iterations: 0 }).costs.map(({ iteration }) => iteration)).toEqual([0]);
  expect(run({ iterations: 250 }).costs.map(({ iteration }) => iteration)).toEqual([0, 100, 200]);
  expect(run({ iterations: 0, hidden: 5 }).result.network.layers[0].weights).toHaveLength(5);
});

test('the result can be used: its gradient is right', () => {
  const { network } = run({ iterations: 300 }).result;
  const targets = xorExamples.targets.map((y) => [y]);
  const check = checkGradients({
    network,
    inputs: xorExamples.inputs,
    targets,
    loss: losses.binaryCrossEntropy,
  });
  expect(check.passed).toBe(true);
});

test.each([{ seed: -1 }, { hidden: 0 }, { hidden: 1025 }, { iterations: 1.5 }, { learningRate: 0 }])(
  '%o is refused',
  (options) => {
    expect(() => run(options)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  },
);

test('a learning rate far too large learns nothing, and its cost is still a number', () => {
  const { result } = run({ learningRate: 1e308, iterations: 10 });
  expect(result.learned).toBe(false);
  expect(Number.isFinite(result.cost)).toBe(true);
});
