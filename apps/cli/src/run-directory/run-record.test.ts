import { models } from '@nn101/models/graph';
import { expect, test } from 'vitest';
import { configurationOf, reproducingCommand } from '../training/configuration.ts';
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

test('the command that reproduces a run has every setting', () => {
  const configuration = configurationOf(models['mnist-basic'], { epochs: 2, batchSize: 50 });
  expect(reproducingCommand(configuration)).toBe(
    'npx nn101 train mnist-basic --dataset mnist --recipe notebook --epochs 2 --batch-size 50 --seed 0',
  );
  expect(
    reproducingCommand({ ...configuration, limit: 9, units: 3, activation: 'elu', hiddenLayers: 0 }),
  ).toMatch(/--limit 9 --units 3 --activation elu --hidden-layers 0$/);
  const changed = configurationOf(models['mnist-cnn'], {
    recipe: 'tuned',
    lanes: 2,
    optimizer: 'sgd:0.9',
    learningRate: 0.1,
    schedule: 'cosine:2',
    augment: 'none',
    averageDecay: 0.5,
    labelSmoothing: 0,
    validation: 'none',
    earlyStopping: 3,
  });
  expect(reproducingCommand(changed)).toMatch(
    /--lanes 2 --optimizer sgd:0.9 --learning-rate 0.1 --schedule cosine:2 --augment none --label-smoothing 0 --average-decay 0.5 --validation none --early-stopping 3$/,
  );
});

test('a record from before recipes existed gets the settings of that time', () => {
  const parts = {
    configuration: { model: 'mnist-basic' },
    dataset: {},
    result: {},
    versions: {},
    backend: {},
    machine: {},
  };
  const text = JSON.stringify({ format: 'nn101-run', formatVersion: 1, ...parts });
  expect(parseRunRecord(text, 'run.json').configuration).toMatchObject({
    model: 'mnist-basic',
    recipe: 'notebook',
    optimizer: 'adam',
    lanes: 4,
  });
});
