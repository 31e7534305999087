// MobileNet's depthwise separable blocks (Howard et al., "MobileNets", 2017) for 32x32 images: a depthwise convolution over
// neighboring pixels, then a 1x1 convolution over the channels, each followed by normalization and relu6.
import type { Initializer } from '../initial-weights/initializer.ts';
import type { NetworkLayer } from '../network/layers/index.ts';
import type { NetworkSpec } from '../network/network-spec.ts';
import type { NetworkShape } from './networks.ts';

const blocks = [
  { filters: 64, strides: 1 },
  { filters: 128, strides: 2 },
  { filters: 128, strides: 1 },
  { filters: 256, strides: 2 },
  { filters: 256, strides: 1 },
  { filters: 512, strides: 2 },
  { filters: 512, strides: 1 },
] as const;

export function mobilenet32({ inputShape, classes }: NetworkShape): NetworkSpec {
  return {
    name: 'mobilenet-32',
    inputs: [{ name: 'image', shape: inputShape, type: 'uint8' }],
    layers: [
      { kind: 'conv2d', name: 'stem_conv', filters: 32, kernelSize: 3, padding: 'same', ...plain },
      ...activated('stem'),
      ...blocks.flatMap((block, i) => separableBlock(`block${i + 1}`, block)),
      { kind: 'globalAveragePooling2d' },
      { kind: 'dense', units: classes, activation: 'softmax' },
    ],
  };
}

/** He initialization: a depthwise filter has as many inputs as its kernel has pixels, which Keras counts as fan out. */
const depthwiseInitializer: Initializer = {
  kind: 'varianceScaling',
  scale: 2,
  mode: 'fanOut',
  distribution: 'truncatedNormal',
};

const plain = { useBias: false, kernelInitializer: 'heNormal' } as const;

function separableBlock(
  name: string,
  { filters, strides }: { readonly filters: number; readonly strides: number },
): NetworkLayer[] {
  const depthwise = {
    kind: 'depthwiseConv2d',
    name: `${name}_depthwise`,
    kernelSize: 3,
    useBias: false,
    depthwiseInitializer,
  } as const;
  return [
    // With stride 2, 'same' would pad only the right and the bottom.
    ...(strides === 1
      ? [{ ...depthwise, padding: 'same' } as const]
      : [{ kind: 'zeroPadding2d', padding: 1, name: `${name}_pad` } as const, { ...depthwise, strides }]),
    ...activated(`${name}_depthwise`),
    { kind: 'conv2d', name: `${name}_pointwise`, filters, kernelSize: 1, ...plain },
    ...activated(`${name}_pointwise`),
  ];
}

/** Batch normalization with PyTorch's constants, and relu6. */
function activated(name: string): NetworkLayer[] {
  return [
    { kind: 'batchNormalization', momentum: 0.9, epsilon: 1e-5, name: `${name}_bn` },
    { kind: 'activation', activation: 'relu6', name: `${name}_relu6` },
  ];
}
