// tfjs kernel Cast: numbers of one type as those of another; as a truth value every number but 0 is 1.
import type { DataType } from '@tensorflow/tfjs-core';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

export const cast: TrainingKernel = {
  name: 'Cast',
  run(call) {
    const { x } = inputs<'x'>(call);
    const { dtype } = attributes<{ dtype: DataType }>(call);
    if (x.dtype === 'string' || x.dtype === 'complex64' || dtype === 'complex64') return call.original(call);
    if (x.dtype === dtype) return call.heap.share(x);
    return dtype === 'bool' ? call.heap.truths(x) : call.heap.cast(x, dtype);
  },
};
