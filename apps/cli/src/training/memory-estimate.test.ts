import { models } from '@nn101/models/graph';
import { expect, test } from 'vitest';
import { configurationOf } from './configuration.ts';
import { checkMemory, estimateMemory } from './memory-estimate.ts';

const sizes = { trainingImages: 60_000, testImages: 10_000 };
const cnn = models['mnist-cnn'];

test('more workers, more memory; a running mean, one vector more in memory and in the checkpoint', () => {
  const total = (workers: number, options: Parameters<typeof configurationOf>[1] = {}) =>
    estimateMemory({ configuration: configurationOf(cnn, options), workers, ...sizes }).total;
  expect(total(2)).toBeGreaterThan(total(1));
  const mean = total(1, { averageDecay: 0.99 }) - total(1);
  expect(Math.abs(mean - 3 * 4 * cnn.parameters)).toBeLessThan(2e6);
});

test('a run that fits is estimated, one that does not is rejected with one that would', () => {
  const configuration = configurationOf(models['mnist-basic'], { units: 8192, hiddenLayers: 5 });
  const run = { configuration, workers: 2, ...sizes };
  expect(() => checkMemory(run, 16e9)).toThrow(
    /^This training needs about 7\.\d GB of memory, but WebAssembly is limited to 4 GiB. It fits with --workers 1 --units 4096\.$/,
  );
  const small = { configuration: configurationOf(cnn, {}), workers: 2, ...sizes };
  expect(checkMemory(small, 16e9).total).toBeLessThan(1e9);
  expect(() => checkMemory(small, 340e6)).toThrow(/but only 340 MB is available. It fits with --workers 1/);
  expect(() => checkMemory(small, 100e6)).toThrow(/No smaller setting fits/);
});
