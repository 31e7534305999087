// tfjs kernels FusedConv2D and FusedDepthwiseConv2D: activation(convolution + bias), with what belongs to the channels
// where `dataFormat` has them.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { compiledFusion, type Fused, fuse } from '../activation/fused-activation.ts';
import { attributes, input, type KernelCall, type TrainingKernel } from '../training-kernel.ts';
import { conv2D, convolution } from './Conv2D.ts';
import type { Conv2DAttributes } from './conv-shape.ts';
import { depthwise, depthwiseConv2dNative } from './DepthwiseConv2dNative.ts';

type FusedAttributes = Conv2DAttributes & Pick<Fused, 'activation' | 'leakyreluAlpha'>;

export const fusedConv2D: TrainingKernel = {
  name: 'FusedConv2D',
  run(call) {
    const fused = fusedOf(call);
    const isChannelsLast = attributes<FusedAttributes>(call).dataFormat === 'NHWC';
    const channels = input(call, 'filter').shape[3];
    const compiled = isChannelsLast ? compiledFusion(call.heap, fused, channels) : undefined;
    return compiled ? convolution(call, compiled) : fuse(call.heap, conv2D.run(call), fused);
  },
};

export const fusedDepthwiseConv2D: TrainingKernel = {
  name: 'FusedDepthwiseConv2D',
  run(call) {
    const fused = fusedOf(call);
    const [, , channels, times] = input(call, 'filter').shape;
    const compiled = compiledFusion(call.heap, fused, channels * times);
    return compiled ? depthwise(call, compiled) : fuse(call.heap, depthwiseConv2dNative.run(call), fused);
  },
};

function fusedOf(call: KernelCall): Fused {
  const { activation, leakyreluAlpha, dataFormat } = attributes<FusedAttributes>(call);
  const { bias, preluActivationWeights } = call.inputs;
  if (dataFormat !== 'NCHW') return { activation, leakyreluAlpha, bias, preluActivationWeights };
  return {
    activation,
    leakyreluAlpha,
    bias: bias && alongChannels(bias),
    preluActivationWeights: preluActivationWeights && alongChannels(preluActivationWeights),
  };
}

// One number a channel: behind each channel of NCHW comes a plane.
function alongChannels(tensor: TensorInfo): TensorInfo {
  if (tensor.shape.length !== 1) return tensor;
  return { ...tensor, shape: [tensor.shape[0], 1, 1] };
}
