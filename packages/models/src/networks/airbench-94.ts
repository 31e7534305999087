// The network that classifies 94 % of CIFAR-10's test images correctly after ten epochs or fewer (Keller Jordan, "94% on
// CIFAR-10 in 3.29 seconds on a single GPU", 2024): a whitening convolution with a fixed kernel, three groups of two
// convolutions initialized as impulses, and a head without bias. The recipe computes the whitening kernel from the data; here
// it is random.
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
  // The recipe fixes the factor of the normalization at 1, so it is left out.
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
