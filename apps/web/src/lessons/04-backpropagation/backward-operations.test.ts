import { losses, trainXor } from '@nn101/scratch';
import { describe, expect, test } from 'vitest';
import { backwardOperations } from './backward-operations.ts';
import { slopePairs, xorInputs, xorRun, xorTargets } from './xor-step.ts';

const notebook = { seed: 2, learningRate: 0.3 };
const rounding = 1e-12;

test('the steps are those of the notebook', () => {
  const run = xorRun(notebook);
  for (const { iteration, cost } of trainXor({ iterations: 300 })) {
    expect(run.at(iteration).step.cost).toBe(cost);
  }
  // As NeuralNetwork101's XOR prints them.
  const printed = [0, 100, 200, 300].map((iteration) => run.at(iteration).step.cost.toFixed(6));
  expect(printed).toEqual(['0.856267', '0.347426', '0.101195', '0.053631']);
});

describe.each([0, 1, 2, 3])('the walk for example %i', (example) => {
  const xor = xorRun(notebook).at(7);
  const operations = backwardOperations({ xor, example, learningRate: 0.3 });
  const value = (makes: string) =>
    operations.find((operation) => operation.makes === makes)?.value ?? Number.NaN;

  test('makes every value of the step, each once', () => {
    expect(operations).toHaveLength(6 + 1 + 1 + 3 + 8 + 2);
    expect(new Set(operations.map(({ makes }) => makes)).size).toBe(operations.length);
    expect(value('a:1:0')).toBe(xor.step.layers[1].a[example][0]);
    expect(value('d:0:1')).toBe(xor.step.layers[0].delta[example][1]);
  });

  test('knows the loss, and delta times input', () => {
    const { a } = xor.step.layers[1];
    const expected = losses.binaryCrossEntropy.cost(a[example], xorTargets[example]);
    expect(Math.abs(value('L') - expected)).toBeLessThan(rounding);
    expect(value('dw:0:1:0')).toBe(value('d:0:1') * xorInputs[example][0]);
  });
});

test('the four examples’ slopes have the mean that the step takes', () => {
  const xor = xorRun(notebook).at(0);
  const parts = [0, 1, 2, 3].map((example) => {
    const operations = backwardOperations({ xor, example, learningRate: 0.3 });
    return operations.find(({ makes }) => makes === 'dw:1:0:1')?.value ?? Number.NaN;
  });
  const mean = parts.reduce((sum, part) => sum + part) / 4;
  expect(Math.abs(mean - xor.step.layers[1].dW[0][1])).toBeLessThan(rounding);
});

test('trying agrees with backpropagation in all nine numbers', () => {
  const { pairs, check } = slopePairs(xorRun(notebook).at(0).network, 1e-5);
  expect(pairs).toHaveLength(9);
  expect(pairs.map(({ name }) => name).slice(0, 3)).toEqual(['W₁[1,1]', 'W₁[1,2]', 'b₁[1]']);
  for (const { analytic, numerical } of pairs) expect(Math.abs(analytic - numerical)).toBeLessThan(1e-8);
  expect(check.passed).toBe(true);
});
