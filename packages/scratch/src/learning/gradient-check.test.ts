// Backpropagation against finite differences, for every activation and loss; and that the check itself can
// fail.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ActivationName, activations } from '../network/activation.ts';
import { type Loss, losses } from '../network/loss.ts';
import { createNetwork } from '../network/network.ts';
import { RandomState } from '../random/random-state.ts';
import { checkGradients } from './gradient-check.ts';

const names = Object.keys(activations) as ActivationName[];
// Networks drawn at random may put a unit on a kink, where no slope is right, and towers of exponentials
// overflow.
const smooth: ActivationName[] = ['identity', 'sigmoid', 'tanh', 'softplus', 'softmax'];
const probabilities: ActivationName[] = ['sigmoid', 'softmax'];

function check({
  hidden,
  output,
  loss,
  seed,
}: {
  hidden: LayerPlan[];
  output: LayerPlan;
  loss: Loss;
  seed: number;
}) {
  const random = new RandomState(seed);
  const network = createNetwork({ inputs: 3, layers: [...hidden, output], seed });
  const inputs = Array.from({ length: 4 }, () => random.randn(3));
  const targets = inputs.map(() => activations.softmax.forward(random.randn(output.units)));
  return checkGradients({ network, inputs, targets, loss });
}

type LayerPlan = { units: number; activation: ActivationName };

test.each(names)('%s in a hidden layer', (activation) => {
  const hidden = [{ units: 4, activation }];
  const output: LayerPlan = { units: 2, activation: 'sigmoid' };
  expect(check({ hidden, output, loss: losses.binaryCrossEntropy, seed: 1 }).largestError).toBeLessThan(1e-7);
});

test.each(names)('%s in the last layer, squared error', (activation) => {
  const hidden: LayerPlan[] = [{ units: 3, activation: 'tanh' }];
  const output = { units: 3, activation };
  expect(check({ hidden, output, loss: losses.meanSquaredError, seed: 2 }).largestError).toBeLessThan(1e-7);
});

test('any sizes, any smooth activations, any loss', () => {
  const layer = (choice: ActivationName[]) =>
    fc.record({ units: fc.integer({ min: 1, max: 4 }), activation: fc.constantFrom(...choice) });
  const hidden = fc.array(layer(smooth), { maxLength: 3 });
  const loss = fc.constantFrom(...Object.values(losses));
  fc.assert(
    fc.property(hidden, layer(probabilities), loss, fc.nat(10_000), (h, output, l, seed) => {
      expect(check({ hidden: h, output, loss: l, seed }).largestError).toBeLessThan(1e-5);
    }),
    { numRuns: 60 },
  );
});

const plan = {
  hidden: [{ units: 2, activation: 'tanh' }],
  output: { units: 1, activation: 'identity' },
  seed: 5,
} as {
  hidden: LayerPlan[];
  output: LayerPlan;
  seed: number;
};

test('both gradients have the shapes of the weights and biases', () => {
  const { analytic, numerical, passed } = check({ ...plan, loss: losses.meanSquaredError });
  for (const gradients of [analytic, numerical]) {
    expect(gradients.map(({ dW, db }) => [dW.length, dW[0].length, db.length])).toEqual([
      [2, 3, 2],
      [1, 2, 1],
    ]);
  }
  expect(passed).toBe(true);
});

test('a wrong gradient fails', () => {
  const { gradient } = losses.meanSquaredError;
  const wrong: Loss = {
    ...losses.meanSquaredError,
    gradient: (a, y) => gradient(a, y).map((g) => g * 1.001),
  };
  const { passed, largestError } = check({ ...plan, loss: wrong });
  expect(passed).toBe(false);
  expect(largestError).toBeGreaterThan(4e-4);
  expect(largestError).toBeLessThan(6e-4);
});

test('errors name the wrong value', () => {
  const network = createNetwork({ inputs: 1, layers: [{ units: 1, activation: 'tanh' }] });
  const batch = { network, inputs: [[1]], targets: [[0]], loss: losses.meanSquaredError };
  expect(() => checkGradients({ ...batch, step: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: step expects a number above 0; received 0.]`,
  );
});
