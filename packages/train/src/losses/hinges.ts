// Losses of a margin: nothing is to be gained beyond it. Targets of 0 and 1 count as -1 and 1, as in Keras; read-targets.ts
// makes them so.
import { add, max, maximum, mean, mul, relu, square, sub, sum } from '@tensorflow/tfjs-core';
import type { Compared, Loss } from './loss.ts';

const anyOutput = () => 'any' as const;
const shortfall = ({ targets, outputs }: Compared) => relu(sub(1, mul(targets, outputs)));

/** max(1 - target · output, 0) */
export const hinge: Loss<unknown> = {
  targets: 'signs',
  expects: anyOutput,
  onTape: (compared) => mean(shortfall(compared), -1),
};

/** max(1 - target · output, 0)² */
export const squaredHinge: Loss<unknown> = {
  targets: 'signs',
  expects: anyOutput,
  onTape: (compared) => mean(square(shortfall(compared)), -1),
};

/** max(0, 1 + the highest output of a wrong class - the output of the true one); wrong classes count from 0 */
export const categoricalHinge: Loss<unknown> = {
  targets: 'classes',
  expects: anyOutput,
  onTape: ({ targets, outputs }) => {
    const right = sum(mul(targets, outputs), -1);
    const wrong = max(mul(sub(1, targets), outputs), -1);
    return maximum(0, add(1, sub(wrong, right)));
  },
};
