// tfjs kernel Conv2DBackpropFilter: images x [n,h,w,c] and the gradient dy [n,oh,ow,d], or both in NCHW order, to the
// filter's gradient [fh,fw,c,d]. The wasm backend has none: without it no convolutional network trains.

import { attributes, expectGradientShape, inputs, type TrainingKernel } from '../training-kernel.ts';
import { withChannelsLast } from './channels-last.ts';
import { type Conv2DAttributes, conv2DInfo, prepareConv2D, type Shape4D } from './conv-shape.ts';

const NONE = 0;
const LINEAR = 0;

export const conv2DBackpropFilter: TrainingKernel = {
  name: 'Conv2DBackpropFilter',
  run(call) {
    const { heap } = call;
    const { x, dy } = inputs<'x' | 'dy'>(call);
    const attrs = attributes<Conv2DAttributes & { filterShape: Shape4D }>(call);
    const info = conv2DInfo(x.shape, attrs.filterShape, attrs);
    expectGradientShape('Conv2DBackpropFilter', dy, info.outShape);
    return withChannelsLast(heap, { format: info, images: [x, dy] }, (images, gradient) => {
      const output = heap.output(info.filterShape);
      const { shape, scratch } = prepareConv2D(heap, info);
      const [from, by, to] = [heap.address(images), heap.address(gradient), heap.address(output)];
      heap.kernels.conv2dBackward(shape, from, NONE, NONE, LINEAR, by, NONE, to, NONE, false, scratch);
      return output;
    });
  },
};
