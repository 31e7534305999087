// tfjs kernel Prelu: x where it is not negative, x times alpha elsewhere; alpha of any shape that broadcasts with x. The
// backend's own repeats alpha along the last axis whatever its shape, and adds alpha times nothing where x is positive.
import { broadcasting } from '../elementwise/broadcast.ts';
import { withFloats } from '../float-input.ts';
import { inputs, type TrainingKernel } from '../training-kernel.ts';

const multiplyNegative = broadcasting('prelu');

export const prelu: TrainingKernel = {
  name: 'Prelu',
  run(call) {
    const { x, alpha } = inputs<'x' | 'alpha'>(call);
    return withFloats(call.heap, [x, alpha], (a, b) => multiplyNegative(call.heap, a, b));
  },
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { x, alpha } = inputs<'x' | 'alpha'>(call);
      const areFloats = x.dtype === 'float32' && alpha.dtype === 'float32';
      return areFloats ? multiplyNegative(heapOf(call.backend), x, alpha) : replacement(call);
    },
};
