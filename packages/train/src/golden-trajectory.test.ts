// Fifty steps of training compared with an independent program: NumPy in float64 with the same bytes, initial weights and
// order, using the formulas of softmax, cross-entropy and Adam. Seven steps per epoch, the last with 8 images.

import { beforeAll, expect, test } from 'vitest';
import { fit } from './tape/model-functions.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { denseModel } from './testing/stripe-models.ts';
import { stripedImages } from './testing/striped-images.ts';

beforeAll(prepareBackend);

const recorded = [
  1.404505, 1.370997, 1.354502, 1.342972, 1.307899, 1.326228, 1.299973, 1.274248, 1.287681, 1.18354, 1.155384,
  1.115791, 1.085061, 1.107298, 1.012397, 0.973519, 0.976309, 0.959399, 0.900464, 0.816843, 0.890614,
  0.773119, 0.694916, 0.691133, 0.631583, 0.572759, 0.586105, 0.61584, 0.496568, 0.445321, 0.471735, 0.381533,
  0.376842, 0.317927, 0.325358, 0.26879, 0.319678, 0.236654, 0.205347, 0.202926, 0.193494, 0.354047, 0.151297,
  0.135299, 0.151788, 0.196935, 0.155676, 0.113386, 0.295848, 0.145254,
];
const atol = 2e-4;

test('the losses of fifty steps are those of NumPy', async () => {
  const model = denseModel();
  const train = stripedImages({ count: 200 });
  const losses: number[] = [];
  let before = { samples: 0, lossSum: 0 };
  for await (const event of fit(model, { train, epochs: 8, batchSize: 32, seed: 5, learningRate: 0.01 })) {
    if (event.type === 'epoch') before = { samples: 0, lossSum: 0 };
    if (event.type !== 'batch') continue;
    const lossSum = event.loss * event.samples;
    losses.push((lossSum - before.lossSum) / (event.samples - before.samples));
    before = { samples: event.samples, lossSum };
  }
  model.dispose();
  const differences = recorded.map((loss, step) => Math.abs(losses[step] - loss));
  expect(Math.max(...differences)).toBeLessThan(atol);
});
