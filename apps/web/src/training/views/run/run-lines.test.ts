import { expect, test } from 'vitest';
import { keptRun } from '../../page/kept-run-example.ts';
import { linesOf } from './run-lines.ts';

const kept = ['a', 'b', 'c'].map((run) => keptRun(run));

test('chosen runs are numbered as in the list, and never in the colour of the present run', () => {
  const lines = linesOf(kept, ['c', 'a', 'gone']);
  expect(lines.map(({ key, name, series }) => ({ key, name, series }))).toEqual([
    { key: 'a', name: 'run 1', series: 2 },
    { key: 'c', name: 'run 3', series: 1 },
  ]);
});
