// tfjs kernel Select: of each pair of numbers the one of t where the condition is true, else that of e. The backend's own
// writes four bytes for each truth value.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { floatsAs, withFloats } from '../float-input.ts';
import { inputs, type TrainingKernel } from '../training-kernel.ts';

export const select: TrainingKernel = {
  name: 'Select',
  run(call) {
    const { condition, t, e } = inputs<'condition' | 't' | 'e'>(call);
    // Of whole numbers the backend's own is right.
    if (t.dtype === 'int32') return call.original(call);
    const chosen = withFloats(call.heap, [t, e], (a, b) => selected(call.heap, condition, a, b));
    return floatsAs(call.heap, chosen, t.dtype);
  },
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { condition, t, e } = inputs<'condition' | 't' | 'e'>(call);
      return t.dtype === 'float32' && e.dtype === 'float32'
        ? selected(heapOf(call.backend), condition, t, e)
        : replacement(call);
    },
};

function selected(heap: Heap, condition: TensorInfo, t: TensorInfo, e: TensorInfo): TensorInfo {
  const output = heap.output(t.shape);
  const [which, a, b] = [heap.address(condition), heap.address(t), heap.address(e)];
  const size = util.sizeFromShape(t.shape);
  // A list of conditions is one for each row.
  if (condition.shape.length === 1 && t.shape.length > 1) {
    const [rows] = t.shape;
    heap.kernels.selectRows(which, a, b, rows, size / rows, heap.address(output));
  } else heap.kernels.select(which, a, b, size, heap.address(output));
  return output;
}
