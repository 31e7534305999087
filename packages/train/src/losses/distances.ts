// Losses between distributions, counts and directions.
import {
  add,
  clipByValue,
  div,
  log,
  maximum,
  mean,
  mul,
  neg,
  rsqrt,
  square,
  sub,
  sum,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { epsilon, type Loss } from './loss.ts';

/** Σ t ln(t / p) over the last axis, both clipped to [1e-7, 1] */
export const klDivergence: Loss<unknown> = {
  targets: 'distribution',
  expects: () => 'distribution',
  onTape: ({ targets, outputs }) => {
    const [t, p] = [targets, outputs].map((values) => clipByValue(values, epsilon, 1));
    return sum(mul(t, log(div(t, p))), -1);
  },
};

/** The mean of output - target ln(output + 1e-7): of counts, for outputs that are rates */
export const poisson: Loss<unknown> = {
  targets: 'nonNegative',
  expects: () => 'nonNegative',
  onTape: ({ targets, outputs }) => mean(sub(outputs, mul(targets, log(add(outputs, epsilon)))), -1),
};

/** Minus the cosine of the angle between target and output: -1 where they point the same way, 1 the opposite way */
export const cosineSimilarity: Loss<unknown> = {
  targets: 'values',
  expects: () => 'any',
  onTape: ({ targets, outputs }) => neg(sum(mul(direction(targets), direction(outputs)), -1)),
};

// The root of a square that is held away from zero: its derivative at zero is no number.
function direction(values: Tensor): Tensor {
  return mul(values, rsqrt(maximum(sum(square(values), -1, true), epsilon * epsilon)));
}
