// What every descriptor promises, and, where a mirror is at hand, that the real data keep the promises.
import { describe, expect, test } from 'vitest';
import { loadDataset } from '../dataset.ts';
import { temporaryDirectory } from '../fixtures/mirror.ts';
import { datasets } from './datasets.ts';
import { contentFiles, type DatasetName } from './descriptor.ts';

const names = Object.keys(datasets) as DatasetName[];

describe.each(names)('%s', (name) => {
  const descriptor = datasets[name];

  test('is complete', () => {
    expect(descriptor.name).toBe(name);
    expect(descriptor.classNames).toHaveLength(10);
    expect(descriptor.mean).toHaveLength(descriptor.imageShape[2]);
    expect(descriptor.std).toHaveLength(descriptor.imageShape[2]);
    expect(descriptor.origins.length).toBeGreaterThanOrEqual(2);
    for (const { url } of descriptor.origins) expect(url).toMatch(/^https:\/\/.*\/$/);
    const sums = contentFiles(descriptor).map(({ sha256 }) => sha256);
    for (const sum of sums) expect(sum).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(sums).size).toBe(sums.length);
  });
});

// Of the training sets, as published with the data; labels of a class in MNIST are not equally many.
const LABELS = {
  mnist: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
  'fashion-mnist': Array(10).fill(6000),
  'cifar-10': Array(10).fill(5000),
};

describe.skipIf(!process.env.NN101_MIRROR)('real data (needs NN101_MIRROR)', () => {
  test.each(names)('%s has the statistics its descriptor gives', async (name) => {
    const cache = await temporaryDirectory();
    const { train, verified, mean, std } = await loadDataset(name, {
      cache,
      offline: true,
      trustMirrors: true,
    });
    expect(verified).toMatch(/official|mirror/);
    const counts = new Array(10).fill(0);
    for (const label of train.labels) counts[label]++;
    expect(counts).toEqual(LABELS[name]);
    for (let channel = 0; channel < mean.length; channel++) {
      const found = moments(train.images, channel, mean.length);
      expect(Math.abs(found.mean - mean[channel])).toBeLessThan(0.001);
      expect(Math.abs(found.std - std[channel])).toBeLessThan(0.001);
    }
  });
});

function moments(values: Uint8Array, first: number, step: number): { mean: number; std: number } {
  let sum = 0;
  let squares = 0;
  for (let at = first; at < values.length; at += step) {
    sum += values[at];
    squares += values[at] * values[at];
  }
  const mean = (sum * step) / values.length;
  return { mean, std: Math.sqrt((squares * step) / values.length - mean * mean) };
}
