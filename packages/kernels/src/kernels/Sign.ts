// tfjs kernel Sign: 1, 0 or -1.
import { util } from '@tensorflow/tfjs-core';
import { floatsAs, withFloats } from './float-input.ts';
import { input, type TrainingKernel } from './training-kernel.ts';

export const sign: TrainingKernel = {
  name: 'Sign',
  run(call) {
    const { heap } = call;
    const x = input(call, 'x');
    const signs = withFloats(heap, [x], (floats) => {
      const output = heap.output(x.shape);
      heap.kernels.sign(heap.address(output), heap.address(floats), util.sizeFromShape(x.shape));
      return output;
    });
    return floatsAs(heap, signs, x.dtype);
  },
};
