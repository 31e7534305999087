import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { measured, recordOf } from '../testing/rows.ts';
import { parseRecord } from './benchmark-record.ts';
import { latestRecord, newRecord, writeRecord } from './result-files.ts';

const native = recordOf('native', [
  measured('nn101', 'mnist-cnn', 100),
  { outcome: 'cannot', engine: 'pytorch-1', model: 'mnist-cnn', batchSize: 128, why: 'no torch' },
]);

describe('a record', () => {
  test('is read as it was written', () => {
    expect(parseRecord(JSON.stringify(native), 'a.json')).toEqual(native);
  });

  test.each([
    ['no JSON', '{"format"', 'it is no JSON'],
    ['a list', '3', 'it is no JSON object'],
    ['another format', JSON.stringify({ ...native, format: 'x' }), 'its format is x 1'],
    ['a later version', JSON.stringify({ ...native, formatVersion: 2 }), 'nn101-benchmark 2'],
    ['an unknown kind', JSON.stringify({ ...native, kind: 'speed' }), 'its kind is speed'],
    ['no machine', JSON.stringify({ ...native, machine: null }), 'machine is null, expected object'],
    ['no rows', JSON.stringify({ ...native, rows: {} }), 'its rows are no list'],
    ['a row without a model', JSON.stringify({ ...native, rows: [{ engine: 'x' }] }), 'model is undefined'],
    [
      'a measured row without times',
      JSON.stringify({ ...native, rows: [{ ...native.rows[0], microsecondsPerSample: 3 }] }),
      'microsecondsPerSample is number, expected object',
    ],
    ['rows of another kind', JSON.stringify({ ...native, kind: 'ladder' }), 'subject is undefined'],
  ])('with %s is refused', (_, text, why) => {
    expect(() => parseRecord(text, 'a.json')).toThrow(`a.json is no result of these benchmarks: `);
    expect(() => parseRecord(text, 'a.json')).toThrow(why);
  });
});

describe('the folder of results', () => {
  test('names files by kind and date, and gives the latest of a kind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nn101-results-'));
    expect(latestRecord('native', folder)).toBeUndefined();
    const at = (date: string) =>
      newRecord('native', { command: date, versions: {}, rows: [], date: new Date(date) });
    const files = ['2026-05-01T10:00:00Z', '2026-11-01T09:30:00Z', '2026-06-01T10:00:00Z'].map((date) =>
      writeRecord(at(date), folder),
    );
    writeRecord(newRecord('ladder', { command: 'x', versions: {}, rows: [] }), folder);
    expect(files.map((file) => basename(file))[1]).toBe('native-2026-11-01T09-30.json');
    expect(latestRecord('native', folder)?.command).toBe('2026-11-01T09:30:00Z');
    expect(JSON.parse(readFileSync(files[0], 'utf8'))).toMatchObject({
      versions: { node: process.versions.node },
      machine: { cores: expect.any(Number), processor: expect.any(String) },
    });
  });

  test('says which file is damaged', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nn101-results-'));
    writeFileSync(join(folder, 'rivals-2026.json'), '[');
    expect(() => latestRecord('rivals', folder)).toThrow('rivals-2026.json is no result');
    expect(latestRecord('native', folder)).toBeUndefined();
  });
});
