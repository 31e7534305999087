// Two tensors of different shapes under one operation. How their axes are laid out: broadcast-layout.ts.
import { broadcast_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { memoize } from '../../memoize.ts';
import {
  type BroadcastOperation,
  layOut,
  broadcastOperations as operations,
} from '../../records/broadcast-layout.ts';

/**
 * A function of two float32 tensors of shapes that broadcast, with at most six axes: gives a new tensor of the shape that
 * tfjs broadcasts the two to. It throws tfjs' error where the shapes do not fit.
 */
export function broadcasting(
  operation: BroadcastOperation,
): (heap: Heap, a: TensorInfo, b: TensorInfo) => TensorInfo {
  const code = operations[operation];
  const dtype = operation === 'floorDivide' ? 'int32' : 'float32';
  return (heap, a, b) => {
    if (haveSameShape(a, b)) {
      const output = heap.output(a.shape, dtype);
      const size = util.sizeFromShape(a.shape);
      heap.kernels.binaryElementwise(code, size, heap.address(a), heap.address(b), heap.address(output));
      return output;
    }
    const { shape, layout } = layoutOf({ code, a, b });
    const output = heap.output(shape, dtype);
    const [record, scratch] = [heap.record(layout), heap.scratch(heap.kernels.broadcastScratchBytes())];
    heap.kernels.broadcast(record, heap.address(a), heap.address(b), heap.address(output), scratch);
    return output;
  };
}

const layoutOf = memoize(
  ({ code, a, b }: { code: number; a: TensorInfo; b: TensorInfo }) => [code, a.shape, b.shape],
  ({ code, a, b }) => {
    const shape = broadcast_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
    return { shape, layout: layOut(code, shape, [a, b]) };
  },
);

function haveSameShape(a: TensorInfo, b: TensorInfo): boolean {
  if (a.shape.length !== b.shape.length) return false;
  for (let axis = 0; axis < a.shape.length; axis++) if (a.shape[axis] !== b.shape[axis]) return false;
  return true;
}
