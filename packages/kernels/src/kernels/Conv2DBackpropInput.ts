// tfjs kernel Conv2DBackpropInput: the gradient dy [n,oh,ow,d] and filter [fh,fw,c,d] to the images' gradient
// [n,h,w,c]. It is what conv2dTranspose calls, too.
import { type Conv2DAttributes, conv2DInfo, prepareConv2D, type Shape4D } from '../conv-shape.ts';
import { crop, exceeds } from './crop.ts';
import { attributes, expectGradientShape, input, type TrainingKernel } from './training-kernel.ts';

const NONE = 0;

export const conv2DBackpropInput: TrainingKernel = {
  name: 'Conv2DBackpropInput',
  run(call) {
    const { heap } = call;
    const given = input(call, 'dy');
    const filter = input(call, 'filter');
    const attrs = attributes<Conv2DAttributes & { inputShape: Shape4D }>(call);
    const info = conv2DInfo(attrs.inputShape, filter.shape, attrs);
    const outShape = info.outShape as Shape4D;
    const dy = exceeds(given, outShape) ? crop(heap, given, outShape) : given;
    expectGradientShape('Conv2DBackpropInput', dy, info.outShape);
    const output = heap.output(info.inShape);
    const { shape, scratch } = prepareConv2D(heap, info);
    const [weights, gradient, to] = [heap.address(filter), heap.address(dy), heap.address(output)];
    heap.kernels.conv2dBackward(shape, NONE, weights, gradient, to, NONE, false, scratch);
    if (dy !== given) heap.release(dy);
    return output;
  },
};
