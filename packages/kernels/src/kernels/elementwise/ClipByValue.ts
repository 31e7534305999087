// tfjs kernels ClipByValue and Relu6: numbers held within bounds, NaN as it is.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { floatsAs, withFloats } from '../float-input.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

type Bounds = readonly [low: number, high: number];

export const clipByValue: TrainingKernel = {
  name: 'ClipByValue',
  run(call) {
    const { clipValueMin, clipValueMax } = attributes<{ clipValueMin: number; clipValueMax: number }>(call);
    return clipped(call.heap, inputs<'x'>(call).x, [clipValueMin, clipValueMax]);
  },
};

export const relu6: TrainingKernel = {
  name: 'Relu6',
  run: (call) => clipped(call.heap, inputs<'x'>(call).x, [0, 6]),
};

function clipped(heap: Heap, x: TensorInfo, bounds: Bounds): TensorInfo {
  if (x.dtype === 'float32') return clippedFloats(heap, x, bounds);
  return floatsAs(
    heap,
    withFloats(heap, [x], (floats) => clippedFloats(heap, floats, bounds)),
    x.dtype,
  );
}

function clippedFloats(heap: Heap, x: TensorInfo, [low, high]: Bounds): TensorInfo {
  const output = heap.output(x.shape);
  heap.kernels.clip(heap.address(output), heap.address(x), util.sizeFromShape(x.shape), low, high);
  return output;
}
