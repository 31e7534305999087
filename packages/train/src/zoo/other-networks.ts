// For tests: networks for tasks other than image classification: tables, text, images as results, several inputs and
// outputs.
import { constraints, type LayersModel, layers, model, regularizers } from '@tensorflow/tfjs-layers';
import {
  apply,
  chain,
  conv,
  dense,
  image,
  imageColumn,
  integers,
  labelledImages,
  labels,
  norm,
  samples,
  softmax,
  type Tensor,
  table,
  values,
  type ZooNetwork,
} from './zoo-network.ts';

const relu = { activation: 'relu', useBias: true } as const;

/** A multi-layer perceptron for a table. */
function regression(): LayersModel {
  const input = values([6]);
  const hidden = chain(input, dense(16, { activation: 'relu' }), norm(), dense(8, { activation: 'tanh' }));
  return model({ inputs: input, outputs: chain(hidden, dense(1)) });
}

function binaryClassifier(): LayersModel {
  const input = values([6]);
  const hidden = chain(input, dense(12, { activation: 'swish' }), layers.layerNormalization());
  return model({ inputs: input, outputs: chain(hidden, dense(1, { activation: 'sigmoid' })) });
}

/** A linear and a deep part for one table, merged in every elementwise way: Cheng et al., "Wide & Deep" (2016), and more. */
function wideAndDeep(): LayersModel {
  const input = values([6]);
  const deep = (activation: string) => chain(input, dense(8, { activation }), dense(4));
  const wide = chain(input, dense(4));
  const parts = ['relu', 'softplus', 'softsign'].map(deep);
  const branches = [
    apply(layers.maximum(), [wide, parts[0]]),
    apply(layers.minimum(), [parts[0], parts[1]]),
    apply(layers.average(), [wide, parts[1], parts[2]]),
  ];
  return model({ inputs: input, outputs: chain(apply(layers.concatenate(), branches), dense(2)) });
}

/** Penalties and constraints of every kind, on kernels, biases and a normalization's scale. */
function regularized(): LayersModel {
  const { l1, l2, l1l2 } = regularizers;
  const { maxNorm, minMaxNorm, nonNeg, unitNorm } = constraints;
  const input = image();
  const maps = chain(
    input,
    conv(6, { ...relu, kernelRegularizer: l1({ l1: 0.001 }), kernelConstraint: unitNorm({ axis: 2 }) }),
    layers.batchNormalization({ gammaRegularizer: l2({ l2: 0.01 }) }),
    conv(6, {
      ...relu,
      kernelRegularizer: l2({ l2: 0.01 }),
      kernelConstraint: maxNorm({ maxValue: 0.5, axis: 0 }),
    }),
    layers.flatten(),
    dense(8, {
      activation: 'tanh',
      kernelRegularizer: l1l2({ l1: 0.0005, l2: 0.003 }),
      kernelConstraint: minMaxNorm({ minValue: 0.2, maxValue: 0.6, rate: 0.5, axis: 1 }),
      biasRegularizer: l2({ l2: 0.02 }),
    }),
    dense(3, { activation: 'softmax', biasConstraint: nonNeg() }),
  );
  return model({ inputs: input, outputs: maps });
}

function autoencoder(): LayersModel {
  const input = image();
  const transposed = (filters: number, activation: 'relu' | 'sigmoid', kernelSize: number) =>
    layers.conv2dTranspose({ filters, kernelSize, strides: 2, padding: 'same', activation });
  const code = chain(input, conv(6, { strides: 2, ...relu }), conv(8, { strides: 2, ...relu }));
  return model({
    inputs: input,
    outputs: chain(code, transposed(6, 'relu', 3), transposed(2, 'sigmoid', 2)),
  });
}

/** A U-Net whose output is a mask. */
function unet(): LayersModel {
  const input = image();
  const half = () => layers.maxPooling2d({ poolSize: 2 });
  const twice = () => layers.upSampling2d({ size: [2, 2] });
  const join = (...maps: Tensor[]) => apply(layers.concatenate(), maps);
  const first = chain(input, conv(6, relu));
  const second = chain(first, half(), conv(8, relu));
  const bottom = chain(second, half(), conv(10, relu));
  const up = chain(join(second, chain(bottom, twice(), conv(8, relu))), conv(8, relu));
  const top = chain(join(first, chain(up, twice(), conv(6, relu))), conv(6, relu));
  return model({ inputs: input, outputs: chain(top, conv(1, { kernelSize: 1, activation: 'sigmoid' })) });
}

/** Doubles the resolution of an image. */
function superResolution(): LayersModel {
  const input = image();
  const features = chain(input, conv(8, relu));
  const enlarged = chain(features, layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }));
  return model({ inputs: input, outputs: chain(enlarged, conv(4, relu), conv(2)) });
}

