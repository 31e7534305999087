// The options of `nn101 train`, and the ranges of their values. configuration.ts turns them into a configuration.
import type { Arithmetic } from '@nn101/train/graph';
import { type Command, Option } from 'commander';
import { realNumber, wholeNumber } from '../command-line/option-values.ts';
import { type RecipeName, recipeNames, type Validation, validations } from '../recipes/recipe.ts';

/** Options that change a model's architecture, for the course's "your turn" exercises. */
export interface ArchitectureOptions {
  readonly units?: number;
  readonly activation?: string;
  readonly hiddenLayers?: number;
}

/** Options that affect the weights. `nn101 train --resume` rejects values that differ from the run's. */
export interface SettingOptions extends ArchitectureOptions {
  readonly recipe?: RecipeName;
  readonly dataset?: string;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly seed?: number;
  readonly limit?: number;
  readonly lanes?: number;
  readonly arithmetic?: Arithmetic;
  readonly optimizer?: string;
  readonly learningRate?: number;
  readonly schedule?: string;
  readonly augment?: string;
  readonly labelSmoothing?: number;
  readonly averageDecay?: number;
  readonly validation?: Validation;
  readonly earlyStopping?: number;
}

/** All options of `nn101 train`. */
export interface TrainOptions extends SettingOptions {
  readonly workers: number | 'auto';
  readonly resume?: string;
  /** Kinds of log files, separated by commas. */
  readonly log?: string;
  /** Seconds between two checkpoints within an epoch. */
  readonly checkpointEvery: number;
  readonly minAccuracy?: number;
  readonly out?: string;
  readonly force?: boolean;
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** Adds the options of `nn101 train`. */
export function addTrainOptions(command: Command): Command {
  for (const add of [addRecipeOptions, addLearningOptions, addArchitectureOptions, addRunOptions])
    add(command);
  return command;
}

function addRecipeOptions(command: Command): void {
  command
    .addOption(
      new Option('--recipe <name>', 'notebook: as in the course; tuned: the same network, trained better')
        .choices([...recipeNames])
        .default(undefined, 'notebook'),
    )
    .option(
      '--dataset <name>',
      "data set whose images fit the model (see: datasets list), or synthetic; the model's own by default",
    )
    .option('--epochs <count>', "passes over the training images; the recipe's by default", epochs)
    .option('--batch-size <count>', "images per step; the recipe's by default", batchSize)
    .option('--seed <number>', 'seed of weights, shuffling, dropout and augmentation (default: 0)', seed)
    .option('--limit <count>', 'train on this many images only, selected by the seed', limit);
}

function addLearningOptions(command: Command): void {
  command
    .option('--optimizer <name>', 'adam, adamw:<weight decay>, sgd:<momentum> or nesterov:<momentum>')
    .option('--learning-rate <rate>', "the schedule's highest rate; as in the recipe", learningRate)
    .option('--schedule <name>', 'constant, cosine, cosine:<epochs of warm-up> or one-cycle')
    .option('--augment <steps>', 'such as flip,crop:4 (see: datasets preview), or none')
    .option(
      '--label-smoothing <share>',
      'share of each label that is spread over all classes',
      share('--label-smoothing'),
    )
    .option(
      '--average-decay <share>',
      'test a moving average of the weights, such as 0.998',
      share('--average-decay'),
    )
    .addOption(
      new Option('--validation <images>', 'images that each epoch is validated on; as in the recipe').choices(
        [...validations],
      ),
    )
    .option('--early-stopping <epochs>', 'stop after this many epochs without improvement', patience)
    .option('--lanes <count>', 'number of parts from which each gradient is summed (default: 4)', lanes)
    .addOption(arithmeticOption().default(undefined, 'deterministic'));
}

/** `--arithmetic`, without a default. */
export function arithmeticOption(): Option {
  return new Option(
    '--arithmetic <name>',
    'deterministic: the same result on every engine; fused: faster, with another result, the same on every engine that supports it',
  ).choices(['deterministic', 'fused'] satisfies Arithmetic[]);
}

/** Adds `--units`, `--activation` and `--hidden-layers`. */
export function addArchitectureOptions(command: Command): Command {
  return command
    .option('--units <count>', 'your turn: units of the hidden layers', units)
    .option('--activation <name>', 'your turn: activation of the hidden layers (relu, elu, tanh, …)')
    .option('--hidden-layers <count>', 'your turn: number of hidden layers', hiddenLayers);
}

function addRunOptions(command: Command): void {
  command
    .option('--workers <count>', 'threads that share the work, with the same result', workers, 'auto')
    .option('--out <directory>', 'run directory; runs/<model>-<n> by default')
    .option('--force', 'replace an existing run')
    .option('--resume <directory>', 'resume an interrupted run')
    .option(
      '--checkpoint-every <seconds>',
      'seconds between two checkpoints within an epoch',
      checkpointEvery,
      30,
    )
    .option('--log <kinds>', 'log files in the run directory: jsonl, csv, tensorboard, comma-separated')
    .option('--min-accuracy <share>', 'exit with 4 if the test accuracy is below this, 0 to 1', minAccuracy)
    .option('--offline', 'work without network access')
    .option('--json', 'print JSON lines: events start, epoch and result');
}

const units = wholeNumber('--units', { minimum: 1, maximum: 8192 });
const hiddenLayers = wholeNumber('--hidden-layers', { minimum: 0, maximum: 32 });
const epochs = wholeNumber('--epochs', { minimum: 1, maximum: 100_000 });
const batchSize = wholeNumber('--batch-size', { minimum: 1, maximum: 240_000 });
const seed = wholeNumber('--seed', { minimum: 0, maximum: 2 ** 32 - 1 });
const limit = wholeNumber('--limit', { minimum: 1, maximum: 240_000 });
const lanes = wholeNumber('--lanes', { minimum: 1, maximum: 64 });
const patience = wholeNumber('--early-stopping', { minimum: 1, maximum: 100_000 });
const workerCount = wholeNumber('--workers', { minimum: 1, maximum: 64 });
const workers = (text: string) => (text === 'auto' ? text : workerCount(text));
const learningRate = realNumber('--learning-rate', { minimum: 1e-9, maximum: 100 });
const share = (flag: string) => realNumber(flag, { minimum: 0, maximum: 0.999_999 });
const checkpointEvery = realNumber('--checkpoint-every', { minimum: 0, maximum: 86_400 });
const minAccuracy = realNumber('--min-accuracy', { minimum: 0, maximum: 1 });
