import { models } from '@nn101/models/graph';
import { parseAugmentation } from '@nn101/train/graph';
import { describe, expect, test } from 'vitest';
import { parseOptimizer, scheduleOf } from '../training/fit-settings.ts';
import { recipeNames } from './recipe.ts';
import { recipeOf } from './recipes.ts';

const every = Object.values(models).flatMap((model) => recipeNames.map((name) => ({ model, name })));

describe.each(every)('$name of $model.name', ({ model, name }) => {
  const recipe = recipeOf(name, model);

  test('can be read', () => {
    const learningRate = scheduleOf(recipe);
    expect(typeof learningRate).toBe(name === 'tuned' ? 'function' : 'number');
    expect(parseOptimizer(recipe.optimizer).kind).toMatch(/^adam/);
    if (recipe.augmentation !== '') {
      expect(parseAugmentation(recipe.augmentation).length).toBeGreaterThan(0);
    }
  });

  test('needs at most three times the epochs of the notebook', () => {
    expect(recipe.epochs).toBeLessThanOrEqual(3 * model.epochs);
  });
});

test('the notebooks: Adam at 0.001, 1000 images, the test set to validate on but for the first', () => {
  for (const model of Object.values(models)) {
    expect(recipeOf('notebook', model)).toEqual({
      epochs: model.epochs,
      batchSize: 1000,
      optimizer: 'adam',
      learningRate: 0.001,
      schedule: 'constant',
      augmentation: '',
      labelSmoothing: 0,
      validation: model.name === 'mnist-basic' ? 'none' : 'test-set',
      restoreBest: false,
    });
  }
});

test('the tuned recipes never use the test set to choose', () => {
  for (const model of Object.values(models)) {
    expect(recipeOf('tuned', model)).toMatchObject({ validation: 'held-out', restoreBest: true });
  }
});
