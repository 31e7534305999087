// ResNet-20 for 32x32 images (He, Zhang, Ren, Sun, "Deep residual learning for image recognition", 2015, section 4.2): three
// groups of three residual blocks with two 3x3 convolutions each. Where the number of channels changes, the shortcut is a 1x1
// convolution with normalization (the paper's option B).
import type { NetworkLayer } from '../network/layers/index.ts';
import type { NetworkSpec } from '../network/network-spec.ts';
import type { NetworkShape } from './networks.ts';

export function resnet20({ inputShape, classes }: NetworkShape): NetworkSpec {
  const layers: NetworkLayer[] = [
    convolution('stem_conv', { filters: 16, padding: 'same' }),
    normalization('stem_bn'),
    { kind: 'activation', activation: 'relu', name: 'stem' },
  ];
  let [from, channels] = ['stem', 16];
  for (const [group, filters] of [16, 32, 64].entries()) {
    for (const block of [1, 2, 3]) {
      const name = `block${group + 1}_${block}`;
      const strides = block === 1 && filters > 16 ? 2 : 1;
      layers.push(...residualBlock(name, { from, filters, strides, isProjected: filters !== channels }));
      [from, channels] = [name, filters];
    }
  }
  layers.push({ kind: 'globalAveragePooling2d' }, { kind: 'dense', units: classes, activation: 'softmax' });
  return { name: 'resnet-20', inputs: [{ name: 'image', shape: inputShape, type: 'uint8' }], layers };
}

interface Block {
  readonly from: string;
  readonly filters: number;
  readonly strides: number;
  readonly isProjected: boolean;
}

function residualBlock(name: string, { from, filters, strides, isProjected }: Block): NetworkLayer[] {
  return [
    // With stride 2, 'same' would pad only the right and the bottom.
    ...(strides === 1
      ? [convolution(`${name}_conv1`, { filters, padding: 'same', inputs: [from] })]
      : [
          { kind: 'zeroPadding2d', padding: 1, name: `${name}_pad`, inputs: [from] } as const,
          convolution(`${name}_conv1`, { filters, strides }),
        ]),
    normalization(`${name}_bn1`),
    { kind: 'activation', activation: 'relu', name: `${name}_relu1` },
    convolution(`${name}_conv2`, { filters, padding: 'same' }),
    // The layers of both branches alternate, as tfjs-layers orders a model's weights.
    ...(isProjected
      ? [convolution(`${name}_shortcut_conv`, { filters, strides, kernelSize: 1, inputs: [from] })]
      : []),
    { ...normalization(`${name}_bn2`), inputs: [`${name}_conv2`] },
    ...(isProjected ? [{ ...normalization(`${name}_shortcut`), inputs: [`${name}_shortcut_conv`] }] : []),
    { kind: 'add', name: `${name}_add`, inputs: [`${name}_bn2`, isProjected ? `${name}_shortcut` : from] },
    { kind: 'activation', activation: 'relu', name },
  ];
}

type Convolution = Extract<NetworkLayer, { kind: 'conv2d' }>;

function convolution(
  name: string,
  {
    kernelSize = 3,
    ...fields
  }: Pick<Convolution, 'filters' | 'strides' | 'padding' | 'inputs'> & Partial<Convolution>,
): Convolution {
  return { kind: 'conv2d', kernelSize, useBias: false, kernelInitializer: 'heNormal', ...fields, name };
}

/** With PyTorch's constants, which the published results use. */
function normalization(name: string): NetworkLayer {
  return { kind: 'batchNormalization', momentum: 0.9, epsilon: 1e-5, name };
}
