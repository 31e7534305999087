import { expect, test } from 'vitest';
import { chooseGroups } from './choose-groups.ts';
import type { Cell } from './presets.ts';

const cell = (
  engine: 'nn101' | 'pytorch-1',
  model: 'mnist-basic' | 'mnist-cnn',
  batchSize: number,
): Cell => ({
  engine,
  model,
  batchSize,
});
const pair = (model: 'mnist-basic' | 'mnist-cnn', batchSize: number) => [
  cell('nn101', model, batchSize),
  cell('pytorch-1', model, batchSize),
];
const groups = [pair('mnist-basic', 1000), pair('mnist-cnn', 1000), pair('mnist-cnn', 128)];

test('nothing chosen is everything', () => {
  expect(chooseGroups(groups, {})).toEqual(groups);
});

test('models and engines are filtered, and empty groups go', () => {
  expect(chooseGroups(groups, { models: ['mnist-basic'], engines: ['nn101'] })).toEqual([
    [cell('nn101', 'mnist-basic', 1000)],
  ]);
});

test('a batch size takes the place of all others, and equal groups are measured once', () => {
  expect(chooseGroups(groups, { batchSize: 4 })).toEqual([pair('mnist-basic', 4), pair('mnist-cnn', 4)]);
});
