// Making networks, and running them forward.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initializers } from '../random/initializer.ts';
import { RandomState } from '../random/random-state.ts';
import { type ActivationName, activations } from './activation.ts';
import { createNetwork, forward, predict } from './network.ts';

const names = Object.keys(activations) as ActivationName[];

test('weights are drawn layer by layer from one seed, biases are 0', () => {
  const network = createNetwork({
    inputs: 2,
    layers: [
      { units: 3, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
    seed: 2,
    initializer: initializers.standardNormal,
  });
  const n = new RandomState(2).randn(9);
  expect(network).toEqual({
    layers: [
      { weights: [n.slice(0, 2), n.slice(2, 4), n.slice(4, 6)], biases: [0, 0, 0], activation: 'tanh' },
      { weights: [n.slice(6)], biases: [0], activation: 'sigmoid' },
    ],
  });
});

test('by default: seed 0, glorotUniform', () => {
  const layers = [{ units: 4, activation: 'relu' }] as const;
  const named = createNetwork({ inputs: 3, layers, seed: 0, initializer: initializers.glorotUniform });
  expect(createNetwork({ inputs: 3, layers })).toEqual(named);
  expect(createNetwork({ inputs: 3, layers, seed: 1 })).not.toEqual(named);
});

test('any size runs forward, each shape as promised', () => {
  const size = fc.integer({ min: 1, max: 6 });
  const layers = fc.array(fc.record({ units: size, activation: fc.constantFrom(...names) }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(size, size, layers, fc.nat(), (inputs, examples, sizes, seed) => {
      const network = createNetwork({ inputs, layers: sizes, seed });
      const x = Array.from({ length: examples }, () => new RandomState(seed).randn(inputs));
      const passes = forward(network, x);
      expect(passes.map(({ z, a }) => [z.length, z[0].length, a.length, a[0].length])).toEqual(
        sizes.map(({ units }) => [examples, units, examples, units]),
      );
      expect(passes.slice(1).map((pass) => pass.inputs)).toEqual(passes.slice(0, -1).map((pass) => pass.a));
      expect(predict(network, x)).toEqual(passes.at(-1)?.a);
    }),
  );
});

test('errors name the wrong value', () => {
  const unit = { units: 1, activation: 'relu' } as const;
  const network = createNetwork({ inputs: 2, layers: [unit] });
  // As a program without types would write it.
  const mistyped: ActivationName = JSON.parse('"reluu"');
  expect(() => createNetwork({ inputs: 0, layers: [unit] })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: inputs expects a whole number of 1 or more; received 0.]`,
  );
  expect(() => createNetwork({ inputs: 2, layers: [] })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: layers expects an array of at least 1; received an empty array.]`,
  );
  expect(() =>
    createNetwork({ inputs: 2, layers: [{ ...unit, units: 2.5 }] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: layers[0].units expects a whole number of 1 or more; received 2.5.]`,
  );
  expect(() =>
    createNetwork({ inputs: 2, layers: [{ units: 1, activation: mistyped }] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: layers[0].activation expects one of identity, linear, sigmoid, tanh, relu, elu, selu, softplus, softsign, hardSigmoid, hard_sigmoid, exponential, softmax; received "reluu" (a string). Did you mean relu?]`,
  );
  expect(() => forward(network, [])).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: inputs expects one or more rows, one for each example, received 0.]`,
  );
  expect(() => forward(network, [[1, 2], [3]])).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: inputs expects rows of 2 numbers, received 1 in row 1. Change the data or the network's size.]`,
  );
  expect(() => forward(network, [[1, Number.NaN]])).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: inputs expects finite numbers, received NaN in row 0. Remove or repair that example.]`,
  );
});
