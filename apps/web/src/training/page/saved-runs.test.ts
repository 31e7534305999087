import { expect, test } from 'vitest';
import type { TextStore } from '../../state/local-memory.ts';
import { savedRun } from './saved-run-example.ts';
import {
  convertOldRuns,
  deleteRun,
  maxSavedRuns,
  readInterruptedRun,
  readSavedRuns,
  recordInterruptedRun,
  saveRun,
} from './saved-runs.ts';

/** A store with room for `room` characters, which several tabs share. */
function memory(content: Record<string, string> = {}, room = Number.POSITIVE_INFINITY): TextStore {
  const texts = new Map(Object.entries(content));
  const sizeWithout = (name: string) =>
    [...texts].reduce((sum, [other, text]) => sum + (other === name ? 0 : text.length), 0);
  return {
    getItem: (name) => texts.get(name) ?? null,
    setItem(name, text) {
      if (sizeWithout(name) + text.length > room) return false;
      texts.set(name, text);
      return true;
    },
    removeItem: (name) => void texts.delete(name),
    keys: () => [...texts.keys()],
  };
}

const forbidden: TextStore = {
  getItem: () => null,
  setItem: () => false,
  removeItem: () => undefined,
  keys: () => [],
};

const run = (index: number) =>
  savedRun(`run ${index}`, {
    configuration: { network: 'conv8.dense16-tanh', augment: ['flip'] },
    finishedAt: index,
  });

test('runs are saved completely, in the order in which they finished, and only the newest ones', () => {
  const store = memory();
  const runs = Array.from({ length: maxSavedRuns + 2 }, (_, i) => run(i));
  for (const one of runs) expect(saveRun(store, one)).toBe(true);
  expect(readSavedRuns(store)).toEqual(runs.slice(2));
});

test('two tabs do not overwrite each other’s runs, and a deleted run stays deleted', () => {
  const store = memory();
  const [first, second, third] = [run(1), run(2), run(3)];
  saveRun(store, first);
  saveRun(store, second);
  deleteRun(store, first.run);
  saveRun(store, third);
  expect(readSavedRuns(store)).toEqual([second, third]);
});

test('in a full store the oldest runs are deleted; a store that accepts nothing is reported', () => {
  const size = JSON.stringify(run(1)).length;
  const store = memory({}, 2.5 * size);
  for (const index of [1, 2, 3]) expect(saveRun(store, run(index))).toBe(true);
  expect(readSavedRuns(store)).toEqual([run(2), run(3)]);
  expect(saveRun(memory({}, 10), run(1))).toBe(false);
  expect(saveRun(forbidden, run(1))).toBe(false);
  recordInterruptedRun(forbidden, 'draw', undefined);
});

test('the list of earlier versions is converted once', () => {
  const { configuration: _, ...old } = run(0);
  const store = memory({ 'nn101-runs': JSON.stringify([{ ...old, configuration: 'seed=7' }]) });
  convertOldRuns(store);
  convertOldRuns(store);
  expect(readSavedRuns(store).map(({ configuration }) => configuration.seed)).toEqual([7]);
  expect(store.getItem('nn101-runs')).toBeNull();
});

test.each(['', 'nonsense', '{}', '[1]', '{"run":"a"}', '{"run":"a","owner":"b","configuration":"seed=x"}'])(
  'an invalid record is left out: %s',
  (text) => expect(readSavedRuns(memory({ 'nn101-kept-run.a': text }))).toEqual([]),
);

test('the run that a lesson is in is recorded and deleted', () => {
  const store = memory({ 'nn101-run-bad': '{"key":1}' });
  const note = { key: '{}', run: 'a', paused: true };
  recordInterruptedRun(store, 'draw', note);
  expect(readInterruptedRun(store, 'draw')).toEqual(note);
  recordInterruptedRun(store, 'draw', undefined);
  expect(readInterruptedRun(store, 'draw')).toBeUndefined();
  expect(readInterruptedRun(store, 'bad')).toBeUndefined();
});
