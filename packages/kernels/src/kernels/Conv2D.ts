// tfjs kernel Conv2D: images x [n,h,w,c] and filter [fh,fw,c,d] to [n,oh,ow,d]; or, in NCHW order, [n,c,h,w] to [n,d,oh,ow].
import { channelsLastShape, toFormat, withChannelsLast } from '../channels-last.ts';
import { type Conv2DAttributes, conv2DInfo, prepareConv2D } from '../conv-shape.ts';
import { attributes, input, type TrainingKernel } from './training-kernel.ts';

const NO_BIAS = 0;
const LINEAR = 0;

export const conv2D: TrainingKernel = {
  name: 'Conv2D',
  run(call) {
    const { heap } = call;
    const x = input(call, 'x');
    const filter = input(call, 'filter');
    const info = conv2DInfo(x.shape, filter.shape, attributes<Conv2DAttributes>(call));
    const convolved = withChannelsLast(heap, { format: info, images: [x] }, (images) => {
      const output = heap.output(channelsLastShape(info, info.outShape));
      const { shape, scratch } = prepareConv2D(heap, info);
      const [from, weights, to] = [heap.address(images), heap.address(filter), heap.address(output)];
      heap.kernels.conv2d(shape, from, weights, NO_BIAS, LINEAR, to, scratch);
      return output;
    });
    return toFormat(heap, info, convolved);
  },
};
