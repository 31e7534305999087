// tfjs kernel MaxPoolWithArgmax: the largest number of each window of x [n,h,w,c], and its place. The backend's own takes 0 for
// the largest of numbers below 0.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { convShape } from '../convolution/conv-shape.ts';
import { floatsAs, withFloats } from '../float-input.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';
import { type PoolAttributes, poolInfo } from './pool-shape.ts';

export const maxPoolWithArgmax: TrainingKernel<TensorInfo[]> = {
  name: 'MaxPoolWithArgmax',
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    const { shape: given } = x;
    util.assert(
      given.length === 4,
      () => `Error in maxPool: input must be rank 4 but got rank ${given.length}.`,
    );
    const attrs = attributes<PoolAttributes & { includeBatchInIndex: boolean }>(call);
    const info = poolInfo(x.shape, attrs);
    const places = heap.output(info.outShape, 'int32');
    const largest = withFloats(heap, [x], (images) => {
      const output = heap.output(info.outShape);
      heap.kernels.maxPool(convShape(heap, info), heap.address(images), heap.address(output));
      const [shape, to] = [convShape(heap, info), heap.address(places)];
      heap.kernels.maxPoolIndices(shape, heap.address(images), attrs.includeBatchInIndex, to);
      return output;
    });
    return [floatsAs(heap, largest, x.dtype), places];
  },
};
