// The command line that makes a run again.

import { type ModelName, models } from '@nn101/models/graph';
import { nn101 } from '../command-line/nn101-command.ts';
import { shellWord } from '../command-line/resume-command.ts';
import { defaultLanes, type Recipe } from '../recipes/recipe.ts';
import { recipeOf } from '../recipes/recipes.ts';
import type { RunConfiguration } from '../run-directory/run-record.ts';

const recipeFlags = {
  optimizer: '--optimizer',
  learningRate: '--learning-rate',
  schedule: '--schedule',
  augmentation: '--augment',
  labelSmoothing: '--label-smoothing',
  averageDecay: '--average-decay',
  validation: '--validation',
} as const satisfies Partial<Record<keyof Recipe, string>>;

/** `npx nn101 train …` with every setting that decides the weights. */
export function reproducingCommand(configuration: RunConfiguration): string {
  const { model, dataset, recipe, epochs, batchSize, seed, limit, units, activation, hiddenLayers } =
    configuration;
  const { lanes, arithmetic } = configuration;
  const options: [string, string | number | undefined][] = [
    ['--dataset', dataset],
    ['--recipe', recipe],
    ['--epochs', epochs],
    ['--batch-size', batchSize],
    ['--seed', seed],
    ['--limit', limit],
    ['--units', units],
    ['--activation', activation],
    ['--hidden-layers', hiddenLayers],
    ['--lanes', lanes === defaultLanes ? undefined : lanes],
    ['--arithmetic', arithmetic === 'deterministic' ? undefined : arithmetic],
    ...changesOfRecipe(configuration),
    ['--early-stopping', configuration.earlyStopping],
  ];
  const given = options.flatMap(([flag, value]) =>
    value === undefined ? [] : [`${flag} ${shellWord(`${value}`)}`],
  );
  return nn101(`train ${[model, ...given].join(' ')}`);
}

/** What is not as in the recipe. */
function changesOfRecipe(configuration: RunConfiguration): [string, string | number | undefined][] {
  const recipe = recipeOf(configuration.recipe, models[configuration.model as ModelName]);
  const names = Object.keys(recipeFlags) as (keyof typeof recipeFlags)[];
  return names
    .filter((name) => configuration[name] !== recipe[name])
    .map((name) => [recipeFlags[name], configuration[name] === '' ? 'none' : configuration[name]]);
}
