// The recipes of the models: `notebook` repeats the course's settings, `tuned` trains the same network better. All
// but the first notebook validate on the test set, as their authors did; nothing is decided by it here.
import type { ModelDescriptor, ModelName } from '@nn101/models/graph';
import type { Recipe, RecipeName } from './recipe.ts';

/** The recipe `name` of a model. */
export function recipeOf(name: RecipeName, model: ModelDescriptor): Recipe {
  return name === 'tuned' ? tunedRecipes[model.name] : notebookRecipe(model);
}

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

/** What all tuned recipes share. */
const tuned = {
  optimizer: 'adamw:0.01',
  schedule: 'one-cycle',
  validation: 'held-out',
  restoreBest: true,
} as const;

/** The tuned recipe of each model. */
export const tunedRecipes: Readonly<Record<ModelName, Recipe>> = {
  'mnist-basic': {
    ...tuned,
    epochs: 36,
    batchSize: 125,
    learningRate: 0.003,
    augmentation: 'rotate:8,zoom:0.08,shift:0.06',
    labelSmoothing: 0,
    averageDecay: 0.998,
  },
  'mnist-cnn': {
    ...tuned,
    epochs: 12,
    batchSize: 125,
    learningRate: 0.002,
    augmentation: 'rotate:10,zoom:0.1,shift:0.08',
    labelSmoothing: 0.05,
    averageDecay: 0.998,
  },
  'fashion-mnist-cnn': {
    ...tuned,
    epochs: 60,
    batchSize: 125,
    learningRate: 0.0015,
    augmentation: 'flip,crop:2,cutout:8',
    labelSmoothing: 0.05,
    averageDecay: 0.998,
  },
  'fashion-mnist-cnn-2': {
    ...tuned,
    epochs: 60,
    batchSize: 125,
    learningRate: 0.001,
    augmentation: 'flip,crop:2,cutout:8',
    labelSmoothing: 0.05,
    averageDecay: 0.998,
  },
  'cifar-cnn': {
    ...tuned,
    epochs: 50,
    batchSize: 125,
    optimizer: 'adamw:0.05',
    learningRate: 0.001,
    augmentation: 'flip,crop:4,cutout:8',
    labelSmoothing: 0.1,
    averageDecay: 0.999,
  },
};
