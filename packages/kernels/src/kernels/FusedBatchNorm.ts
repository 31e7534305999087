// tfjs kernel FusedBatchNorm: (x - mean) / √(variance + epsilon) · scale + offset, for statistics that repeat along x.
// In training, tfjs works out mean and variance with Mean, Square and Sub before, and puts the gradient together from
// elementwise operations, Sum and Tile.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../heap.ts';
import { attributes, input, type TrainingKernel } from './training-kernel.ts';

const NONE = 0;
const USUAL_EPSILON = 0.001;

export const fusedBatchNorm: TrainingKernel = {
  name: 'FusedBatchNorm',
  run(call) {
    const x = input(call, 'x');
    const { scale, offset } = call.inputs;
    const given = { x, mean: input(call, 'mean'), variance: input(call, 'variance'), scale, offset };
    const { varianceEpsilon } = attributes<{ varianceEpsilon?: number }>(call);
    if (!repeatsAlong(given)) return call.stock();
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
  const all = [x, mean, variance, scale ?? mean, offset ?? mean];
  const sizes = all.map(({ shape }) => util.sizeFromShape(shape));
  return (
    all.every(({ dtype }) => dtype === 'float32') &&
    sizes.slice(1).every((size) => size === sizes[1]) &&
    (sizes[1] > 0 || sizes[0] === 0)
  );
}

function normalized(
  heap: Heap,
  { x, mean, variance, scale, offset }: Statistics,
  epsilon: number,
): TensorInfo {
  const output = heap.output(x.shape);
  const [count, channels] = [x, mean].map(({ shape }) => util.sizeFromShape(shape));
  const scratch = heap.scratch(heap.kernels.batchNormalizationScratchBytes(channels));
  const [from, means, variances, to] = [x, mean, variance, output].map(heap.address);
  const [scales, offsets] = [scale, offset].map((tensor) => (tensor ? heap.address(tensor) : NONE));
  heap.kernels.batchNormalization(
    from,
    count,
    channels,
    means,
    variances,
    scales,
    offsets,
    epsilon,
    to,
    scratch,
  );
  return output;
}
