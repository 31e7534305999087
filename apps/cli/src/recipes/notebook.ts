// The course's notebooks, setting for setting. All but the first validate on the test set, which their authors looked at
// while they chose; nothing is chosen by it here.
import type { ModelDescriptor } from '@nn101/models/graph';
import type { Recipe } from './recipe.ts';

/** The recipe of the model's notebook. */
export function notebookRecipe({ name, epochs, batchSize }: ModelDescriptor): Recipe {
  return {
    epochs,
    batchSize,
    optimizer: 'adam',
    learningRate: 0.001,
    schedule: 'constant',
    augmentation: '',
    labelSmoothing: 0,
    validation: name === 'mnist-basic' ? 'none' : 'test-set',
    restoreBest: false,
  };
}
