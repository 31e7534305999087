// tfjs kernel AvgPoolGrad: dy [n,oh,ow,c] in equal parts to the inputs [n,h,w,c] of each window. The backend's own, and
// that of tfjs' cpu backend, divide by the size of the whole window, also where part of it hangs over the edge, and so
// differ from the slope of the mean that AvgPool takes there.
import { convShape } from '../convolution/conv-shape.ts';
import { attributes, expectGradientShape, input, inputs, type TrainingKernel } from '../training-kernel.ts';
import { type PoolAttributes, poolInfo } from './pool-shape.ts';

export const avgPoolGrad: TrainingKernel = {
  name: 'AvgPoolGrad',
  run(call) {
    const { heap } = call;
    const { dy } = inputs<'dy'>(call);
    const x = input(call, 'input');
    const attrs = attributes<PoolAttributes>(call);
    const info = poolInfo(x.shape, attrs);
    expectGradientShape('AvgPoolGrad', dy, info.outShape);
    const output = heap.output(x.shape);
    // tfjs' own tests ask for shares of the whole window where the padding is given side by side.
    const wholeWindow = Array.isArray(attrs.pad);
    const shape = convShape(heap, info);
    heap.kernels.averagePoolGradient(shape, heap.address(dy), heap.address(output), wholeWindow);
    return output;
  },
};