/** Words, the mean of their vectors, a class. */
function textClassifier(): LayersModel {
  const input = values([7]);
  const embedded = chain(input, layers.embedding({ inputDim: 20, outputDim: 6 }));
  return model({ inputs: input, outputs: chain(embedded, layers.globalAveragePooling1d({}), softmax()) });
}

/** Whether two images belong to the same class: both go through the same layers. */
function siamese(): LayersModel {
  const inputs = [image('left'), image('right')];
  const shared = [conv(6, relu), layers.maxPooling2d({ poolSize: 2 }), layers.flatten(), dense(8)];
  const codes = inputs.map((input) => chain(input, ...shared));
  const product = apply(layers.multiply(), codes);
  return model({ inputs, outputs: chain(product, dense(1, { activation: 'sigmoid' })) });
}

function twoInputsTwoOutputs(): LayersModel {
  const [picture, numbers] = [image('picture'), values([5], 'numbers')];
  const seen = chain(picture, conv(6, relu), layers.globalAveragePooling2d({}));
  const read = chain(numbers, dense(6, { activation: 'tanh' }));
  const both = chain(apply(layers.concatenate(), [seen, read]), dense(10, { activation: 'relu' }));
  const outputs = [chain(both, dense(2, { name: 'size' })), chain(both, softmax('kind'))];
  return model({ inputs: [picture, numbers], outputs });
}

const sums = Float32Array.from({ length: samples }, (_, i) =>
  table(6)
    .subarray(6 * i, 6 * i + 6)
    .reduce((sum, value, k) => sum + value * (k - 2.5), 0),
);
const yesAndNo = Uint8Array.from({ length: samples }, (_, i) => (sums[i] > 0 ? 1 : 0));
const { images, shape } = labelledImages;
const fractions = Float32Array.from(images, (byte) => byte / 255);
const masks = Uint8Array.from({ length: samples * 64 }, (_, i) => (images[2 * i] > 127 ? 1 : 0));
const enlarged = Float32Array.from({ length: samples * 512 }, (_, i) => {
  const [sample, row, column, channel] = [i >> 9, (i >> 5) & 15, (i >> 1) & 15, i & 1];
  return fractions[sample * 128 + (row >> 1) * 16 + (column >> 1) * 2 + channel];
});
const flipped = Uint8Array.from(images, (byte) => 255 - byte);

/** By name. */
export const otherNetworks: Readonly<Record<string, ZooNetwork>> = {
  regression: {
    create: regression,
    train: { inputs: table(6), targets: sums },
    loss: 'meanSquaredError',
    metrics: ['meanAbsoluteError', 'r2Score'],
  },
  binaryClassifier: {
    create: binaryClassifier,
    train: { inputs: table(6), targets: yesAndNo },
    loss: 'binaryCrossentropy',
    metrics: ['precision', 'recall', 'auc'],
  },
  wideAndDeep: {
    create: wideAndDeep,
    train: { inputs: table(6), targets: { values: table(2, 7), shape: [samples, 2] } },
    loss: 'huber',
  },
  regularized: { create: regularized, train: labelledImages },
  autoencoder: {
    create: autoencoder,
    train: { images, shape, targets: { values: fractions, shape: [samples, 8, 8, 2] } },
    loss: 'meanSquaredError',
  },
  unet: {
    create: unet,
    train: { images, shape, targets: { values: masks, shape: [samples, 8, 8, 1], scale: 1 } },
    loss: 'binaryCrossentropy',
  },
  superResolution: {
    create: superResolution,
    train: { images, shape, targets: { values: enlarged, shape: [samples, 16, 16, 2] } },
    loss: 'meanAbsoluteError',
  },
  textClassifier: {
    create: textClassifier,
    train: { inputs: { values: integers(samples * 7, 20), shape: [samples, 7] }, labels },
    loss: 'sparseCategoricalCrossentropy',
  },
  siamese: {
    create: siamese,
    train: {
      inputs: { left: imageColumn, right: { ...imageColumn, values: flipped } },
      targets: yesAndNo,
    },
    loss: 'binaryCrossentropy',
    metrics: 'accuracy',
  },
  twoInputsTwoOutputs: {
    create: twoInputsTwoOutputs,
    train: {
      inputs: { picture: imageColumn, numbers: { values: table(5, 3), shape: [samples, 5] } },
      targets: { size: { values: table(2, 4), shape: [samples, 2] }, kind: labels },
    },
    loss: { size: 'meanSquaredError', kind: 'sparseCategoricalCrossentropy' },
    lossWeights: { size: 0.5, kind: 2 },
  },
};
