// Gradient descent: a small step against the gradient. With a memory of earlier steps: momentum.ts, adam.ts.

import { check } from './check.ts';
import type { Optimizer } from './optimizer.ts';

/** p <- p - learningRate * dC/dp. `learningRate` is 0.01 by default. Throws `INVALID_ARGUMENT`. */
export function gradientDescent({ learningRate = 0.01 }: { learningRate?: number } = {}): Optimizer {
  check.number('learningRate', learningRate, { above: 0 });
  return {
    start: () => ({ step: 0, moments: [] }),
    update: ({ parameters, gradients, state }) => ({
      parameters: parameters.map((p, i) => p - learningRate * gradients[i]),
      state: { step: state.step + 1, moments: [] },
    }),
  };
}
