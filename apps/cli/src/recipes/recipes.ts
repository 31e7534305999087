// A model's recipe by its name.
import type { ModelDescriptor } from '@nn101/models/graph';
import { notebookRecipe } from './notebook.ts';
import type { Recipe, RecipeName } from './recipe.ts';
import { tunedRecipes } from './tuned.ts';

/** The recipe `name` of a model. */
export function recipeOf(name: RecipeName, model: ModelDescriptor): Recipe {
  return name === 'tuned' ? tunedRecipes[model.name] : notebookRecipe(model);
}
