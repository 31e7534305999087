// tfjs kernel MaxPool: the largest number of each window of x [n,h,w,c]; -Infinity where a window has none.
import { convShape } from '../convolution/conv-shape.ts';
import { floatsAs, withFloats } from '../float-input.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';
import { isIdentity, type PoolAttributes, poolInfo } from './pool-shape.ts';

export const maxPool: TrainingKernel = {
  name: 'MaxPool',
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    const info = poolInfo(x.shape, attributes<PoolAttributes>(call));
    if (isIdentity(info)) return heap.share(x);
    const largest = withFloats(heap, [x], (images) => {
      const output = heap.output(info.outShape);
      heap.kernels.maxPool(convShape(heap, info), heap.address(images), heap.address(output));
      return output;
    });
    return floatsAs(heap, largest, x.dtype);
  },
};
