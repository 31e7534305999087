// tfjs kernels ClipByValue and Relu6: numbers held within bounds, NaN as it is.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../heap.ts';
import { floatsAs, withFloats } from './float-input.ts';
import { attributes, input, type TrainingKernel } from './training-kernel.ts';

export const clipByValue: TrainingKernel = {
  name: 'ClipByValue',
  run(call) {
    const { clipValueMin, clipValueMax } = attributes<{ clipValueMin: number; clipValueMax: number }>(call);
    return clipped(call.heap, input(call, 'x'), [clipValueMin, clipValueMax]);
  },
};

export const relu6: TrainingKernel = {
  name: 'Relu6',
  run: (call) => clipped(call.heap, input(call, 'x'), [0, 6]),
};

function clipped(heap: Heap, x: TensorInfo, [low, high]: [low: number, high: number]): TensorInfo {
  const within = withFloats(heap, [x], (floats) => {
    const output = heap.output(x.shape);
    heap.kernels.clip(heap.address(output), heap.address(floats), util.sizeFromShape(x.shape), low, high);
    return output;
  });
  return floatsAs(heap, within, x.dtype);
}
