// The network that reads 94 % of CIFAR-10's test images after ten epochs or fewer (Keller Jordan, "94% on CIFAR-10 in 3.29
// seconds on a single GPU", 2024): a whitening convolution, whose kernel stays as it is, then three groups of two convolutions
// that begin as impulses, and a head without bias. Whitening from data, which the kernel is for, is not here.
import { torchUniform } from '../initial-weights/initializer.ts';
import type { NetworkLayer } from '../network/layers/index.ts';
import type { NetworkSpec } from '../network/network-spec.ts';
import type { NetworkShape } from './networks.ts';

export function airbench94({ inputShape, classes }: NetworkShape): NetworkSpec {
  const whitened = 2 * 2 * 2 * inputShape[2];
  return {
    name: 'airbench-94',
    inputs: [{ name: 'image', shape: inputShape, type: 'uint8' }],
    layers: [
      {
        kind: 'conv2d',
        name: 'whitening',
        filters: whitened,
        kernelSize: 2,
        trainable: ['bias'],
        kernelInitializer: torchUniform,
      },
      { kind: 'activation', activation: 'gelu', name: 'whitening_gelu' },
      ...[64, 256, 256].flatMap((filters, i) => group(`group${i + 1}`, filters)),
      { kind: 'maxPooling2d', poolSize: 3, name: 'head_pooling' },
      { kind: 'flatten' },
      { kind: 'dense', name: 'head', units: classes, useBias: false, kernelInitializer: torchUniform },
      { kind: 'rescaling', name: 'logits', scale: 1 / 9 },
      { kind: 'activation', activation: 'softmax', name: 'probabilities' },
    ],
  };
}

function group(name: string, filters: number): NetworkLayer[] {
  const convolution = {
    kind: 'conv2d',
    filters,
    kernelSize: 3,
    padding: 'same',
    useBias: false,
    kernelInitializer: 'dirac',
  } as const;
  // The factor of the normalization is fixed at 1: there is none.
  const normalization = { kind: 'batchNormalization', scale: false, epsilon: 1e-12, momentum: 0.6 } as const;
  const gelu = { kind: 'activation', activation: 'gelu' } as const;
  return [
    { ...convolution, name: `${name}_conv1` },
    { kind: 'maxPooling2d', name: `${name}_pooling` },
    { ...normalization, name: `${name}_bn1` },
    { ...gelu, name: `${name}_gelu1` },
    { ...convolution, name: `${name}_conv2` },
    { ...normalization, name: `${name}_bn2` },
    { ...gelu, name: `${name}_gelu2` },
  ];
}
