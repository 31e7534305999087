// The simple model: every pixel to every one of 128 units, and those to the ten digits.
import type { ModelDescriptor } from './model-descriptor.ts';

export const mnistBasic: ModelDescriptor = {
  name: 'mnist-basic',
  title: 'MNIST, dense',
  dataset: 'mnist',
  inputShape: [28, 28, 1],
  epochs: 12,
  batchSize: 1000,
  parameters: 101_770,
  layers: [
    { kind: 'flatten' },
    { kind: 'hidden', units: 128, activation: 'relu' },
    { kind: 'output', units: 10 },
  ],
  notebook: { testLoss: 0.10920715552419424, testAccuracy: 0.9675 },
  presentation: { testLoss: 0.11018784496150912, testAccuracy: 0.9662 },
};
