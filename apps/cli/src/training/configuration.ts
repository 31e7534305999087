// Turns a model, its recipe and the command line's options into a run's configuration, and a configuration into a
// network and back into a command.
import {
  type ActivationName,
  activationNames,
  createNetwork,
  type ModelDescriptor,
  type ModelName,
  models,
  type NetworkSpec,
} from '@nn101/models/graph';
import { parseAugmentation } from '@nn101/train/graph';
import { nn101, shellWord } from '../command-line/nn101-command.ts';
import { oneOf } from '../command-line/option-values.ts';
import {
  type CourseDataName,
  checkDataName,
  classCountOf,
  courseDataNames,
  imageShapeOf,
} from '../data/course-data.ts';
import { CliError } from '../failure/cli-error.ts';
import { defaultLanes, type Recipe } from '../recipes/recipe.ts';
import { recipeOf } from '../recipes/recipes.ts';
import type { RunConfiguration } from '../run-directory/run-record.ts';
import { parseOptimizer, scheduleOf } from './fit-settings.ts';
import type { SettingOptions } from './train-options.ts';

/**
 * Fills in the recipe's settings. Throws `USAGE` if a value is impossible or the data set does not fit the model, and
 * `INVALID_AUGMENTATION`.
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
    // Early stopping keeps the best epoch, so its weights must be restored.
    ...(given.earlyStopping !== undefined && { restoreBest: true }),
  };
  check(configuration);
  return configuration;
}

/**
 * Checks the settings that were given again when resuming: they must equal the run's. Throws `USAGE` and lists the
 * differences.
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
    `${run.name} was started with other settings: ${differences.join('; ')}. Resume it without them, or start a new run with --out.`,
  );
}

/** The options that were given, under the configuration's names. */
function givenSettings({ augment, ...options }: SettingOptions): Partial<RunConfiguration> {
  const { recipe, dataset, epochs, batchSize, seed, limit, units, activation, hiddenLayers, lanes } = options;
  const { optimizer, learningRate, schedule, labelSmoothing, averageDecay, validation } = options;
  const { earlyStopping, arithmetic } = options;
  const augmentation = augment === 'none' ? '' : augment;
  const settings = {
    recipe,
    dataset,
    epochs,
    batchSize,
    seed,
    limit,
    units,
    activation,
    hiddenLayers,
    lanes,
    optimizer,
    learningRate,
    schedule,
    augmentation,
    labelSmoothing,
    averageDecay,
    validation,
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

/** A sixth of each class is held out, rounded, so a class needs three images before one can be used for validation. */
function checkHeldOut({ validation, limit, dataset }: RunConfiguration): void {
  const minimum = 2 * classCountOf(dataset as CourseDataName) + 1;
  if (validation !== 'held-out' || limit === undefined || limit >= minimum) return;
  throw new CliError(
    'USAGE',
    `--limit ${limit} leaves no images to hold out for validation. Use --limit ${minimum} or more, or --validation none.`,
  );
}

/** Checks the name of an activation; undefined stays undefined. Throws `USAGE` and suggests the nearest name. */
export function checkActivation(word: string | undefined): ActivationName | undefined {
  return word === undefined ? undefined : oneOf(word, 'activation', activationNames);
}

/**
 * The model with that name. Throws `USAGE` and suggests the nearest name, or a model that fits if a data set was
 * named.
 */
export function modelNamed(name: string | undefined): ModelDescriptor {
  const names = Object.values(models).map((known) => known.name);
  if (name === undefined) {
    throw new CliError(
      'USAGE',
      `Missing required argument 'model': one of ${names.join(', ')}; or resume a run with --resume <directory>.`,
    );
  }
  const isFamily = names.some((known) => known.startsWith(`${name}-`));
  const dataset = courseDataNames.find((known) => known === name);
  if (dataset === undefined || isFamily) return models[oneOf(name, 'model', names)];
  const shape = imageShapeOf(dataset).join();
  const fitting = Object.values(models).filter(({ inputShape }) => inputShape.join() === shape);
  throw new CliError(
    'USAGE',
    `${dataset} is a data set, not a model. Train a model on it, such as: ${fitting[0].name} --dataset ${dataset}`,
  );
}

/**
 * The network of a run, with its output sized to the data set. Throws `ModelError` for values that no network can
 * have.
 */
export function networkOfRun(configuration: RunConfiguration): NetworkSpec {
  const { model, dataset, units, activation, hiddenLayers } = configuration;
  return createNetwork(model as ModelName, {
    units,
    activation: checkActivation(activation),
    hiddenLayers,
    classes: classCountOf(dataset as CourseDataName),
  });
}

const recipeFlags = {
  optimizer: '--optimizer',
  learningRate: '--learning-rate',
  schedule: '--schedule',
  augmentation: '--augment',
  labelSmoothing: '--label-smoothing',
  averageDecay: '--average-decay',
  validation: '--validation',
} as const satisfies Partial<Record<keyof Recipe, string>>;

/** `npx nn101 train …` with every setting that affects the weights. */
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

/** The settings that differ from the recipe. */
function changesOfRecipe(configuration: RunConfiguration): [string, string | number | undefined][] {
  const recipe = recipeOf(configuration.recipe, models[configuration.model as ModelName]);
  const names = Object.keys(recipeFlags) as (keyof typeof recipeFlags)[];
  return names
    .filter((name) => configuration[name] !== recipe[name])
    .map((name) => [recipeFlags[name], configuration[name] === '' ? 'none' : configuration[name]]);
}
