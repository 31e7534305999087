// tfjs kernel Conv2DBackpropInput: the gradient dy [n,oh,ow,d] and filter [fh,fw,c,d] to the images' gradient
// [n,h,w,c]; or, in NCHW order, [n,d,oh,ow] to [n,c,h,w]. It is what conv2dTranspose calls, too.

import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { attributes, expectGradientShape, input, inputs, type TrainingKernel } from '../training-kernel.ts';
import { channelsLastShape, toFormat, withChannelsLast } from './channels-last.ts';
import { type Conv2DAttributes, conv2DInfo, prepareConv2D, type Shape4D } from './conv-shape.ts';

const NONE = 0;
const LINEAR = 0;

export const conv2DBackpropInput: TrainingKernel = {
  name: 'Conv2DBackpropInput',
  run(call) {
    const { heap } = call;
    const { filter } = inputs<'filter'>(call);
    const attrs = attributes<Conv2DAttributes & { inputShape: Shape4D }>(call);
    const info = conv2DInfo(attrs.inputShape, filter.shape, attrs);
    const outShape = channelsLastShape(info, info.outShape);
    const images = [input(call, 'dy')];
    const gradient = withChannelsLast(heap, { format: info, images }, (given) => {
      const dy = exceeds(given, outShape) ? crop(heap, given, outShape) : given;
      expectGradientShape('Conv2DBackpropInput', dy, outShape);
      const output = heap.output(channelsLastShape(info, info.inShape));
      const { shape, scratch } = prepareConv2D(heap, info);
      const [weights, from, to] = [heap.address(filter), heap.address(dy), heap.address(output)];
      heap.kernels.conv2dBackward(shape, NONE, weights, NONE, LINEAR, from, to, NONE, NONE, false, scratch);
      if (dy !== given) heap.release(dy);
      return output;
    });
    return toFormat(heap, info, gradient);
  },
};

const FLOAT_BYTES = 4;

/** Whether images [n,h,w,c] have a part of another height and width, which is smaller. */
export function exceeds({ shape }: TensorInfo, [batch, height, width, channels]: Shape4D): boolean {
  const [ownBatch, ownHeight, ownWidth, ownChannels] = shape;
  if (shape.length !== 4 || ownBatch !== batch || ownChannels !== channels) return false;
  return ownHeight >= height && ownWidth >= width && ownHeight * ownWidth > height * width;
}

/** The upper left part of images [n,h,w,c], as a new tensor. */
export function crop(heap: Heap, images: TensorInfo, part: Shape4D): TensorInfo {
  const [batch, height, width, channels] = part;
  const [, fullHeight, fullWidth] = images.shape;
  const output = heap.output(part);
  const [from, to] = [heap.address(images), heap.address(output)];
  const pixel = channels * FLOAT_BYTES;
  for (let row = 0; row < batch * height; row++) {
    const source = (Math.floor(row / height) * fullHeight + (row % height)) * fullWidth;
    heap.kernels.copy(to + row * width * pixel, from + source * pixel, width * channels);
  }
  return output;
}
