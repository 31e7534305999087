// The convolutional model for 28x28 images in one channel. Fashion-MNIST's first model has the same layers.
import type { ModelDescriptor } from './model-descriptor.ts';

export const mnistCnn: ModelDescriptor = {
  name: 'mnist-cnn',
  title: 'MNIST, convolutional',
  dataset: 'mnist',
  inputShape: [28, 28, 1],
  epochs: 12,
  batchSize: 1000,
  parameters: 1_199_882,
  layers: [
    { kind: 'conv2d', filters: 32, padding: 'valid' },
    { kind: 'conv2d', filters: 64, padding: 'valid' },
    { kind: 'maxPooling2d' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'flatten' },
    { kind: 'hidden', units: 128, activation: 'relu' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'output', units: 10 },
  ],
  notebook: { testLoss: 0.028712155374349096, testAccuracy: 0.9904 },
  presentation: { testLoss: 0.027466179052060762, testAccuracy: 0.9914 },
};
