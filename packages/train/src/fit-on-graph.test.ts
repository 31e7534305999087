// Losses, metrics and columns on a compiled graph: the losses of the tape, and the same bits for any number of workers.

import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import type { EpochRecord } from './events.ts';
import type { FitOptions } from './tape/model-functions.ts';
import { fit, weightsSha256 } from './tape/model-functions.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { settingsFor, ways } from './testing/settings.ts';
import { anyNumbers, tableModel, twoByTwoModel, weighedTable } from './testing/table-models.ts';

beforeAll(prepareBackend);

const { inputs, targets } = weighedTable(90);
const [left, right] = [anyNumbers(180, 3), anyNumbers(270, 4)];
const kinds = Array.from({ length: 90 }, (_, i) => i % 3);
const ones = Array.from(targets, (target) => Number(target > 0));
const sampleWeights = Float32Array.from({ length: 90 }, (_, i) => (i % 4) / 2);
const cases: Record<string, [() => LayersModel, Omit<FitOptions, 'epochs'>]> = {
  'numbers, with weights': [
    () => tableModel(1),
    { train: { inputs, targets }, loss: 'huber', metrics: ['mae', 'r2Score'], sampleWeights },
  ],
  'two classes, with class weights and smoothing': [
    () => tableModel(1, 'sigmoid'),
    {
      ...{ train: { inputs, labels: ones }, loss: 'binaryCrossentropy', metrics: ['auc', 'recall'] },
      ...{ classWeights: [1, 3], labelSmoothing: 0.1 },
    },
  ],
  'one-hot targets': [
    () => tableModel(3, 'softmax'),
    {
      train: {
        inputs,
        targets: {
          values: Float32Array.from({ length: 270 }, (_, i) => Number(i % 3 === kinds[Math.floor(i / 3)])),
          shape: [90, 3],
        },
      },
      loss: 'categoricalCrossentropy',
    },
  ],
  'a hinge of classes': [() => tableModel(3), { train: { inputs, labels: kinds }, loss: 'categoricalHinge' }],
  'two inputs and outputs': [
    twoByTwoModel,
    {
      train: { inputs: { left, right }, targets: { size: targets, kind: kinds } },
      ...{ loss: { size: 'mse', kind: 'sparseCategoricalCrossentropy' }, lossWeights: { size: 0.5 } },
    },
  ],
};

async function run(model: LayersModel, options: FitOptions) {
  let start: { readonly engine: string; readonly workers: number } | undefined;
  let last: EpochRecord | undefined;
  for await (const event of fit(model, options)) {
    if (event.type === 'start') start = event;
    if (event.type === 'epoch') last = event;
  }
  if (!start || !last) throw new Error('The run emitted no events.');
  return { start, last };
}

test.each(Object.entries(cases))('%s', async (_, [make, fitOptions]) => {
  const { train } = fitOptions;
  const settings = {
    ...fitOptions,
    validation: train as FitOptions['validation'],
    epochs: 2,
    batchSize: 40,
  };
  const hashes = new Set<string>();
  const found: EpochRecord[] = [];
  for (const workers of [1, 2]) {
    const model = make();
    const { start, last } = await run(model, { ...settings, workers });
    expect([start.engine, start.workers]).toEqual(['plan', workers]);
    hashes.add(await weightsSha256(model));
    found.push(last);
    model.dispose();
  }
  expect(hashes.size).toBe(1);
  expect(found[1].metrics).toEqual(found[0].metrics);
  expect(found[1].valMetrics).toEqual(found[0].valMetrics);
  const model = make();
  const step = await ways.tape(settingsFor(model, settings));
  const rows = Uint32Array.from({ length: 40 }, (_, i) => i);
  const losses: number[] = [];
  for (let index = 0; index < 4; index++)
    losses.push((await step.run({ rows, index, learningRate: 0.01 })).lossSum);
  await step.dispose();
  model.dispose();
  const other = make();
  const plan = await ways.plan(settingsFor(other, settings));
  for (const [index, loss] of losses.entries()) {
    const { lossSum } = await plan.run({ rows, index, learningRate: 0.01 });
    expect(Math.abs(lossSum - loss)).toBeLessThan(1e-3 * Math.max(1, Math.abs(loss)));
  }
  await plan.dispose();
  other.dispose();
});
