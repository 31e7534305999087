import { expect, test } from 'vitest';
import { reproducingCommand } from './reproducing-command.ts';
import { parseRunRecord } from './run-record.ts';

test.each([
  ['{', 'it is not JSON'],
  ['null', '"format"'],
  ['{"format":"other"}', '"format"'],
  ['{"format":"nn101-run","formatVersion":2}', '"formatVersion" is 2, expected 1'],
  ['{"format":"nn101-run","formatVersion":1}', '"configuration" is missing'],
])('a damaged record is refused: %s', (text, why) => {
  expect(() => parseRunRecord(text, 'runs/a/run.json')).toThrow(why);
});

test('the command that makes a run again leaves nothing out', () => {
  const configuration = {
    model: 'mnist-basic',
    dataset: 'mnist',
    epochs: 2,
    batchSize: 50,
    seed: 0,
    validation: 'none',
  } as const;
  expect(reproducingCommand(configuration)).toBe(
    'nn101 train mnist-basic --dataset mnist --epochs 2 --batch-size 50 --seed 0',
  );
  expect(
    reproducingCommand({ ...configuration, limit: 9, units: 3, activation: 'elu', hiddenLayers: 0 }),
  ).toMatch(/--limit 9 --units 3 --activation elu --hidden-layers 0$/);
});
