// tfjs kernel DepthwiseConv2dNativeBackpropInput: the gradient dy [n,oh,ow,c*m] and filter [fh,fw,c,m] to the images'
// gradient [n,h,w,c]; or both in NCHW order. The wasm backend has none.

import { attributes, expectGradientShape, inputs, type TrainingKernel } from '../training-kernel.ts';
import { channelsLastShape, toFormat, withChannelsLast } from './channels-last.ts';
import { type Conv2DAttributes, depthwiseInfo, prepareDepthwise, type Shape4D } from './conv-shape.ts';

export const depthwiseConv2dNativeBackpropInput: TrainingKernel = {
  name: 'DepthwiseConv2dNativeBackpropInput',
  run(call) {
    const { heap } = call;
    const { dy } = inputs<'dy'>(call);
    const { filter } = inputs<'filter'>(call);
    const attrs = attributes<Conv2DAttributes & { inputShape: Shape4D }>(call);
    const info = depthwiseInfo(attrs.inputShape, filter.shape, attrs);
    expectGradientShape('DepthwiseConv2dNativeBackpropInput', dy, info.outShape);
    const gradient = withChannelsLast(heap, { format: info, images: [dy] }, (given) => {
      const output = heap.output(channelsLastShape(info, info.inShape));
      const { shape, scratch } = prepareDepthwise(heap, info);
      const [weights, from, to] = [heap.address(filter), heap.address(given), heap.address(output)];
      heap.kernels.depthwiseImageGradient(shape, weights, from, to, scratch);
      return output;
    });
    return toFormat(heap, info, gradient);
  },
};
