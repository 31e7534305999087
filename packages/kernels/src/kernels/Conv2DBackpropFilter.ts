// tfjs kernel Conv2DBackpropFilter: images x [n,h,w,c] and the gradient dy [n,oh,ow,d] to the filter's gradient
// [fh,fw,c,d]. The wasm backend has none: without it no convolutional network trains.
import { type Conv2DAttributes, conv2DInfo, runConv2D, type Shape4D } from '../conv-shape.ts';
import { attributes, expectGradientShape, input, type TrainingKernel } from './training-kernel.ts';

export const conv2DBackpropFilter: TrainingKernel = {
  name: 'Conv2DBackpropFilter',
  run(call) {
    const first = input(call, 'x');
    const second = input(call, 'dy');
    const attrs = attributes<Conv2DAttributes & { filterShape: Shape4D }>(call);
    const info = conv2DInfo(first.shape, attrs.filterShape, attrs);
    expectGradientShape('Conv2DBackpropFilter', second, info.outShape);
    return runConv2D(call.heap, 'conv2dBackpropFilter', {
      info,
      first,
      second,
      output: call.heap.output(info.filterShape),
    });
  },
};
