// tfjs kernel Conv2D: images x [n,h,w,c] and filter [fh,fw,c,d] to [n,oh,ow,d]; or, in NCHW order, [n,c,h,w] to [n,d,oh,ow].
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { type CompiledFusion, NO_FUSION } from '../activation/fused-activation.ts';
import { attributes, inputs, type KernelCall, type TrainingKernel } from '../training-kernel.ts';
import { channelsLastShape, toFormat, withChannelsLast } from './channels-last.ts';
import { type Conv2DAttributes, conv2DInfo, prepareConv2D } from './conv-shape.ts';

export const conv2D: TrainingKernel = {
  name: 'Conv2D',
  run: (call) => convolution(call, NO_FUSION),
};

/** The convolution of a call, with what the compiled loops take along, which is a bias of the last axis only. */
export function convolution(call: KernelCall, fusion: CompiledFusion): TensorInfo {
  const { heap } = call;
  const { x, filter } = inputs<'x' | 'filter'>(call);
  const info = conv2DInfo(x.shape, filter.shape, attributes<Conv2DAttributes>(call));
  if (info.dataFormat === 'channelsLast') return convolve(heap, info, { images: x, filter, fusion });
  const convolved = withChannelsLast(heap, { format: info, images: [x] }, (images) =>
    convolve(heap, info, { images, filter, fusion }),
  );
  return toFormat(heap, info, convolved);
}

interface Operands {
  readonly images: TensorInfo;
  readonly filter: TensorInfo;
  readonly fusion: CompiledFusion;
}

function convolve(
  heap: Heap,
  info: backend_util.Conv2DInfo,
  { images, filter, fusion }: Operands,
): TensorInfo {
  const output = heap.output(channelsLastShape(info, info.outShape));
  const { shape, scratch } = prepareConv2D(heap, info);
  const from = heap.address(images);
  const weights = heap.address(filter);
  heap.kernels.conv2d(shape, from, weights, fusion.bias, fusion.activation, heap.address(output), scratch);
  return output;
}
