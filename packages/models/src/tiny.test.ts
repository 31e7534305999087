// The tour of @nn101/models: pick a model, build it, look at it, change it.
import '@tensorflow/tfjs-backend-cpu';
import { env } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createModel, formatSummary, models, summarize } from './index.ts';

env().set('IS_TEST', true);

test('a model by name, its table, and changed hidden layers', () => {
  expect(Object.keys(models)).toEqual([
    'mnist-basic',
    'mnist-cnn',
    'fashion-mnist-cnn',
    'fashion-mnist-cnn-2',
    'cifar-cnn',
  ]);

  const model = createModel('mnist-basic', { seed: 1 });
  const summary = summarize(model);
  expect(summary.parameters).toBe(models['mnist-basic'].parameters);
  expect(formatSummary(summary)).toContain('Total params: 101,770');

  const mine = createModel('mnist-basic', { units: 32, activation: 'tanh', hiddenLayers: 2 });
  expect(summarize(mine).rows.map((row) => row.name)).toEqual(['flatten', 'dense', 'dense_1', 'dense_2']);

  model.dispose();
  mine.dispose();
});
