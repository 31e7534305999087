import {
  losses,
  momentum as packageMomentum,
  predict,
  trainingStep,
  trainXor,
  xorExamples,
} from '@nn101/scratch';
import { expect, test } from 'vitest';
import { gradientDescent, isStuck, momentum } from './solution.ts';
import * as start from './start.ts';

const { startingNetwork, train } = start;

test('gradient descent gives the costs of the notebook', () => {
  const { costs } = train(startingNetwork(2), { rule: gradientDescent(0.3), steps: 1001 });
  for (const { iteration, cost } of trainXor({ iterations: 1000 })) expect(costs[iteration]).toBe(cost);
});

test('momentum gives what the package gives, to the bit', () => {
  const settings = { learningRate: 0.1, friction: 0.9 };
  const { network, costs } = train(startingNetwork(2), { rule: momentum(settings), steps: 50 });
  const optimizer = packageMomentum({ learningRate: 0.1, momentum: 0.9 });
  const targets = xorExamples.targets.map((y) => [y]);
  let expected = startingNetwork(2);
  let state: ReturnType<typeof trainingStep>['state'] | undefined;
  for (const cost of costs) {
    const batch = { inputs: xorExamples.inputs, targets, loss: losses.binaryCrossEntropy };
    const step = trainingStep({ ...batch, network: expected, optimizer, state });
    expect(cost).toBe(step.cost);
    [expected, state] = [step.network, step.state];
  }
  expect(network).toEqual(expected);
});

test('seed 0 gets stuck: it answers one half where the second input is 1, seed 2 does not', () => {
  const rule = gradientDescent(0.3);
  const stuck = train(startingNetwork(0), { rule, steps: 4000 });
  expect(isStuck(stuck.costs[3999])).toBe(true);
  const [, second, , fourth] = predict(stuck.network, xorExamples.inputs).flat();
  expect(Math.abs(second - 0.5)).toBeLessThan(0.01);
  expect(Math.abs(fourth - 0.5)).toBeLessThan(0.01);
  expect(isStuck(train(startingNetwork(2), { rule, steps: 1000 }).costs[999])).toBe(false);
});

test('where the learner starts, nothing is solved yet', () => {
  const network = startingNetwork(2);
  for (const rule of [start.gradientDescent(0.3), start.momentum({ learningRate: 0.3, friction: 0.9 })]) {
    expect(train(network, { rule, steps: 5 }).network).toEqual(network);
  }
  expect(start.isStuck(1)).toBe(false);
});
