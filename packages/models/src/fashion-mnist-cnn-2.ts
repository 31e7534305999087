// Fashion-MNIST, second model: three blocks of two convolutions, then three hidden layers. Deeper than the
// first, with fewer parameters, because pooling shrinks what the first dense layer sees.
import type { LayerSpec } from './layer-spec.ts';
import type { ModelDescriptor } from './model-descriptor.ts';

export const fashionMnistCnn2: ModelDescriptor = {
  name: 'fashion-mnist-cnn-2',
  title: 'Fashion-MNIST, deep convolutional',
  dataset: 'fashion-mnist',
  inputShape: [28, 28, 1],
  epochs: 20,
  batchSize: 1000,
  parameters: 1_042_282,
  layers: [
    ...block(32),
    ...block(64),
    ...block(128),
    { kind: 'flatten' },
    { kind: 'hidden', units: 512, activation: 'relu' },
    { kind: 'hidden', units: 256, activation: 'relu' },
    { kind: 'hidden', units: 128, activation: 'relu' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'output', units: 10 },
  ],
  notebook: { testLoss: 0.19887974030077457, testAccuracy: 0.9311 },
  presentation: { testLoss: 0.19887974030077457, testAccuracy: 0.9311 },
};

function block(filters: number): LayerSpec[] {
  return [
    { kind: 'conv2d', filters, padding: 'same' },
    { kind: 'conv2d', filters, padding: 'same' },
    { kind: 'maxPooling2d' },
    { kind: 'dropout', rate: 0.25 },
  ];
}
