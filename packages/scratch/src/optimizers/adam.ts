// Adam: each parameter has its own step size, computed from running means of its gradient and of the squared gradient
// (Kingma and Ba 2015, algorithm 1).

import { power } from '#deterministic-math';
import { check } from '../check.ts';
import { checkParameterCount, checkUpdate, type Optimizer } from './optimizer.ts';

/** Options of {@link adam}; the defaults are those of Keras. */
export interface AdamOptions {
  /** 0.001 by default. */
  learningRate?: number;
  /** Decay of the mean gradient, 0 .. below 1; 0.9 by default. */
  beta1?: number;
  /** Decay of the mean squared gradient, 0 .. below 1; 0.999 by default. */
  beta2?: number;
  /**
   * Keeps the quotient finite; 1e-7 by default. It is added after the bias correction, as in the paper; Keras adds it before.
   */
  epsilon?: number;
}

/**
 * m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g^2,
 * p <- p - learningRate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon), at update t = 1, 2, ...
 * Throws `INVALID_ARGUMENT`.
 */
export function adam(options: AdamOptions = {}): Optimizer {
  check.options('adam', options, ['learningRate', 'beta1', 'beta2', 'epsilon']);
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  check.number('learningRate', learningRate, { above: 0 });
  check.number('beta1', beta1, { min: 0, below: 1 });
  check.number('beta2', beta2, { min: 0, below: 1 });
  check.number('epsilon', epsilon, { above: 0 });
  return {
    start(parameterCount) {
      checkParameterCount(parameterCount);
      const zeros = new Array<number>(parameterCount).fill(0);
      return { step: 0, moments: [zeros, zeros] };
    },
    update(update) {
      checkUpdate(update, 2);
      const { parameters, gradients, state } = update;
      const step = state.step + 1;
      const m = state.moments[0].map((mi, i) => beta1 * mi + (1 - beta1) * gradients[i]);
      const v = state.moments[1].map((vi, i) => beta2 * vi + (1 - beta2) * gradients[i] * gradients[i]);
      const mScale = 1 / (1 - power(beta1, step));
      const vScale = 1 / (1 - power(beta2, step));
      return {
        parameters: parameters.map(
          (p, i) => p - (learningRate * (m[i] * mScale)) / (Math.sqrt(v[i] * vScale) + epsilon),
        ),
        state: { step, moments: [m, v] },
      };
    },
  };
}
