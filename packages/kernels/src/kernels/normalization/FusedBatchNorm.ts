// tfjs kernel FusedBatchNorm: (x - mean) / √(variance + epsilon) · scale + offset, for statistics that repeat along x.
// In training, tfjs works out mean and variance with Mean, Square and Sub before, and puts the gradient together from
// elementwise operations, Sum and Tile.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { batchNormalizationRecord } from '../../records/batch-normalization-record.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

const NONE = 0;
const USUAL_EPSILON = 0.001;

export const fusedBatchNorm: TrainingKernel = {
  name: 'FusedBatchNorm',
  run(call) {
    const { x } = inputs<'x'>(call);
    const { scale, offset } = call.inputs;
    const { mean, variance } = inputs<'mean' | 'variance'>(call);
    const given = { x, mean, variance, scale, offset };
    const { varianceEpsilon } = attributes<{ varianceEpsilon?: number }>(call);
    if (!repeatsAlong(given)) return call.original(call);
    return normalized(call.heap, given, varianceEpsilon ?? USUAL_EPSILON);
  },
};

interface Statistics {
  x: TensorInfo;
  mean: TensorInfo;
  variance: TensorInfo;
  scale?: TensorInfo;
  offset?: TensorInfo;
}

// Whether all are floats, and the statistics equally many. tfjs also takes others.
function repeatsAlong({ x, mean, variance, scale, offset }: Statistics): boolean {
  const channels = util.sizeFromShape(mean.shape);
  const fits = (tensor: TensorInfo | undefined) =>
    !tensor || (tensor.dtype === 'float32' && util.sizeFromShape(tensor.shape) === channels);
  return channels > 0 && x.dtype === 'float32' && fits(mean) && fits(variance) && fits(scale) && fits(offset);
}

function normalized(
  heap: Heap,
  { x, mean, variance, scale, offset }: Statistics,
  epsilon: number,
): TensorInfo {
  const output = heap.output(x.shape);
  const channels = util.sizeFromShape(mean.shape);
  const scratch = heap.scratch(heap.kernels.batchNormalizationScratchBytes(channels));
  const layer = batchNormalizationRecord({
    channels,
    scale: scale ? heap.address(scale) : NONE,
    offset: offset ? heap.address(offset) : NONE,
    epsilon,
  });
  heap.kernels.batchNormalization(
    heap.record(layer),
    heap.address(x),
    util.sizeFromShape(x.shape),
    heap.address(mean),
    heap.address(variance),
    heap.address(output),
    scratch,
  );
  return output;
}
