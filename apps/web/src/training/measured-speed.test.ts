import { expect, test } from 'vitest';
import { notebookConfiguration } from './configuration.ts';
import type { KeptRun } from './kept-runs.ts';
import { speedOf } from './measured-speed.ts';

const run = (name: Parameters<typeof notebookConfiguration>[0], microsecondsPerSample: number): KeptRun => ({
  run: name,
  owner: 'a',
  configuration: notebookConfiguration(name),
  parameters: 1,
  epochs: [],
  result: {
    complete: true,
    testLoss: 0,
    testAccuracy: 0,
    weightsSha256: undefined,
    seconds: 1,
    microsecondsPerSample,
  },
  isPrivate: false,
});

test('nothing is known before a network was trained that has work to do', () => {
  expect(speedOf([])).toBeUndefined();
  expect(speedOf([run('mnist-basic', 20)])).toBeUndefined();
});

test('the newest convolutional run counts', () => {
  // mnist-cnn: 3*3*32*26*26 + 3*3*32*64*24*24 + 9216*128 + 128*10 products, three times, in 2002 - 2 µs.
  const products = 194_688 + 10_616_832 + 1_179_648 + 1280;
  expect(speedOf([run('mnist-cnn', 9000), run('mnist-cnn', 2002), run('mnist-basic', 20)])).toBeCloseTo(
    (3 * products) / 2000e-6,
  );
});
