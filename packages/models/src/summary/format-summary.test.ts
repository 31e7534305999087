import '@tensorflow/tfjs-backend-cpu';
import { env } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { ModelName } from '../course/models.ts';
import { createModel } from '../create-model.ts';
import { formatSummary } from './format-summary.ts';
import { summarize } from './summarize.ts';

env().set('IS_TEST', true);

function table(name: ModelName): string[] {
  const model = createModel(name);
  const text = formatSummary(summarize(model));
  model.dispose();
  return text.split('\n');
}

test("mnist-basic, as Keras' summary prints it", () => {
  expect(table('mnist-basic')).toEqual([
    'Model: "sequential"',
    '_________________________________________________________________',
    'Layer (type)                 Output Shape              Param #   ',
    '=================================================================',
    'flatten (Flatten)            (None, 784)               0         ',
    '_________________________________________________________________',
    'dense (Dense)                (None, 128)               100480    ',
    '_________________________________________________________________',
    'dense_1 (Dense)              (None, 10)                1290      ',
    '=================================================================',
    'Total params: 101,770',
    'Trainable params: 101,770',
    'Non-trainable params: 0',
    '_________________________________________________________________',
  ]);
});

test('a name too wide for its column is cut as Keras cuts it', () => {
  const rows = table('fashion-mnist-cnn-2').filter((row) => row.includes('Pooling'));
  expect(rows).toEqual([
    'max_pooling2d (MaxPooling2D) (None, 14, 14, 32)        0         ',
    'max_pooling2d_1 (MaxPooling2 (None, 7, 7, 64)          0         ',
    'max_pooling2d_2 (MaxPooling2 (None, 3, 3, 128)         0         ',
  ]);
});

test('totals carry thousands, and a single dimension its comma', () => {
  const text = formatSummary({
    name: 'm',
    rows: [
      {
        name: 'a',
        type: 'B',
        outputShape: [null],
        parameters: 1_234_567,
        multiplyAdds: 0,
        activationBytes: 0,
      },
    ],
    parameters: 1_234_567,
    trainableParameters: 999,
    nonTrainableParameters: 1_233_568,
    multiplyAdds: 0,
    activationBytes: 0,
  });
  expect(text).toContain('a (B)                        (None,)                   1234567   ');
  expect(text).toContain('Total params: 1,234,567\nTrainable params: 999\nNon-trainable params: 1,233,568');
});
