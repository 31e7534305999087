import { expect, test } from 'vitest';
import type { TextStore } from '../../state/local-memory.ts';
import { keptRun } from './kept-run-example.ts';
import {
  adoptOldRuns,
  forgetRun,
  keepRun,
  noteInterruption,
  readInterruption,
  readKeptRuns,
  runsKept,
} from './kept-runs.ts';

/** A store that has room for so many characters; what several tabs share. */
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

const run = (place: number) =>
  keptRun(`run ${place}`, {
    configuration: { network: 'conv8.dense16-tanh', augment: ['flip'] },
    finishedAt: place,
  });

test('runs are kept whole, in the order in which they ended, the newest of too many', () => {
  const store = memory();
  const runs = Array.from({ length: runsKept + 2 }, (_, i) => run(i));
  for (const one of runs) expect(keepRun(store, one)).toBe(true);
  expect(readKeptRuns(store)).toEqual(runs.slice(2));
});

test('two tabs that never saw each other’s runs keep both, and what one forgets stays away', () => {
  const store = memory();
  const [first, second, third] = [run(1), run(2), run(3)];
  keepRun(store, first);
  keepRun(store, second);
  forgetRun(store, first.run);
  keepRun(store, third);
  expect(readKeptRuns(store)).toEqual([second, third]);
});

test('a full store makes room for the newest run, one that takes nothing says so', () => {
  const size = JSON.stringify(run(1)).length;
  const store = memory({}, 2.5 * size);
  for (const place of [1, 2, 3]) expect(keepRun(store, run(place))).toBe(true);
  expect(readKeptRuns(store)).toEqual([run(2), run(3)]);
  expect(keepRun(memory({}, 10), run(1))).toBe(false);
  expect(keepRun(forbidden, run(1))).toBe(false);
  noteInterruption(forbidden, 'draw', undefined);
});

test('the list of earlier versions is taken over once', () => {
  const { configuration: _, ...old } = run(0);
  const store = memory({ 'nn101-runs': JSON.stringify([{ ...old, configuration: 'seed=7' }]) });
  adoptOldRuns(store);
  adoptOldRuns(store);
  expect(readKeptRuns(store).map(({ configuration }) => configuration.seed)).toEqual([7]);
  expect(store.getItem('nn101-runs')).toBeNull();
});

test.each(['', 'nonsense', '{}', '[1]', '{"run":"a"}', '{"run":"a","owner":"b","configuration":"seed=x"}'])(
  'what makes no sense is left out: %s',
  (text) => expect(readKeptRuns(memory({ 'nn101-kept-run.a': text }))).toEqual([]),
);

test('what a lesson was doing is noted and forgotten', () => {
  const store = memory({ 'nn101-run-bad': '{"key":1}' });
  const note = { key: '{}', run: 'a', paused: true };
  noteInterruption(store, 'draw', note);
  expect(readInterruption(store, 'draw')).toEqual(note);
  noteInterruption(store, 'draw', undefined);
  expect(readInterruption(store, 'draw')).toBeUndefined();
  expect(readInterruption(store, 'bad')).toBeUndefined();
});
