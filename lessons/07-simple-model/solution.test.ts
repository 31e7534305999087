import { slice, syntheticDigits } from '@nn101/datasets';
import { createModel } from '@nn101/models';
import { adam, type Network, predict } from '@nn101/scratch';
import { argmaxRows, fit, confusionMatrix as packageConfusionMatrix, prepareBackend } from '@nn101/train';
import { expect, test } from 'vitest';
import { confusionMatrix, makeBatch, oneHot, runEpoch } from './solution.ts';
import * as start from './start.ts';

const digits = syntheticDigits({ count: 120, seed: 3 });
const rowsOf = (count: number) => Array.from({ length: count }, (_, row) => row);

/** mnist-basic with few hidden units, and the same numbers as a network of @nn101/scratch. */
async function twins() {
  await prepareBackend();
  const model = createModel('mnist-basic', { seed: 1, units: 6 });
  const [w1, b1, w2, b2] = model.getWeights().map((weights) => weights.dataSync());
  // tfjs keeps a kernel as [inputs, units].
  const rows = (kernel: ArrayLike<number>, units: number) =>
    Array.from({ length: units }, (_, j) =>
      Array.from({ length: kernel.length / units }, (_, k) => kernel[k * units + j]),
    );
  const network: Network = {
    layers: [
      { weights: rows(w1, 6), biases: [...b1], activation: 'relu' },
      { weights: rows(w2, 10), biases: [...b2], activation: 'softmax' },
    ],
  };
  return { model, network };
}

// The package computes in 32 bits, and Adam's first steps hang on the sign of slopes that are all but 0.
const singlePrecision = 2e-4;

test('the losses are those of @nn101/train, epoch after epoch', async () => {
  const { model, network: initial } = await twins();
  const optimizer = adam();
  let network = initial;
  let state: ReturnType<typeof runEpoch>['state'];
  // All images in one batch: their order, which the package shuffles, then makes no difference.
  for await (const event of fit(model, { train: digits, epochs: 5, batchSize: 120 })) {
    if (event.type !== 'epoch') continue;
    const epoch = runEpoch(
      { network, state },
      { split: digits, rows: rowsOf(120), batchSize: 120, optimizer },
    );
    expect(Math.abs(epoch.loss - event.loss)).toBeLessThan(singlePrecision);
    ({ network, state } = epoch);
  }
  model.dispose();
});

test('in batches of 20 it learns its digits, and the last batch may be short', async () => {
  const { model, network: initial } = await twins();
  model.dispose();
  const few = slice(digits, 0, 50);
  const data = { split: few, rows: rowsOf(50), batchSize: 20, optimizer: adam({ learningRate: 0.03 }) };
  let epoch = runEpoch({ network: initial }, data);
  const first = epoch.loss;
  for (let i = 0; i < 14; i++) epoch = runEpoch(epoch, data);
  expect(epoch.loss).toBeLessThan(first / 2);
  expect(epoch.state?.step).toBe(15 * 3);
  const predictions = argmaxRows(
    Float32Array.from(predict(epoch.network, makeBatch(few, rowsOf(50)).inputs).flat()),
    10,
  );
  const matrix = confusionMatrix(few.labels, [...predictions]);
  expect(matrix).toEqual(packageConfusionMatrix({ labels: few.labels, predictions, classes: 10 }));
});

test('where the learner starts, nothing is solved yet', () => {
  expect(start.oneHot(3)).not.toEqual(oneHot(3));
  expect(start.makeBatch(digits, [0])).not.toEqual(makeBatch(digits, [0]));
  const network: Network = { layers: [] };
  const data = { split: digits, rows: [0], batchSize: 1, optimizer: adam() };
  expect(start.runEpoch({ network }, data).loss).toBe(0);
  expect(start.confusionMatrix([1], [1])).not.toEqual(confusionMatrix([1], [1]));
});
