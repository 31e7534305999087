import { expect, test } from 'vitest';
import { notebookConfiguration } from './configuration.ts';
import {
  type KeptRun,
  noteInterruption,
  readInterruption,
  readKeptRuns,
  runsKept,
  writeKeptRuns,
} from './kept-runs.ts';

function memory(content: Record<string, string> = {}) {
  const texts = new Map(Object.entries(content));
  return {
    getItem: (name: string) => texts.get(name) ?? null,
    setItem: (name: string, text: string) => void texts.set(name, text),
    removeItem: (name: string) => void texts.delete(name),
  };
}

const kept = (run: string): KeptRun => ({
  run,
  owner: 'your-turn',
  configuration: { ...notebookConfiguration('mnist-cnn'), network: 'conv8.dense16-tanh', augment: ['flip'] },
  parameters: 7,
  epochs: [
    { epoch: 1, loss: 0.5, accuracy: 0.75, learningRate: 0.001, seconds: 2, microsecondsPerSample: 3 },
  ],
  result: {
    complete: true,
    testLoss: 0.4,
    testAccuracy: 0.8,
    weightsSha256: 'ab',
    seconds: 2,
    microsecondsPerSample: 3,
  },
  isPrivate: false,
});

test('runs are kept whole, the newest of too many', () => {
  const store = memory();
  const runs = Array.from({ length: runsKept + 2 }, (_, i) => kept(`run ${i}`));
  writeKeptRuns(store, runs);
  expect(readKeptRuns(store)).toEqual(runs.slice(2));
});

test.each([
  '',
  'nonsense',
  '{}',
  '[1,null,{"run":"a"}]',
  '[{"run":"a","owner":"b","configuration":"seed=x"}]',
])('what makes no sense is left out: %s', (text) =>
  expect(readKeptRuns(memory({ 'nn101-runs': text }))).toEqual([]),
);

test('a store that refuses is no error', () => {
  const refusing = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
    removeItem: () => {
      throw new Error('forbidden');
    },
  };
  writeKeptRuns(refusing, [kept('a')]);
  noteInterruption(refusing, 'draw', undefined);
});

test('what a lesson was doing is noted and forgotten', () => {
  const store = memory({ 'nn101-run-bad': '{"key":1}' });
  const note = { key: '{}', run: 'a', paused: true };
  noteInterruption(store, 'draw', note);
  expect(readInterruption(store, 'draw')).toEqual(note);
  noteInterruption(store, 'draw', undefined);
  expect(readInterruption(store, 'draw')).toBeUndefined();
  expect(readInterruption(store, 'bad')).toBeUndefined();
});
