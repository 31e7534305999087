import { expect, test } from 'vitest';
import { notebookConfiguration } from '../configuration.ts';
import type { KeptRun } from '../kept-runs.ts';
import { linesOf } from './run-lines.ts';

const kept = ['a', 'b', 'c'].map(
  (run): KeptRun => ({
    run,
    owner: 'lesson',
    configuration: notebookConfiguration('mnist-basic'),
    parameters: 1,
    epochs: [],
    result: {
      complete: true,
      testLoss: 0,
      testAccuracy: 0,
      weightsSha256: undefined,
      seconds: 1,
      microsecondsPerSample: 1,
    },
    isPrivate: false,
  }),
);

test('chosen runs are numbered as in the list, and never in the colour of the present run', () => {
  const lines = linesOf(kept, ['c', 'a', 'gone']);
  expect(lines.map(({ key, name, series }) => ({ key, name, series }))).toEqual([
    { key: 'a', name: 'run 1', series: 2 },
    { key: 'c', name: 'run 3', series: 1 },
  ]);
});
