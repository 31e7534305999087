// For tests: small networks of every kind that trains on a graph, as tfjs-layers writes them.
import { type LayersModel, layers, model, type SymbolicTensor } from '@tensorflow/tfjs-layers';

type Tensor = SymbolicTensor;

/** Images of this size, with so many classes. */
export const inputShape = [8, 8, 2];
export const classes = 3;

function apply(layer: layers.Layer, input: Tensor | Tensor[]): Tensor {
  return layer.apply(input) as Tensor;
}

function chain(input: Tensor, ...steps: readonly layers.Layer[]): Tensor {
  return steps.reduce((tensor, layer) => apply(layer, tensor), input);
}

const image = () => layers.input({ shape: inputShape });
const conv = (filters: number, options: object = {}) =>
  layers.conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false, ...options });
const norm = () => layers.batchNormalization();
const act = (activation: 'relu' | 'tanh' | 'swish' = 'relu') => layers.activation({ activation });
const softmax = () => layers.dense({ units: classes, activation: 'softmax' });

/** Global average pooling and a softmax layer on maps. */
function classifier(input: Tensor, maps: Tensor): LayersModel {
  return model({ inputs: input, outputs: chain(maps, layers.globalAveragePooling2d({}), softmax()) });
}

function residualBlock(x: Tensor, filters: number, strides: number): Tensor {
  const body = chain(x, conv(filters, { strides }), norm(), act(), conv(filters), norm());
  const isSame = strides === 1 && x.shape[3] === filters;
  const shortcut = isSame ? x : chain(x, conv(filters, { kernelSize: 1, strides }), norm());
  return chain(apply(layers.add(), [body, shortcut]), act());
}

function resnet(): LayersModel {
  const input = image();
  let maps = chain(input, conv(8), norm(), act());
  for (const [filters, strides] of [
    [8, 1],
    [16, 2],
    [16, 1],
  ])
    maps = residualBlock(maps, filters, strides);
  return classifier(input, maps);
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
    depthwise(strides),
    norm(),
    act(),
    conv(filters, { kernelSize: 1 }),
    norm(),
    act(),
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
  const branches = [
    chain(input, conv(4, { kernelSize: 1, ...relu })),
    chain(input, conv(4, { kernelSize: 1, ...relu }), conv(6, relu)),
    chain(input, conv(4, { kernelSize: 1, ...relu }), conv(6, { kernelSize: 5, ...relu })),
    chain(
      input,
      layers.maxPooling2d({ poolSize: 3, strides: 1, padding: 'same' }),
      conv(4, { kernelSize: 1, ...relu }),
    ),
  ];
  return classifier(input, apply(layers.concatenate(), branches));
}

function unet(): LayersModel {
  const input = image();
  const relu = { activation: 'relu', useBias: true } as const;
  const down = chain(input, conv(8, relu));
  const bottom = chain(down, layers.maxPooling2d({ poolSize: 2 }), conv(12, relu));
  const up = chain(bottom, layers.upSampling2d({ size: [2, 2] }), conv(8, relu));
  const transposed = chain(
    bottom,
    layers.conv2dTranspose({ filters: 4, kernelSize: 2, strides: 2, padding: 'same' }),
  );
  return classifier(input, chain(apply(layers.concatenate(), [down, up, transposed]), conv(8, relu)));
}

function squeezeAndExcitation(): LayersModel {
  const input = image();
  const maps = chain(input, conv(8), norm(), act('swish'));
  const gates = chain(
    maps,
    layers.globalAveragePooling2d({}),
    layers.dense({ units: 4, activation: 'relu' }),
    layers.dense({ units: 8, activation: 'sigmoid' }),
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
  const [query, key, value] = ['query', 'key', 'value'].map(() => chain(normed, layers.dense({ units: 8 })));
  const scores = chain(apply(layers.dot({ axes: [2, 2] }), [query, key]), layers.softmax({ axis: -1 }));
  const attended = apply(layers.dot({ axes: [2, 1] }), [scores, value]);
  const mixed = apply(layers.add(), [patches, chain(attended, layers.dense({ units: 8 }))]);
  return model({ inputs: input, outputs: chain(mixed, layers.globalAveragePooling1d({}), softmax()) });
}

function sharedLayers(): LayersModel {
  const input = image();
  const shared = [conv(6, { useBias: true, activation: 'tanh' }), layers.globalAveragePooling2d({})];
  const left = chain(
    input,
    layers.cropping2D({
      cropping: [
        [0, 0],
        [0, 4],
      ],
    }),
    ...shared,
  );
  const right = chain(
    input,
    layers.cropping2D({
      cropping: [
        [0, 0],
        [4, 0],
      ],
    }),
    ...shared,
  );
  return model({ inputs: input, outputs: chain(apply(layers.concatenate(), [left, right]), softmax()) });
}

function nestedFrozenBase(): LayersModel {
  const inner = image();
  const base = model({
    inputs: inner,
    outputs: chain(inner, conv(6), norm(), act(), conv(6, { useBias: true, activation: 'relu' })),
  });
  base.trainable = false;
  const input = image();
  return classifier(input, chain(apply(base, input), conv(6, { useBias: true, activation: 'tanh' })));
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
    layers.separableConv2d({ filters: 8, kernelSize: 3, padding: 'same', activation: 'elu' }),
    layers.zeroPadding2d({ padding: [1, 1] }),
    layers.conv2d({ filters: 6, kernelSize: 3, dilationRate: 2, activation: 'selu' }),
  );
  return classifier(input, maps);
}

function randomNumbers(): LayersModel {
  const input = image();
  const maps = chain(
    input,
    conv(6, { activation: 'relu' }),
    layers.dropout({ rate: 0.3 }),
    conv(6, { activation: 'relu' }),
  );
  return model({
    inputs: input,
    outputs: chain(maps, layers.flatten(), layers.dropout({ rate: 0.5 }), softmax()),
  });
}

function sequence(): LayersModel {
  const input = image();
  const tokens = chain(input, layers.reshape({ targetShape: [16, 8] }));
  const hidden = chain(
    tokens,
    layers.conv1d({ filters: 8, kernelSize: 3, padding: 'same', activation: 'relu' }),
    layers.maxPooling1d({ poolSize: 2 }),
    layers.permute({ dims: [2, 1] }),
    layers.dense({ units: 5, activation: 'tanh' }),
  );
  return model({ inputs: input, outputs: chain(hidden, layers.globalMaxPooling1d({}), softmax()) });
}

/** By name; each call makes new weights. */
export const networks = {
  resnet,
  preActivationResnet,
  mobilenet,
  densenet,
  inception,
  unet,
  squeezeAndExcitation,
  attention,
  sharedLayers,
  nestedFrozenBase,
  activations,
  randomNumbers,
  sequence,
} satisfies Readonly<Record<string, () => LayersModel>>;
