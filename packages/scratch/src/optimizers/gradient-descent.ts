// Gradient descent: a small step against the gradient. momentum.ts and adam.ts also use the gradients of earlier steps.

import { check } from '../check.ts';
import { checkParameterCount, checkUpdate, type Optimizer } from './optimizer.ts';

/** p <- p - learningRate * dC/dp. `learningRate` is 0.01 by default. Throws `INVALID_ARGUMENT`. */
export function gradientDescent(options: { learningRate?: number } = {}): Optimizer {
  check.options('gradientDescent', options, ['learningRate']);
  const { learningRate = 0.01 } = options;
  check.number('learningRate', learningRate, { above: 0 });
  return {
    start(parameterCount) {
      checkParameterCount(parameterCount);
      return { step: 0, moments: [] };
    },
    update(update) {
      checkUpdate(update, 0);
      const { parameters, gradients, state } = update;
      return {
        parameters: parameters.map((p, i) => p - learningRate * gradients[i]),
        state: { step: state.step + 1, moments: [] },
      };
    },
  };
}
