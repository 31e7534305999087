// tfjs kernel DepthwiseConv2dNative: images x [n,h,w,c] under filter [fh,fw,c,m] to [n,oh,ow,c*m].
import { type Conv2DAttributes, depthwiseInfo, prepareDepthwise } from '../conv-shape.ts';
import { attributes, input, type TrainingKernel } from './training-kernel.ts';

export const depthwiseConv2dNative: TrainingKernel = {
  name: 'DepthwiseConv2dNative',
  run(call) {
    const { heap } = call;
    const x = input(call, 'x');
    const filter = input(call, 'filter');
    const info = depthwiseInfo(x.shape, filter.shape, attributes<Conv2DAttributes>(call));
    const output = heap.output(info.outShape);
    const { shape, scratch } = prepareDepthwise(heap, info);
    heap.kernels.depthwise(shape, heap.address(x), heap.address(filter), heap.address(output), scratch);
    return output;
  },
};
