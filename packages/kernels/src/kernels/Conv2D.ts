// tfjs kernel Conv2D: images x [n,h,w,c] and filter [fh,fw,c,d] to [n,oh,ow,d].
import { type Conv2DAttributes, conv2DInfo, runConv2D } from '../conv-shape.ts';
import { attributes, input, type TrainingKernel } from './training-kernel.ts';

export const conv2D: TrainingKernel = {
  name: 'Conv2D',
  run(call) {
    const first = input(call, 'x');
    const second = input(call, 'filter');
    const info = conv2DInfo(first.shape, second.shape, attributes<Conv2DAttributes>(call));
    return runConv2D(call.heap, 'conv2d', { info, first, second, output: call.heap.output(info.outShape) });
  },
};
