// For tests: image classifiers, each with another kind of network.
import { type LayersModel, layers, model } from '@tensorflow/tfjs-layers';
import {
  act,
  apply,
  chain,
  classifier,
  conv,
  dense,
  image,
  imageShape,
  labelledImages,
  norm,
  samples,
  softmax,
  type Tensor,
  type ZooNetwork,
} from './zoo-network.ts';

/** Convolutions, normalizations and shortcuts of He et al. (2016), with 3 blocks in each of 3 stages: 20 weighted layers. */
function resnet20(): LayersModel {
  const input = image();
  let maps = chain(input, conv(4), norm(), act());
  for (const [stage, filters] of [4, 8, 16].entries()) {
    for (const block of [0, 1, 2]) maps = residualBlock(maps, filters, stage > 0 && block === 0 ? 2 : 1);
  }
  return classifier(input, maps);
}

function residualBlock(x: Tensor, filters: number, strides: number): Tensor {
  const body = chain(x, conv(filters, { strides }), norm(), act(), conv(filters), norm());
  const isSame = strides === 1 && x.shape[3] === filters;
  const shortcut = isSame ? x : chain(x, conv(filters, { kernelSize: 1, strides }), norm());
  return chain(apply(layers.add(), [body, shortcut]), act());
}

function preActivationResnet(): LayersModel {
  const input = image();
  let maps = chain(input, conv(8));
  for (const _ of [1, 2]) {
    const body = chain(maps, norm(), act(), conv(8), norm(), act(), conv(8));
    maps = apply(layers.add(), [maps, body]);
  }
  return classifier(input, chain(maps, norm(), act()));
}

function mobilenet(): LayersModel {
  const input = image();
  const depthwise = (strides: number) =>
    layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', useBias: false, strides });
  const block = (filters: number, strides: number) => [
    ...[depthwise(strides), norm(), act()],
    ...[conv(filters, { kernelSize: 1 }), norm(), act()],
  ];
  return classifier(input, chain(input, conv(8), norm(), act(), ...block(12, 1), ...block(16, 2)));
}

function densenet(): LayersModel {
  const input = image();
  let maps = chain(input, conv(8));
  for (const _ of [1, 2, 3]) {
    const grown = chain(maps, norm(), act(), conv(4));
    maps = apply(layers.concatenate(), [maps, grown]);
  }
  return classifier(input, chain(maps, norm(), act(), layers.averagePooling2d({ poolSize: 2 })));
}

function inception(): LayersModel {
  const input = image();
  const relu = { activation: 'relu', useBias: true } as const;
  const narrow = () => conv(4, { kernelSize: 1, ...relu });
  const pooled = layers.maxPooling2d({ poolSize: 3, strides: 1, padding: 'same' });
  const branches = [
    chain(input, narrow()),
    chain(input, narrow(), conv(6, relu)),
    chain(input, narrow(), conv(6, { kernelSize: 5, ...relu })),
    chain(input, pooled, narrow()),
  ];
  return classifier(input, apply(layers.concatenate(), branches));
}

