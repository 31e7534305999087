// tfjs kernel Reverse: x turned round along some axes. The backend's own works out the place of every number by itself, and
// takes truth values for floats.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { rearranged } from '../../records/rearrangement.ts';
import { floatsAs, withFloats } from '../float-input.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

export const reverse: TrainingKernel = {
  name: 'Reverse',
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    const { dims } = attributes<{ dims: number | number[] }>(call);
    const reversed = util.parseAxisParam(dims, [...x.shape]);
    if (x.dtype === 'float32' || x.dtype === 'int32') return turned(heap, x, reversed);
    const result = withFloats(heap, [x], (floats) => turned(heap, floats, reversed));
    return floatsAs(heap, result, x.dtype);
  },
};

function turned(heap: Heap, x: TensorInfo, reversed: readonly number[]): TensorInfo {
  return rearranged(heap, x, { axes: [...x.shape.keys()], reversed });
}
