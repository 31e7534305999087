// tfjs kernels Cumsum and Cumprod: running sums and products along an axis. The backend's own move the axis to the end
// first, and end the program where there are no numbers.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { attributes, hasNumbers, inputs, type KernelCall, type TrainingKernel } from '../training-kernel.ts';

interface ScanAttributes {
  readonly axis: number;
  /** Whether a number is not part of its own total. */
  readonly exclusive: boolean;
  /** Whether to begin at the other end. */
  readonly reverse: boolean;
}

// Of whole numbers the backend's own are right, if there are any.
export const cumsum: TrainingKernel = {
  name: 'Cumsum',
  run: ofOtherTypes,
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      const along = attributes<ScanAttributes>(call);
      return x.dtype === 'float32' ? runningTotals(heapOf(call.backend), false, x, along) : replacement(call);
    },
};

export const cumprod: TrainingKernel = {
  name: 'Cumprod',
  run: ofOtherTypes,
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      const along = attributes<ScanAttributes>(call);
      return x.dtype === 'float32' ? runningTotals(heapOf(call.backend), true, x, along) : replacement(call);
    },
};

function runningTotals(
  heap: Heap,
  isProduct: boolean,
  x: TensorInfo,
  { axis, exclusive, reverse }: ScanAttributes,
): TensorInfo {
  const { shape } = x;
  const along = axis < 0 ? axis + shape.length : axis;
  let [outer, inner] = [1, 1];
  for (let at = 0; at < along; at++) outer *= shape[at];
  for (let at = along + 1; at < shape.length; at++) inner *= shape[at];
  const output = heap.output(shape);
  const [from, to] = [heap.address(x), heap.address(output)];
  heap.kernels.scan(isProduct, from, outer, shape[along], inner, exclusive, reverse, to);
  return output;
}

function ofOtherTypes(call: KernelCall): TensorInfo {
  const { x } = inputs<'x'>(call);
  return hasNumbers(x) ? call.original(call) : call.heap.share(x);
}