/** Blocks in the style of Xception: separable convolutions around a shortcut. */
function separable(): LayersModel {
  const input = image();
  const separableConv = () => layers.separableConv2d({ filters: 8, kernelSize: 3, padding: 'same' });
  const start = chain(input, conv(8, { activation: 'relu', useBias: true }));
  const body = chain(start, separableConv(), act(), separableConv());
  const sum = apply(layers.add(), [start, body]);
  return classifier(
    input,
    chain(sum, act(), layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' })),
  );
}

function squeezeAndExcitation(): LayersModel {
  const input = image();
  const maps = chain(input, conv(8), norm(), act('swish'));
  const gates = chain(
    maps,
    layers.globalAveragePooling2d({}),
    dense(4, { activation: 'relu' }),
    dense(8, { activation: 'sigmoid' }),
    layers.reshape({ targetShape: [1, 1, 8] }),
  );
  return classifier(input, apply(layers.multiply(), [maps, gates]));
}

function attention(): LayersModel {
  const input = image();
  const patches = chain(
    input,
    layers.conv2d({ filters: 8, kernelSize: 2, strides: 2 }),
    layers.reshape({ targetShape: [16, 8] }),
  );
  const normed = chain(patches, layers.layerNormalization());
  const [query, key, value] = ['query', 'key', 'value'].map(() => chain(normed, dense(8)));
  const scores = chain(apply(layers.dot({ axes: [2, 2] }), [query, key]), layers.softmax({ axis: -1 }));
  const attended = apply(layers.dot({ axes: [2, 1] }), [scores, value]);
  const mixed = apply(layers.add(), [patches, chain(attended, dense(8))]);
  return model({ inputs: input, outputs: chain(mixed, layers.globalAveragePooling1d({}), softmax()) });
}

/** Layers that mix positions, then channels: Tolstikhin et al., "MLP-Mixer" (2021). */
function mixer(): LayersModel {
  const input = image();
  const patches = chain(input, layers.reshape({ targetShape: [16, 8] }), dense(6));
  const tokens = chain(
    patches,
    layers.layerNormalization(),
    layers.permute({ dims: [2, 1] }),
    dense(16, { activation: 'gelu' }),
    layers.permute({ dims: [2, 1] }),
  );
  const mixed = apply(layers.add(), [patches, tokens]);
  const channels = chain(
    mixed,
    layers.layerNormalization({ axis: [1, 2] }),
    dense(6, { activation: 'gelu_new' }),
  );
  const both = apply(layers.add(), [mixed, channels]);
  return model({ inputs: input, outputs: chain(both, layers.globalMaxPooling1d({}), softmax()) });
}

/** A frozen base with batch normalization, as in transfer learning. */
function nestedFrozenBase(): LayersModel {
  const inner = image();
  const base = model({
    inputs: inner,
    outputs: chain(inner, conv(6), norm(), act(), conv(6, { useBias: true, activation: 'relu' })),
  });
  base.trainable = false;
  const input = image();
  return classifier(input, chain(apply(base, input), conv(6, { useBias: true, activation: 'tanh' }), norm()));
}

function activations(): LayersModel {
  const input = image();
  const maps = chain(
    input,
    conv(6),
    layers.prelu({ sharedAxes: [1, 2] }),
    conv(6),
    layers.leakyReLU({ alpha: 0.2 }),
    conv(6),
    layers.reLU({ maxValue: 6 }),
    conv(6, { activation: 'mish' }),
    layers.elu({}),
    conv(6),
    layers.prelu({}),
    layers.zeroPadding2d({ padding: [1, 1] }),
    layers.conv2d({ filters: 6, kernelSize: 3, dilationRate: 2, activation: 'selu' }),
  );
  return classifier(input, maps);
}

function dropout(): LayersModel {
  const input = image();
  const maps = chain(
    input,
    conv(6, { activation: 'relu' }),
    layers.dropout({ rate: 0.3 }),
    conv(6, { activation: 'relu' }),
  );
  const outputs = chain(maps, layers.flatten(), layers.dropout({ rate: 0.5 }), softmax());
  return model({ inputs: input, outputs });
}

function noise(): LayersModel {
  const input = image();
  const maps = chain(
    input,
    layers.gaussianNoise({ stddev: 0.1 }),
    layers.reshape({ targetShape: [16, 8] }),
    layers.spatialDropout1d({ rate: 0.2 }),
    dense(6, { activation: 'selu' }),
    layers.alphaDropout({ rate: 0.2 }),
    layers.flatten(),
    layers.gaussianDropout({ rate: 0.2 }),
  );
  return model({ inputs: input, outputs: chain(maps, softmax()) });
}

function sequence(): LayersModel {
  const input = image();
  const tokens = chain(input, layers.reshape({ targetShape: [16, 8] }));
  const hidden = chain(
    tokens,
    layers.conv1d({ filters: 8, kernelSize: 3, padding: 'same', activation: 'relu' }),
    layers.maxPooling1d({ poolSize: 2 }),
    layers.permute({ dims: [2, 1] }),
    dense(5, { activation: 'tanh' }),
    layers.averagePooling1d({ poolSize: 2 }),
  );
  return model({ inputs: input, outputs: chain(hidden, layers.globalMaxPooling1d({}), softmax()) });
}

/** Two halves of an image through the same layers. */
function sharedLayers(): LayersModel {
  const input = image();
  const shared = [conv(6, { useBias: true, activation: 'tanh' }), norm(), layers.globalAveragePooling2d({})];
  const half = (left: number, right: number) => {
    const columns = layers.cropping2D({
      cropping: [
        [0, 0],
        [left, right],
      ],
    });
    return chain(input, columns, ...shared);
  };
  const both = apply(layers.concatenate(), [half(0, imageShape[1] / 2), half(imageShape[1] / 2, 0)]);
  return model({ inputs: input, outputs: chain(both, softmax()) });
}

const classify = (create: () => LayersModel, more: Partial<ZooNetwork> = {}): ZooNetwork => ({
  create,
  train: labelledImages,
  ...more,
});

/** A distribution over the classes for each sample, such as the output of another network. */
const distributions = Float32Array.from(
  { length: samples * 3 },
  (_, i) => [0.6, 0.3, 0.1][(i + Math.floor(i / 3)) % 3],
);

/** By name. */
export const convolutionalNetworks: Readonly<Record<string, ZooNetwork>> = {
  resnet20: classify(resnet20),
  preActivationResnet: classify(preActivationResnet),
  mobilenet: classify(mobilenet, { metrics: { kind: 'topKCategoricalAccuracy', k: 2 } }),
  densenet: classify(densenet),
  inception: classify(inception),
  separable: classify(separable),
  squeezeAndExcitation: classify(squeezeAndExcitation),
  attention: classify(attention),
  mixer: classify(mixer),
  nestedFrozenBase: classify(nestedFrozenBase),
  activations: classify(activations),
  dropout: classify(dropout),
  noise: classify(noise),
  sequence: classify(sequence),
  sharedLayers: classify(sharedLayers),
  distillation: classify(separable, {
    train: {
      images: labelledImages.images,
      shape: labelledImages.shape,
      targets: { values: distributions, shape: [samples, 3] },
    },
    loss: 'klDivergence',
  }),
};
