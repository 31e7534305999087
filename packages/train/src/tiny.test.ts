// The tour of @nn101/train: set up, train, evaluate, predict, report, save.
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import {
  argmaxRows,
  classificationReport,
  evaluate,
  fit,
  formatClassificationReport,
  predict,
  prepareBackend,
  weightsSha256,
} from './index.ts';
import { stripedImages } from './testing/striped-images.ts';

test('a network learns where the bright stripe is', async () => {
  await prepareBackend();
  const model = sequential({
    layers: [
      layers.flatten({ inputShape: [8, 8, 1] }),
      layers.dense({ units: 4, activation: 'softmax', kernelInitializer: 'zeros' }),
    ],
  });
  const train = stripedImages({ count: 200 });
  const losses: number[] = [];
  for await (const event of fit(model, { train, epochs: 10, batchSize: 50, seed: 1, learningRate: 0.02 })) {
    if (event.type === 'epoch') losses.push(event.loss);
  }
  expect(losses.at(-1)).toBeLessThan(losses[0] / 2);

  const test = stripedImages({ count: 40, seed: 2 });
  const { accuracy } = await evaluate(model, test);
  expect(accuracy).toBeGreaterThan(0.9);

  const predictions = argmaxRows(await predict(model, test), 4);
  const classNames = ['top', 'upper', 'lower', 'bottom'];
  const report = classificationReport({ labels: test.labels, predictions, classNames });
  expect(report.accuracy).toBe(accuracy);
  expect(formatClassificationReport(report)).toContain('weighted avg');
  expect(await weightsSha256(model)).toMatch(/^[0-9a-f]{64}$/);
  model.dispose();
});
