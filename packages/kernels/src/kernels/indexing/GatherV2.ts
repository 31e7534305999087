// tfjs kernel GatherV2: the slices of x along an axis that indices name. The backend's own reads and writes beyond its
// tensors where each item of a batch has indices of its own.
import { backend_util, type Tensor, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { KernelError } from '../../kernel-error.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

export const gatherV2: TrainingKernel = {
  name: 'GatherV2',
  run(call) {
    const { heap } = call;
    const { x, indices } = inputs<'x' | 'indices'>(call);
    if (x.dtype === 'string' || x.dtype === 'complex64') return call.original(call);
    const { axis, batchDims = 0 } = attributes<{ axis: number; batchDims?: number }>(call);
    const at = util.parseAxisParam(axis, [...x.shape])[0];
    const ids = indices.dtype === 'int32' ? indices : heap.cast(indices, 'int32');
    const size = util.sizeFromShape(ids.shape);
    const outside = heap.kernels.firstOutside(heap.address(ids), size, x.shape[at]);
    if (outside >= 0)
      throw outsideAxis({ ids: integers(heap, ids), place: outside, axis: at, length: x.shape[at] });
    const output = heap.output(gatheredShape({ x, indices, axis: at, batchDims }), x.dtype);
    const sizes = backend_util.segment_util.collectGatherOpShapeInfo(
      x as Tensor,
      ids as Tensor,
      at,
      batchDims,
    );
    const rowBytes = sizes.sliceSize * util.bytesPerElement(x.dtype);
    const { batchSize, outerSize, dimSize } = sizes;
    const [from, by, to] = [heap.address(x), heap.address(ids), heap.address(output)];
    const count = size / Math.max(batchSize, 1);
    heap.kernels.gather(from, by, batchSize, outerSize, dimSize, count, rowBytes, to);
    if (ids !== indices) heap.release(ids);
    return output;
  },
};

interface Outside {
  ids: Int32Array;
  place: number;
  axis: number;
  length: number;
}

function integers(heap: Heap, tensor: TensorInfo): Int32Array {
  const { buffer, byteOffset, length } = heap.floats(tensor);
  return new Int32Array(buffer, byteOffset, length);
}

interface Gathering {
  x: TensorInfo;
  indices: TensorInfo;
  axis: number;
  batchDims: number;
}

// The axis gives way to the indices' axes behind the batch.
function gatheredShape({ x, indices, axis, batchDims }: Gathering): number[] {
  return [...x.shape.slice(0, axis), ...indices.shape.slice(batchDims), ...x.shape.slice(axis + 1)];
}

// In the words that tfjs' own backends begin with.
function outsideAxis({ ids, place, axis, length }: Outside): KernelError {
  return new KernelError(
    'INDEX_OUTSIDE',
    `GatherV2: the index value ${ids[place]} is not in [0, ${length - 1}], the slices of axis ${axis}; it is at place ` +
      `${place} of the indices. Look for labels or words that the table does not have.`,
  );
}
