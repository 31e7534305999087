import { expect, test } from 'vitest';
import { layerNames } from './course-network.ts';
import { models } from './models.ts';

test("names count within a kind, as Keras' do", () => {
  expect(layerNames(models['mnist-cnn'].layers)).toEqual([
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
