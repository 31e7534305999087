// tfjs kernel Pow: a to the power of b, as JavaScript has it. In C, which the backend's own kernel is written in, 1 to
// the power of NaN and -1 to that of infinity are 1.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { broadcasting } from '../broadcast.ts';
import type { Heap } from '../heap.ts';
import { inputs, type TrainingKernel } from './training-kernel.ts';

const add = broadcasting('add');
const undefinedPower = broadcasting('undefinedPower');

export const pow: TrainingKernel = {
  name: 'Pow',
  run(call) {
    const { heap } = call;
    const { a, b } = inputs<'a' | 'b'>(call);
    const powers = call.stock(call);
    const nothing = undefinedPower(heap, a, b);
    const result = add(heap, powers, nothing);
    heap.release(powers);
    heap.release(nothing);
    return result;
  },
  // Both cases have an exponent that is NaN or infinite, which no integer is.
  choose:
    ({ stock, ours, heapOf }) =>
    (call) => {
      const { b } = inputs<'b'>(call);
      return b.dtype !== 'float32' || areFinite(heapOf(call.backend), b) ? stock(call) : ours(call);
    },
};

function areFinite(heap: Heap, tensor: TensorInfo): boolean {
  return heap.kernels.allFinite(heap.address(tensor), util.sizeFromShape(tensor.shape));
}
