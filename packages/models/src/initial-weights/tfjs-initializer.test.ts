import '@tensorflow/tfjs-backend-cpu';
import { env } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import { initialValues } from './initializer.ts';
import { glorotUniform } from './tfjs-initializer.ts';

// Keeps the cpu backend from advertising another backend on stderr.
env().set('IS_TEST', true);

test("a layer accepts it, and a saved model contains Keras' name", () => {
  const model = sequential({
    layers: [
      layers.dense({ units: 3, inputShape: [2], kernelInitializer: glorotUniform({ seed: 5, layer: 0 }) }),
    ],
  });
  expect([...model.getWeights()[0].dataSync()]).toEqual([
    ...initialValues('glorotUniform', { shape: [2, 3], seed: 5, layer: 0 }),
  ]);
  expect(JSON.stringify(model.toJSON(null, false))).toContain(
    '"kernel_initializer":{"class_name":"GlorotUniform","config":{"seed":5}}',
  );
  model.dispose();
});

test('a shape without fan in and fan out is rejected, not filled with NaN', () => {
  const initializer = glorotUniform({ seed: 1, layer: 0 });
  for (const shape of [undefined, [5], [], [2, 0], [2.5, 2], '22', [[2, 2]]]) {
    expect(() => initializer.apply(shape as never)).toThrow(
      expect.objectContaining({ name: 'ModelError', code: 'INVALID_ARGUMENT' }),
    );
  }
});
