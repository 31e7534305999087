// tfjs kernel DepthwiseConv2dNative: images x [n,h,w,c] under filter [fh,fw,c,m] to [n,oh,ow,c*m]; or, in NCHW
// order, [n,c,h,w] to [n,c*m,oh,ow].
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type CompiledFusion, NO_FUSION } from '../activation/fused-activation.ts';
import { attributes, inputs, type KernelCall, type TrainingKernel } from '../training-kernel.ts';
import { channelsLastShape, toFormat, withChannelsLast } from './channels-last.ts';
import { type Conv2DAttributes, depthwiseInfo, prepareDepthwise } from './conv-shape.ts';

export const depthwiseConv2dNative: TrainingKernel = {
  name: 'DepthwiseConv2dNative',
  run: (call) => depthwise(call, NO_FUSION),
};

/** The convolution of a call, with what the compiled loops take along. */
export function depthwise(call: KernelCall, { bias, activation }: CompiledFusion): TensorInfo {
  const { heap } = call;
  const { x, filter } = inputs<'x' | 'filter'>(call);
  const info = depthwiseInfo(x.shape, filter.shape, attributes<Conv2DAttributes>(call));
  const result = withChannelsLast(heap, { format: info, images: [x] }, (images) => {
    const output = heap.output(channelsLastShape(info, info.outShape));
    const { shape, scratch } = prepareDepthwise(heap, info);
    const [from, weights, to] = [heap.address(images), heap.address(filter), heap.address(output)];
    heap.kernels.depthwise(shape, from, weights, bias, activation, to, scratch);
    return output;
  });
  return toFormat(heap, info, result);
}
