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
  expect(speedOf([], 'mnist-basic')).toBeUndefined();
  expect(speedOf([run('mnist-basic', 20)], 'mnist-cnn')).toBeUndefined();
});

test('the newest run of the same network counts before all others', () => {
  // mnist-basic: 784*128 + 128*10 products, three times, in 12 - 2 µs.
  const kept = [run('mnist-basic', 20), run('mnist-basic', 12), run('mnist-cnn', 2002)];
  expect(speedOf(kept, 'mnist-basic')).toBeCloseTo((3 * 101_632) / 10e-6);
});

test('of other networks, the newest convolutional run counts', () => {
  // mnist-cnn: 3*3*32*26*26 + 3*3*32*64*24*24 + 9216*128 + 128*10 products, three times, in 2002 - 2 µs.
  const products = 194_688 + 10_616_832 + 1_179_648 + 1280;
  const kept = [run('mnist-cnn', 9000), run('mnist-cnn', 2002), run('mnist-basic', 20)];
  expect(speedOf(kept, 'cifar-cnn')).toBeCloseTo((3 * products) / 2000e-6);
});
