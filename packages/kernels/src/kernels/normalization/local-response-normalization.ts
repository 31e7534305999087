// tfjs kernels LRN and LRNGrad: each number of images [n,h,w,c] divided by a power of the squares of the channels around it, and
// the way back. The backend has none of its own that is quick.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { withFloats } from '../float-input.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

/** What tfjs tells of the normalization. */
export interface LocalResponseAttributes {
  /** Channels on either side that count. */
  readonly depthRadius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;
}

// All rows of channels, and scratch memory for one.
function rowsOf(heap: Heap, { shape }: TensorInfo, { depthRadius }: LocalResponseAttributes) {
  const channels = shape[shape.length - 1];
  // Channels that are not there count for nothing.
  const radius = Math.max(Math.min(Math.floor(depthRadius), channels - 1), 0);
  const rows = channels === 0 ? 0 : util.sizeFromShape(shape) / channels;
  const scratch = heap.scratch(heap.kernels.localResponseScratchBytes(channels, radius));
  return { channels, radius, rows, scratch };
}

export const lrn: TrainingKernel = {
  name: 'LRN',
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    const given = attributes<LocalResponseAttributes>(call);
    return withFloats(heap, [x], (images) => {
      const output = heap.output(x.shape);
      const { channels, radius, rows, scratch } = rowsOf(heap, x, given);
      const { bias, alpha, beta } = given;
      const [from, to] = [heap.address(images), heap.address(output)];
      heap.kernels.localResponse(from, to, rows, channels, radius, bias, alpha, beta, scratch);
      return output;
    });
  },
};

export const lrnGrad: TrainingKernel = {
  name: 'LRNGrad',
  run(call) {
    const { heap } = call;
    const { x, dy } = inputs<'x' | 'dy'>(call);
    const given = attributes<LocalResponseAttributes>(call);
    return withFloats(heap, [x, dy], (images, gradient) => {
      const output = heap.output(x.shape);
      const { channels, radius, rows, scratch } = rowsOf(heap, x, given);
      const { bias, alpha, beta } = given;
      const [from, dyAt, to] = [images, gradient, output].map(heap.address);
      heap.kernels.localResponseGradient(from, dyAt, to, rows, channels, radius, bias, alpha, beta, scratch);
      return output;
    });
  },
};
