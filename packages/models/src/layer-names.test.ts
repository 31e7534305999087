import { expect, test } from 'vitest';
import { layerNames } from './layer-names.ts';
import { mnistCnn } from './mnist-cnn.ts';

test("names count within a kind, as Keras' do", () => {
  expect(layerNames(mnistCnn.layers)).toEqual([
    'conv2d',
    'conv2d_1',
    'max_pooling2d',
    'dropout',
    'flatten',
    'dense',
    'dropout_1',
    'dense_1',
  ]);
});
