// CIFAR-10: two convolutions and three hidden layers. Most parameters lie in the first hidden layer, and the
// model learns its training images by heart: the course's example of over-fitting.
import type { ModelDescriptor } from './model-descriptor.ts';

export const cifarCnn: ModelDescriptor = {
  name: 'cifar-cnn',
  title: 'CIFAR-10, convolutional',
  dataset: 'cifar-10',
  inputShape: [32, 32, 3],
  epochs: 30,
  batchSize: 1000,
  parameters: 7_558_218,
  layers: [
    { kind: 'conv2d', filters: 32, padding: 'same', maxNorm: 3 },
    { kind: 'conv2d', filters: 64, padding: 'valid' },
    { kind: 'maxPooling2d' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'flatten' },
    { kind: 'hidden', units: 512, activation: 'relu' },
    { kind: 'hidden', units: 256, activation: 'relu' },
    { kind: 'hidden', units: 128, activation: 'relu' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'output', units: 10 },
  ],
  notebook: { testLoss: 1.5618397547721863, testAccuracy: 0.7091 },
  presentation: { testLoss: 0.8869639729499816, testAccuracy: 0.7111 },
};
