// Momentum: gradient descent that continues in the direction of its earlier steps (Polyak 1964).

import { check } from '../check.ts';
import { checkParameterCount, checkUpdate, type Optimizer } from './optimizer.ts';

/**
 * v <- momentum * v - learningRate * dC/dp, p <- p + v, as in Keras' SGD. `learningRate` is 0.01 and
 * `momentum` (0 .. below 1) 0.9 by default; with momentum 0 it is gradient descent. Throws
 * `INVALID_ARGUMENT`.
 */
export function momentum(options: { learningRate?: number; momentum?: number } = {}): Optimizer {
  check.options('momentum', options, ['learningRate', 'momentum']);
  const { learningRate = 0.01, momentum: decay = 0.9 } = options;
  check.number('learningRate', learningRate, { above: 0 });
  check.number('momentum', decay, { min: 0, below: 1 });
  return {
    start(parameterCount) {
      checkParameterCount(parameterCount);
      return { step: 0, moments: [new Array<number>(parameterCount).fill(0)] };
    },
    update(update) {
      checkUpdate(update, 1);
      const { parameters, gradients, state } = update;
      const velocity = state.moments[0].map((v, i) => decay * v - learningRate * gradients[i]);
      return {
        parameters: parameters.map((p, i) => p + velocity[i]),
        state: { step: state.step + 1, moments: [velocity] },
      };
    },
  };
}
