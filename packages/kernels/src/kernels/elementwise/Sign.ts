// tfjs kernel Sign: 1, 0 or -1.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { floatsAs, withFloats } from '../float-input.ts';
import { inputs, type TrainingKernel } from '../training-kernel.ts';

export const sign: TrainingKernel = {
  name: 'Sign',
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    if (x.dtype === 'float32') return signs(heap, x);
    return floatsAs(
      heap,
      withFloats(heap, [x], (floats) => signs(heap, floats)),
      x.dtype,
    );
  },
};

function signs(heap: Heap, x: TensorInfo): TensorInfo {
  const output = heap.output(x.shape);
  heap.kernels.sign(heap.address(output), heap.address(x), util.sizeFromShape(x.shape));
  return output;
}
