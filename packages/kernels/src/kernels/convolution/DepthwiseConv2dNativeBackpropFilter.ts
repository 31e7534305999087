// tfjs kernel DepthwiseConv2dNativeBackpropFilter: images x [n,h,w,c] and the gradient dy [n,oh,ow,c*m], or both in NCHW order,
// to the filter's gradient [fh,fw,c,m]. The wasm backend has none.

import { attributes, expectGradientShape, inputs, type TrainingKernel } from '../training-kernel.ts';
import { withChannelsLast } from './channels-last.ts';
import { type Conv2DAttributes, depthwiseInfo, prepareDepthwise, type Shape4D } from './conv-shape.ts';

export const depthwiseConv2dNativeBackpropFilter: TrainingKernel = {
  name: 'DepthwiseConv2dNativeBackpropFilter',
  run(call) {
    const { heap } = call;
    const { x, dy } = inputs<'x' | 'dy'>(call);
    const attrs = attributes<Conv2DAttributes & { filterShape: Shape4D }>(call);
    const info = depthwiseInfo(x.shape, attrs.filterShape, attrs);
    expectGradientShape('DepthwiseConv2dNativeBackpropFilter', dy, info.outShape);
    return withChannelsLast(heap, { format: info, images: [x, dy] }, (images, gradient) => {
      const output = heap.output(attrs.filterShape);
      const { shape, scratch } = prepareDepthwise(heap, info);
      const [from, by, to] = [heap.address(images), heap.address(gradient), heap.address(output)];
      heap.kernels.depthwiseFilterGradient(shape, from, by, to, scratch);
      return output;
    });
  },
};
