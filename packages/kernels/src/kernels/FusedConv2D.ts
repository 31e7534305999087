// tfjs kernels FusedConv2D and FusedDepthwiseConv2D: activation(convolution + bias), with what belongs to the channels
// where `dataFormat` has them.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Conv2DAttributes, conv2DInfo, prepareConv2D } from '../conv-shape.ts';
import { conv2D } from './Conv2D.ts';
import { depthwiseConv2dNative } from './DepthwiseConv2dNative.ts';
import { compiledFusion, type Fused, fuse } from './fused-activation.ts';
import { attributes, input, type KernelCall, type TrainingKernel } from './training-kernel.ts';

type FusedAttributes = Conv2DAttributes & Pick<Fused, 'activation' | 'leakyreluAlpha'>;

export const fusedConv2D: TrainingKernel = {
  name: 'FusedConv2D',
  run: (call) => inOnePass(call) ?? fuse(call.heap, conv2D.run(call), fusedOf(call)),
};

export const fusedDepthwiseConv2D: TrainingKernel = {
  name: 'FusedDepthwiseConv2D',
  run: (call) => fuse(call.heap, depthwiseConv2dNative.run(call), fusedOf(call)),
};

// The compiled convolution adds the bias and applies the activation while its output is in the cache.
function inOnePass(call: KernelCall): TensorInfo | undefined {
  const { heap } = call;
  const [x, filter] = [input(call, 'x'), input(call, 'filter')];
  const attrs = attributes<FusedAttributes>(call);
  if (attrs.dataFormat !== 'NHWC') return;
  const fusion = compiledFusion(heap, fusedOf(call), filter.shape[3]);
  if (!fusion) return;
  const info = conv2DInfo(x.shape, filter.shape, attrs);
  const output = heap.output(info.outShape);
  const { shape, scratch } = prepareConv2D(heap, info);
  const [from, weights, to] = [heap.address(x), heap.address(filter), heap.address(output)];
  heap.kernels.conv2d(shape, from, weights, fusion.bias, fusion.activation, to, scratch);
  return output;
}

function fusedOf(call: KernelCall): Fused {
  const { activation, leakyreluAlpha, dataFormat } = attributes<FusedAttributes>(call);
  const { bias, preluActivationWeights } = call.inputs;
  const along = (tensor: TensorInfo | undefined) => tensor && alongChannels(tensor, dataFormat);
  return {
    activation,
    leakyreluAlpha,
    bias: along(bias),
    preluActivationWeights: along(preluActivationWeights),
  };
}

// One number a channel: behind each channel of NCHW comes a plane.
function alongChannels(tensor: TensorInfo, dataFormat: Conv2DAttributes['dataFormat']): TensorInfo {
  if (dataFormat !== 'NCHW' || tensor.shape.length !== 1) return tensor;
  return { ...tensor, shape: [tensor.shape[0], 1, 1] };
}
