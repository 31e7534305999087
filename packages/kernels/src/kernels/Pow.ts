// tfjs kernel Pow: a to the power of b, as JavaScript has it. In C, which the backend's own kernel is written in, 1 to
// the power of NaN and -1 to that of infinity are 1.
import { util } from '@tensorflow/tfjs-core';
import { broadcast } from '../broadcast.ts';
import { input, type TrainingKernel } from './training-kernel.ts';

export const pow: TrainingKernel = {
  name: 'Pow',
  run(call) {
    const { heap } = call;
    const [a, b] = [input(call, 'a'), input(call, 'b')];
    const powers = call.stock(call);
    // Both cases have an exponent that is NaN or infinite.
    if (powers.dtype !== 'float32' || heap.kernels.allFinite(heap.address(b), util.sizeFromShape(b.shape)))
      return powers;
    const nothing = broadcast(heap, { operation: 'undefinedPower', a, b });
    const result = broadcast(heap, { operation: 'add', a: powers, b: nothing });
    heap.release(powers);
    heap.release(nothing);
    return result;
  },
};
