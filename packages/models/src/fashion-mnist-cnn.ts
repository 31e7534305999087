// Fashion-MNIST with the layers that did well on MNIST: the same network, harder images.
import { mnistCnn } from './mnist-cnn.ts';
import type { ModelDescriptor } from './model-descriptor.ts';

export const fashionMnistCnn: ModelDescriptor = {
  ...mnistCnn,
  name: 'fashion-mnist-cnn',
  title: 'Fashion-MNIST, convolutional',
  dataset: 'fashion-mnist',
  epochs: 20,
  notebook: { testLoss: 0.21620800716280938, testAccuracy: 0.9224 },
  presentation: { testLoss: 0.21620800716280938, testAccuracy: 0.9224 },
};
