// What every descriptor promises, and, with a mirror, that the real data keep the promise.
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../fixtures/mirror.ts';
import { loadDataset } from '../loaders.ts';
import { channelStatistics } from '../statistics/statistics.ts';
import { datasets } from './datasets.ts';
import type { DatasetName } from './descriptor.ts';

const names = Object.keys(datasets) as DatasetName[];

const CLASSES: Readonly<Record<DatasetName, number>> = {
  mnist: 10,
  'fashion-mnist': 10,
  'cifar-10': 10,
  kmnist: 10,
  qmnist: 10,
  'emnist-balanced': 47,
  'emnist-digits': 10,
  'emnist-letters': 26,
  'cifar-100': 100,
};

// Nobody but the authors is known to offer these files over https.
const ONE_ORIGIN: readonly DatasetName[] = ['kmnist', 'qmnist'];

describe.each(names)('%s', (name) => {
  const descriptor = datasets[name];

  test('is complete', () => {
    expect(descriptor.name).toBe(name);
    expect(new Set(descriptor.classNames).size).toBe(CLASSES[name]);
    expect([0, descriptor.imageShape[2]]).toContain(descriptor.mean.length);
    expect(descriptor.standardDeviation).toHaveLength(descriptor.mean.length);
    expect(descriptor.origins.length).toBeGreaterThanOrEqual(ONE_ORIGIN.includes(name) ? 1 : 2);
    for (const { url } of descriptor.origins) expect(url).toMatch(/^https:\/\/.*\/$/);
    for (const text of [descriptor.licence, descriptor.citation]) expect(text.length).toBeGreaterThan(3);
  });

  test('has a published sum for every file', () => {
    const sums = descriptor.downloads.flatMap(({ contents, checksum }) => {
      const known = contents.flatMap(({ sha256 }) => sha256 ?? []);
      if (known.length === contents.length) return known.map((sum) => ({ algorithm: 'sha256', sum }));
      return [{ algorithm: checksum?.algorithm ?? 'none', sum: checksum?.sum ?? 'none' }];
    });
    for (const { algorithm, sum } of sums) {
      expect(sum).toMatch(algorithm === 'md5' ? /^[0-9a-f]{32}$/ : /^[0-9a-f]{64}$/);
    }
    expect(new Set(sums.map(({ sum }) => sum)).size).toBe(sums.length);
  });
});

// Of the training sets, as published with the data; labels of a class in MNIST are not equally many.
const LABELS = {
  mnist: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
  'fashion-mnist': Array(10).fill(6000),
  'cifar-10': Array(10).fill(5000),
};

const mirrored = Object.keys(LABELS) as (keyof typeof LABELS)[];

describe.skipIf(!process.env.NN101_MIRROR)('real data (needs NN101_MIRROR)', () => {
  test.each(mirrored)('%s has the statistics of its descriptor', async (name) => {
    const cache = await temporaryDirectory();
    const { train, verified, mean, standardDeviation } = await loadDataset(name, {
      cache,
      offline: true,
      trustMirrors: true,
    });
    expect(verified).toMatch(/official|mirror/);
    const counts = new Array(10).fill(0);
    for (const label of train.labels) counts[label]++;
    expect(counts).toEqual(LABELS[name]);
    const found = channelStatistics(train);
    for (let channel = 0; channel < mean.length; channel++) {
      expect(Math.abs(found.mean[channel] - mean[channel])).toBeLessThan(0.001);
      expect(Math.abs(found.standardDeviation[channel] - standardDeviation[channel])).toBeLessThan(0.001);
    }
  });
});
