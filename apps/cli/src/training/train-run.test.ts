// The test at the end of a run: the test set is evaluated once, reported, and can be interrupted. And how images are
// split for training.
import { syntheticDataset } from '@nn101/datasets';
import { models } from '@nn101/models/graph';
import { assess, type TrainingEvent } from '@nn101/train/graph';
import { describe, expect, test } from 'vitest';
import type { Validation } from '../recipes/recipe.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { configurationOf } from './configuration.ts';
import { splitForTraining, type TrainingRequest, trainRun } from './train-run.ts';

const dataset = { ...syntheticDataset({ train: 300, test: 200, seed: 0 }), name: 'synthetic' as const };
const output = { write: () => undefined, isTerminal: false, columns: () => 80, colours: 'none' } as const;

function requestOf(validation: Validation, controller = new AbortController()) {
  const events: TrainingEvent['type'][] = [];
  const tested: number[] = [];
  const terminal: Terminal = {
    stdout: output,
    stderr: output,
    now: () => performance.now(),
    date: () => new Date(0),
    signal: controller.signal,
    directory: '.',
    environment: {},
    yieldToEventLoop: async () => undefined,
  };
  const request: TrainingRequest = {
    configuration: configurationOf(models['mnist-basic'], { epochs: 2, dataset: 'synthetic', validation }),
    dataset,
    workers: 1,
    terminal,
    checkpoints: { resumeFrom: undefined, handle: async () => undefined, isSaved: () => false },
    onEvent: ({ type }) => events.push(type),
    onTest: ({ images }) => tested.push(images),
  };
  return { request, events, tested };
}

describe('the test set is evaluated once', () => {
  test('by the last validation, where that is on the test set', async () => {
    const { request, events, tested } = requestOf('test-set');
    const { network, probabilities, result } = await trainRun(request);
    expect(events).toContain('validation');
    expect(tested).toEqual([]);
    const again = await assess(network, dataset.test);
    expect(probabilities).toEqual(again.probabilities);
    expect([result.testLoss, result.testAccuracy]).toEqual([again.loss, again.accuracy]);
  });

  test.each(['none', 'held-out'] as const)('by the test, where validation is %s', async (validation) => {
    const { request, tested } = requestOf(validation);
    const { probabilities } = await trainRun(request);
    expect(tested).toEqual([64, 128, 192, 200]);
    expect(probabilities).toHaveLength(2000);
  });
});

test('the test stops at a signal between two passes', async () => {
  const controller = new AbortController();
  const { request, tested } = requestOf('none', controller);
  const stopping = {
    ...request,
    onTest: (progress: { images: number; of: number }) => {
      request.onTest(progress);
      controller.abort();
    },
  };
  await expect(trainRun(stopping)).rejects.toThrow(expect.objectContaining({ code: 'ABORTED' }));
  expect(tested).toEqual([64]);
});

const larger = { ...syntheticDataset({ train: 1200, test: 100, seed: 0 }), name: 'synthetic' };
const configure = (options: Parameters<typeof configurationOf>[1]) =>
  configurationOf(models['mnist-basic'], { dataset: 'synthetic', ...options });

test('a sixth of a small training set is held out, each class with its share, and nothing is lost', () => {
  const { train, validation, heldOut } = splitForTraining(
    larger,
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
  const whole = tally(larger.train.labels);
  tally(validation?.labels ?? new Uint8Array()).forEach((count, label) => {
    expect(count).toBe(Math.round(whole[label] / 6));
  });
});

test('the seed chooses', () => {
  const labels = (seed: number) =>
    [
      ...(splitForTraining(larger, configure({ validation: 'held-out', seed })).validation?.labels ?? []),
    ].join('');
  expect(labels(1)).toBe(labels(1));
  const images = (seed: number) => splitForTraining(larger, configure({ limit: 50, seed })).train.images;
  expect(images(1)).toEqual(images(1));
  expect(images(1)).not.toEqual(images(2));
});

test('the test set is used for validation only on request', () => {
  expect(splitForTraining(larger, configure({})).validation).toBeUndefined();
  expect(splitForTraining(larger, configure({ validation: 'test-set' })).validation).toBe(larger.test);
});
