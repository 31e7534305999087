// tfjs kernel Conv2DBackpropInput: the gradient dy [n,oh,ow,d] and filter [fh,fw,c,d] to the images' gradient [n,h,w,c].
import { type Conv2DAttributes, conv2DInfo, runConv2D, type Shape4D } from '../conv-shape.ts';
import { attributes, expectGradientShape, input, type TrainingKernel } from './training-kernel.ts';

export const conv2DBackpropInput: TrainingKernel = {
  name: 'Conv2DBackpropInput',
  run(call) {
    const first = input(call, 'dy');
    const second = input(call, 'filter');
    const attrs = attributes<Conv2DAttributes & { inputShape: Shape4D }>(call);
    const info = conv2DInfo(attrs.inputShape, second.shape, attrs);
    expectGradientShape('Conv2DBackpropInput', first, info.outShape);
    return runConv2D(call.heap, 'conv2dBackpropInput', {
      info,
      first,
      second,
      output: call.heap.output(info.inShape),
    });
  },
};
