import { syntheticDataset } from '@nn101/datasets';
import { models } from '@nn101/models/graph';
import { expect, test } from 'vitest';
import { configurationOf } from './configuration.ts';
import { trainingParts } from './split-for-training.ts';

const dataset = { ...syntheticDataset({ train: 1200, test: 100, seed: 0 }), name: 'synthetic' };
const configure = (options: Parameters<typeof configurationOf>[1]) =>
  configurationOf(models['mnist-basic'], { dataset: 'synthetic', ...options });

test('a sixth of a small training set is held out, each class with its share, and nothing is lost', () => {
  const { train, validation, heldOut } = trainingParts(
    dataset,
    configure({ validation: 'held-out', seed: 3 }),
  );
  expect(heldOut).toBe(validation?.shape[0]);
  expect(Math.abs(heldOut - 200)).toBeLessThanOrEqual(5);
  expect(train.shape[0] + heldOut).toBe(1200);
  const tally = (labels: Uint8Array) =>
    labels.reduce((counts, label) => {
      counts[label]++;
      return counts;
    }, new Array(10).fill(0));
  const whole = tally(dataset.train.labels);
  tally(validation?.labels ?? new Uint8Array()).forEach((count, label) => {
    expect(count).toBe(Math.round(whole[label] / 6));
  });
});

test('the seed chooses', () => {
  const labels = (seed: number) =>
    [...(trainingParts(dataset, configure({ validation: 'held-out', seed })).validation?.labels ?? [])].join(
      '',
    );
  expect(labels(1)).toBe(labels(1));
  const images = (seed: number) => trainingParts(dataset, configure({ limit: 50, seed })).train.images;
  expect(images(1)).toEqual(images(1));
  expect(images(1)).not.toEqual(images(2));
});

test('the test set is validated on only where that was asked for', () => {
  expect(trainingParts(dataset, configure({})).validation).toBeUndefined();
  expect(trainingParts(dataset, configure({ validation: 'test-set' })).validation).toBe(dataset.test);
});
