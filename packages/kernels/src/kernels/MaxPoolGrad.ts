// tfjs kernel MaxPoolGrad: dy [n,oh,ow,c] goes back to the place of each window's maximum in the input [n,h,w,c].
import { backend_util } from '@tensorflow/tfjs-core';
import { convShape, type Shape4D, withPlaces } from '../conv-shape.ts';
import { attributes, expectGradientShape, input, type TrainingKernel } from './training-kernel.ts';

interface PoolAttributes {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export const maxPoolGrad: TrainingKernel = {
  name: 'MaxPoolGrad',
  run(call) {
    const { heap } = call;
    const dy = input(call, 'dy');
    const x = input(call, 'input');
    const { filterSize, strides, pad, dimRoundingMode } = attributes<PoolAttributes>(call);
    const info = withPlaces(
      backend_util.computePool2DInfo(x.shape as Shape4D, filterSize, strides, 1, pad, dimRoundingMode),
    );
    expectGradientShape('MaxPoolGrad', dy, info.outShape);
    const output = heap.output(x.shape);
    const shape = convShape(heap, info);
    heap.kernels.maxPoolGradient(shape, heap.address(dy), heap.address(x), heap.address(output));
    return output;
  },
};
