// Test models for striped-images.ts, with initial weights that do not depend on tfjs' random numbers.
import { tensor, tidy } from '@tensorflow/tfjs-core';
import { layers, regularizers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { classes, congruential, side } from './striped-images.ts';

const inputShape = [side, side, 1];

/** Flatten, dense 16 relu, dense 4 softmax. */
export function denseModel(): Sequential {
  return withFixedWeights(
    sequential({
      layers: [
        layers.flatten({ inputShape }),
        layers.dense({ units: 16, activation: 'relu' }),
        layers.dense({ units: classes, activation: 'softmax' }),
      ],
    }),
  );
}

/** Two 3x3 convolutions, max pooling, and two dropout layers before and after a dense one. */
export function convolutionalModel(): Sequential {
  return withFixedWeights(
    sequential({
      layers: [
        layers.conv2d({ inputShape, filters: 4, kernelSize: 3, activation: 'relu' }),
        layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu', padding: 'same' }),
        layers.maxPooling2d({ poolSize: 2, strides: 2 }),
        layers.dropout({ rate: 0.25 }),
        layers.flatten(),
        layers.dense({ units: 16, activation: 'relu' }),
        layers.dropout({ rate: 0.5 }),
        layers.dense({ units: classes, activation: 'softmax' }),
      ],
    }),
  );
}

/** A convolution with batch normalization, and a custom penalty, which makes it train on the tape. */
export function batchNormModel(): Sequential {
  return withFixedWeights(
    sequential({
      layers: [
        layers.conv2d({ inputShape, filters: 4, kernelSize: 3, activation: 'relu' }),
        layers.batchNormalization({ momentum: 0.8 }),
        layers.flatten(),
        layers.dense({
          units: classes,
          activation: 'softmax',
          kernelRegularizer: ownPenalty(),
        }),
      ],
    }),
  );
}

/** A penalty of a class that graphs do not support, which makes a model train on the tape. */
export function ownPenalty(): ReturnType<typeof regularizers.l2> {
  return Object.assign(regularizers.l2({ l2: 1e-6 }), { getClassName: () => 'Own' });
}

/** Kernels uniform in [-0.25, 0.25), biases zero. */
export function withFixedWeights(model: Sequential): Sequential {
  const words = congruential(7);
  tidy(() => {
    model.setWeights(
      model.getWeights().map((weight) => {
        const draw = () => (weight.rank > 1 ? words.next().value / 2 ** 33 - 0.25 : 0);
        return tensor(Float32Array.from({ length: weight.size }, draw), weight.shape);
      }),
    );
  });
  return model;
}
