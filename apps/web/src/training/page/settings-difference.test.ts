import { expect, test } from 'vitest';
import { notebookConfiguration } from '../configuration.ts';
import { newRunView } from './run-view.ts';
import { differingSettings } from './settings-difference.ts';

const settings = notebookConfiguration('mnist-basic');
const view = newRunView({ run: 'a', owner: 'simple-model', configuration: settings });

test('the same settings differ in nothing', () => {
  expect(differingSettings(view, { settings: { ...settings, augment: [] }, ownImages: 0 })).toEqual([]);
});

test.each([
  [{ seed: 9 }, ['seed']],
  [{ arithmetic: 'fused' }, ['arithmetic']],
  [{ data: 'own', rate: 0.01 }, ['data', 'rate']],
  [
    { augment: ['flip'], network: 'dense128-relu', epochs: 13, batch: 1, limit: 1 },
    ['network', 'epochs', 'batch', 'limit', 'augment'],
  ],
] as const)('%j', (changed, expected) => {
  expect(differingSettings(view, { settings: { ...settings, ...changed }, ownImages: 0 })).toEqual(expected);
});

test('other images of one’s own are another set', () => {
  const own = { ...settings, data: 'own' } as const;
  const mine = newRunView({ run: 'b', owner: 'simple-model', configuration: own, ownImages: 1 });
  expect(differingSettings(mine, { settings: own, ownImages: 1 })).toEqual([]);
  expect(differingSettings(mine, { settings: own, ownImages: 2 })).toEqual(['ownImages']);
});

test('a run that went on from another was asked for its own number of epochs', () => {
  const further = newRunView({ ...view, configuration: { ...settings, epochs: 2 }, epochsBefore: 12 });
  expect(differingSettings(further, { settings, ownImages: 0 })).toEqual([]);
});
