// tfjs kernel GatherV2: the backend's own, which gives nothing the wrong shape.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { attributes, input, type TrainingKernel } from './training-kernel.ts';

export const gatherV2: TrainingKernel = {
  name: 'GatherV2',
  run(call) {
    const [x, indices] = [input(call, 'x'), input(call, 'indices')];
    if (util.sizeFromShape(x.shape) * util.sizeFromShape(indices.shape) !== 0) return call.stock();
    const { axis, batchDims = 0 } = attributes<{ axis: number; batchDims?: number }>(call);
    return call.heap.output(gatheredShape({ x, indices, axis, batchDims }), x.dtype);
  },
};

interface Gathering {
  x: TensorInfo;
  indices: TensorInfo;
  axis: number;
  batchDims: number;
}

// The axis gives way to the indices' axes behind the batch.
function gatheredShape({ x, indices, axis, batchDims }: Gathering): number[] {
  const at = util.parseAxisParam(axis, [...x.shape])[0];
  return [...x.shape.slice(0, at), ...indices.shape.slice(batchDims), ...x.shape.slice(at + 1)];
}
