// From the model, its recipe and the options of the command line to a run's configuration.

import type { ModelDescriptor } from '@nn101/models/graph';
import { parseAugmentation } from '@nn101/train/graph';
import { type CourseDataName, checkDataName, classCountOf } from '../data/course-data.ts';
import { CliError } from '../failure/cli-error.ts';
import { defaultLanes } from '../recipes/recipe.ts';
import { recipeOf } from '../recipes/recipes.ts';
import type { RunConfiguration } from '../run-directory/run-record.ts';
import { checkActivation } from './check-activation.ts';
import { parseOptimizer } from './optimizer-text.ts';
import { scheduleOf } from './schedule-text.ts';
import type { SettingOptions } from './train-options.ts';

/**
 * Fills in the recipe's settings. Throws `USAGE` where a value makes no sense or the data set does not fit the model,
 * and `INVALID_AUGMENTATION`.
 */
export function configurationOf(model: ModelDescriptor, options: SettingOptions): RunConfiguration {
  const recipe = options.recipe ?? 'notebook';
  const given = givenSettings(options);
  const configuration: RunConfiguration = {
    model: model.name,
    recipe,
    seed: 0,
    lanes: defaultLanes,
    arithmetic: 'deterministic',
    ...recipeOf(recipe, model),
    ...given,
    dataset: checkDataName(given.dataset ?? model.dataset, model.inputShape),
    // Stopping early is for the sake of the best epoch.
    ...(given.earlyStopping !== undefined && { restoreBest: true }),
  };
  check(configuration);
  return configuration;
}

/**
 * The settings that a resumed run was given once more; they must be the run's own.
 * Throws `USAGE` with what differs.
 */
export function checkSameSettings(
  run: { name: string; configuration: RunConfiguration },
  options: SettingOptions,
): void {
  const before: Readonly<Record<string, unknown>> = { ...run.configuration };
  const differences = Object.entries(givenSettings(options))
    .filter(([key, value]) => JSON.stringify(before[key]) !== JSON.stringify(value))
    .map(
      ([key, value]) =>
        `${key} was ${JSON.stringify(before[key]) ?? 'not set'}, received ${JSON.stringify(value)}`,
    );
  if (differences.length === 0) return;
  throw new CliError(
    'USAGE',
    `${run.name} was begun with other settings: ${differences.join('; ')}. Resume it without them, or train anew with --out.`,
  );
}

/** What the options say, under the configuration's names. */
function givenSettings({ augment, ...options }: SettingOptions): Partial<RunConfiguration> {
  const { recipe, dataset, epochs, batchSize, seed, limit, units, activation, hiddenLayers, lanes } = options;
  const { optimizer, learningRate, schedule, labelSmoothing, averageDecay, validation } = options;
  const { earlyStopping, arithmetic } = options;
  const augmentation = augment === 'none' ? '' : augment;
  const settings = {
    ...{ recipe, dataset, epochs, batchSize, seed, limit, units, activation, hiddenLayers, lanes },
    ...{ optimizer, learningRate, schedule, augmentation, labelSmoothing, averageDecay, validation },
    earlyStopping,
    arithmetic,
  };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function check(configuration: RunConfiguration): void {
  checkActivation(configuration.activation);
  parseOptimizer(configuration.optimizer);
  scheduleOf(configuration);
  if (configuration.augmentation !== '') parseAugmentation(configuration.augmentation);
  checkHeldOut(configuration);
}

/** Of each class a sixth is held out, rounded: three images of one class are needed for a single one to validate on. */
function checkHeldOut({ validation, limit, dataset }: RunConfiguration): void {
  const least = 2 * classCountOf(dataset as CourseDataName) + 1;
  if (validation !== 'held-out' || limit === undefined || limit >= least) return;
  throw new CliError(
    'USAGE',
    `--limit ${limit} leaves no images to hold out for validation. Take --limit ${least} or more, or --validation none.`,
  );
}
