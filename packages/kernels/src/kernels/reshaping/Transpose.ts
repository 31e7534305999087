// tfjs kernel Transpose: axis i of the result is axis perm[i] of x. The backend's own works out the place of every number by
// itself, and ends the program where there are none.
import { rearranged } from '../../records/rearrangement.ts';
import { attributes, hasNumbers, inputs, type TrainingKernel } from '../training-kernel.ts';

interface TransposeAttributes {
  readonly perm: readonly number[];
}

const NONE: readonly number[] = [];

export const transpose: TrainingKernel = {
  name: 'Transpose',
  run(call) {
    const { x } = inputs<'x'>(call);
    const { perm } = attributes<TransposeAttributes>(call);
    if (x.dtype === 'float32' || x.dtype === 'int32')
      return rearranged(call.heap, x, { axes: perm, reversed: NONE });
    if (hasNumbers(x)) return call.original(call);
    const shape = perm.map((axis) => x.shape[axis]);
    return call.heap.share(x, shape);
  },
};
