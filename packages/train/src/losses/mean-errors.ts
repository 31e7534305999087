// Losses of regression: means over the last axis of some measure of the error e = output - target.
import {
  abs,
  add,
  div,
  lessEqual,
  log,
  maximum,
  mean,
  mul,
  softplus,
  square,
  sub,
  where,
} from '@tensorflow/tfjs-core';
import { type Compared, epsilon, type Loss } from './loss.ts';

/** Half the square of an error up to `delta`, beyond it linear: Keras' Huber. */
export interface HuberSpec {
  readonly kind: 'huber';
  /** Above 0; 1 by default. */
  readonly delta?: number;
}

const errorOf = ({ targets, outputs }: Compared) => sub(outputs, targets);
const anyOutput = () => 'any' as const;

/** e² */
export const meanSquaredError: Loss<unknown> = {
  targets: 'values',
  expects: anyOutput,
  onTape: (compared) => mean(square(errorOf(compared)), -1),
};

/** |e| */
export const meanAbsoluteError: Loss<unknown> = {
  targets: 'values',
  expects: anyOutput,
  onTape: (compared) => mean(abs(errorOf(compared)), -1),
};

/** 100 |e| / max(|target|, 1e-7) */
export const meanAbsolutePercentageError: Loss<unknown> = {
  targets: 'values',
  expects: anyOutput,
  onTape: (compared) => {
    const shares = div(errorOf(compared), maximum(abs(compared.targets), epsilon));
    return mul(100, mean(abs(shares), -1));
  },
};

/** (ln(1 + output) - ln(1 + target))², both held at 1e-7 or more */
export const meanSquaredLogarithmicError: Loss<unknown> = {
  targets: 'nonNegative',
  expects: anyOutput,
  onTape: ({ targets, outputs }) => {
    const [output, target] = [outputs, targets].map((values) => log(add(1, maximum(values, epsilon))));
    return mean(square(sub(output, target)), -1);
  },
};

/** e² / 2 where |e| <= delta, delta (|e| - delta / 2) beyond */
export const huber: Loss<HuberSpec> = {
  targets: 'values',
  expects: anyOutput,
  onTape: (compared, { delta = 1 }) => {
    const error = errorOf(compared);
    const size = abs(error);
    const linear = sub(mul(delta, size), 0.5 * delta * delta);
    return mean(where(lessEqual(size, delta), mul(0.5, square(error)), linear), -1);
  },
};

/** ln cosh e, computed as e + softplus(-2e) - ln 2 */
export const logCosh: Loss<unknown> = {
  targets: 'values',
  expects: anyOutput,
  onTape: (compared) => {
    const error = errorOf(compared);
    return mean(sub(add(error, softplus(mul(-2, error))), Math.LN2), -1);
  },
};
