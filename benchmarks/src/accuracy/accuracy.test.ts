import { expect, test } from 'vitest';
import { type AccuracyRecord, accuracyFile, parseAccuracy, withRun } from './accuracy-record.ts';
import { accuracyRunOf } from './accuracy-run.ts';
import { accuracyRunsTable, accuracyTable } from './accuracy-tables.ts';

const machine = {
  platform: 'linux',
  architecture: 'x64',
  processor: 'P',
  cores: 2,
  memoryBytes: 24 * 2 ** 30,
};
const runJson = (change: object = {}) =>
  JSON.stringify({
    format: 'nn101-run',
    date: '2026-11-23T20:00:00.000Z',
    configuration: { model: 'mnist-basic', recipe: 'tuned', epochs: 36, seed: 2, ...change },
    versions: { node: '20.20.2' },
    machine,
    computation: { workers: 2 },
    dataset: { name: 'mnist' },
    result: { testAccuracy: 0.98, testLoss: 0.05, seconds: 90, weightsSha256: 'a'.repeat(64) },
  });
const { model, recipe, run } = accuracyRunOf(runJson(), 'runs/a');
const record: AccuracyRecord = { format: 'nn101-accuracy', formatVersion: 1, model, recipe, runs: [run] };

test('a run directory becomes a run, with the command that repeats it', () => {
  expect(run).toMatchObject({ seed: 2, testAccuracy: 0.98, epochs: 36, workers: 2 });
  expect(run.command).toBe('npx nn101 train mnist-basic --recipe tuned --epochs 36 --seed 2');
  expect(() => accuracyRunOf(runJson({ limit: 100 }), 'runs/b')).toThrow(
    'runs/b holds no run on a whole data set',
  );
});

test('a seed has one run, the newest', () => {
  const more = withRun(withRun(record, { ...run, seed: 1, testAccuracy: 0.99 }), {
    ...run,
    testAccuracy: 0.97,
  });
  expect(more.runs.map(({ seed, testAccuracy }) => [seed, testAccuracy])).toEqual([
    [1, 0.99],
    [2, 0.97],
  ]);
  expect(accuracyTable([more])).toContain(
    '| mnist-basic | tuned | 0.9800 ± 0.0100 | 0.9675 | 0.983 | 36 | 1, 2 |',
  );
  expect(accuracyRunsTable([more])).toContain('| 0.9900 | 1.5 | 2 | 2026-11-23 | `aaaaaaaaaaaaaaaa…` |');
});

test('models stand in the order of the course, the notebook first', () => {
  const notebook = { ...record, recipe: 'notebook' };
  const cifar = { ...record, model: 'cifar-cnn', runs: [{ ...run, firstThousandAccuracy: 0.8125 }] };
  const table = accuracyTable([cifar, record, notebook]);
  const rows = table.split('\n').slice(2, 5);
  expect(rows.map((row) => row.split(' | ').slice(0, 2).join(' '))).toEqual([
    '| mnist-basic notebook',
    '| mnist-basic tuned',
    '| cifar-cnn tuned',
  ]);
  expect(rows[2]).toContain('0.9800 (0.8125)');
});

test('what is no record is named', () => {
  expect(parseAccuracy(JSON.stringify(record), 'a.json')).toEqual(record);
  expect(accuracyFile(record)).toBe('mnist-basic-tuned.json');
  expect(() => parseAccuracy('{', 'a.json')).toThrow('a.json is no result of full trainings: it is no JSON');
  expect(() => parseAccuracy('{}', 'a.json')).toThrow('its format is undefined');
  const torn = { ...record, runs: [{ ...run, seconds: null }] };
  expect(() => parseAccuracy(JSON.stringify(torn), 'a.json')).toThrow('its run of seed 2 lacks a number');
});
