// tfjs kernel MaxPoolGrad: dy [n,oh,ow,c] goes back to the place of each window's maximum in the input [n,h,w,c].
import { convShape } from '../convolution/conv-shape.ts';
import { attributes, expectGradientShape, input, inputs, type TrainingKernel } from '../training-kernel.ts';
import { type PoolAttributes, poolInfo } from './pool-shape.ts';

export const maxPoolGrad: TrainingKernel = {
  name: 'MaxPoolGrad',
  run(call) {
    const { heap } = call;
    const { dy } = inputs<'dy'>(call);
    const x = input(call, 'input');
    const info = poolInfo(x.shape, attributes<PoolAttributes>(call));
    expectGradientShape('MaxPoolGrad', dy, info.outShape);
    const output = heap.output(x.shape);
    const shape = convShape(heap, info);
    heap.kernels.maxPoolGradient(shape, heap.address(dy), heap.address(x), heap.address(output));
    return output;
  },
};
