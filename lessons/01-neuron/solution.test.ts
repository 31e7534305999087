import { curves, forwardLayer } from '@nn101/scratch';
import { expect, test } from 'vitest';
import { or, sigmoid, sigmoidSlope, weightedSum } from './solution.ts';
import * as start from './start.ts';

const neuron = { weights: [0.5, -1.25, 2], bias: 0.75 };
const inputs = [1, 2, -0.5];

test('the sum is the one worked out on paper: 0.5 - 2.5 - 1 + 0.75', () => {
  expect(weightedSum(neuron, inputs)).toBe(-2.25);
});

test('sum and activation are those of a layer with one unit', () => {
  const layer = { weights: [neuron.weights], biases: [neuron.bias], activation: 'sigmoid' } as const;
  const { z, a } = forwardLayer(layer, [inputs]);
  expect(weightedSum(neuron, inputs)).toBe(z[0][0]);
  expect(sigmoid(weightedSum(neuron, inputs))).toBe(a[0][0]);
});

test('curve and slope are those of the package', () => {
  for (const z of [-30, -2, -0.5, 0, 0.5, 2, 30]) {
    expect(sigmoid(z)).toBe(curves.sigmoid.value(z));
    expect(sigmoidSlope(sigmoid(z))).toBe(curves.sigmoid.derivative(sigmoid(z)));
  }
});

test('the neuron found for OR answers all four questions', () => {
  const answer = (x: readonly number[]) => sigmoid(weightedSum(or, x)) > 0.5;
  expect([answer([0, 0]), answer([0, 1]), answer([1, 0]), answer([1, 1])]).toEqual([false, true, true, true]);
});

test('where the learner starts, nothing is solved yet', () => {
  expect(start.weightedSum(neuron, inputs)).not.toBe(weightedSum(neuron, inputs));
  expect(start.sigmoid(0)).not.toBe(0.5);
  expect(start.sigmoidSlope(0.5)).not.toBe(0.25);
  expect(start.or).not.toEqual(or);
});
