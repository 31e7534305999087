// What `nn101 train` can be told, and the configuration that comes of it once the defaults are filled in.
import type { ModelDescriptor } from '@nn101/models';
import type { Command } from 'commander';
import { checkDataName } from '../data/course-data.ts';
import { realNumber, wholeNumber } from '../options/option-values.ts';
import type { RunConfiguration } from '../run-directory/run-record.ts';

/** Options that change a model's architecture: "your turn". */
export interface ArchitectureOptions {
  readonly units?: number;
  readonly activation?: string;
  readonly hiddenLayers?: number;
}

/** All options of `nn101 train`. */
export interface TrainOptions extends ArchitectureOptions {
  readonly dataset?: string;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly seed: number;
  readonly limit?: number;
  readonly minAccuracy?: number;
  readonly out?: string;
  readonly force?: boolean;
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** Adds `--units`, `--activation` and `--hidden-layers`. */
export function addArchitectureOptions(command: Command): Command {
  return command
    .option('--units <count>', 'your turn: units of the hidden layers', units)
    .option('--activation <name>', 'your turn: activation of the hidden layers (relu, elu, tanh, …)')
    .option('--hidden-layers <count>', 'your turn: number of hidden layers', hiddenLayers);
}

/** Adds the options of training. */
export function addTrainOptions(command: Command): Command {
  return addArchitectureOptions(
    command
      .option('--dataset <name>', "data set; the model's own by default, or: synthetic")
      .option('--epochs <count>', "passes over the training images; as in the model's notebook", epochs)
      .option('--batch-size <count>', 'images per step; 1000 as in the notebooks', batchSize)
      .option('--seed <number>', 'seed of weights, shuffling and dropout', seed, 0)
      .option('--limit <count>', 'train on that many images only, chosen by the seed', limit),
  )
    .option('--min-accuracy <share>', 'exit with 4 when the test accuracy is below, 0 to 1', minAccuracy)
    .option('--out <directory>', 'where the run goes; runs/<model>-<n> by default')
    .option('--force', 'replace a run that is there already')
    .option('--offline', 'use no network')
    .option('--json', 'print JSON lines: events epoch and result');
}

/** Fills in the model's defaults. Throws `USAGE` where the data set does not fit the model. */
export function configurationOf(model: ModelDescriptor, options: TrainOptions): RunConfiguration {
  return {
    model: model.name,
    dataset: checkDataName(options.dataset ?? model.dataset, model.inputShape),
    epochs: options.epochs ?? model.epochs,
    batchSize: options.batchSize ?? model.batchSize,
    seed: options.seed,
    limit: options.limit,
    units: options.units,
    activation: options.activation,
    hiddenLayers: options.hiddenLayers,
    // As in the notebooks: all but the first were validated on the test set.
    validation: model.name === 'mnist-basic' ? 'none' : 'test-set',
  };
}

const units = wholeNumber('--units', { minimum: 1, maximum: 8192 });
const hiddenLayers = wholeNumber('--hidden-layers', { minimum: 0, maximum: 32 });
const epochs = wholeNumber('--epochs', { minimum: 1, maximum: 100_000 });
const batchSize = wholeNumber('--batch-size', { minimum: 1, maximum: 60_000 });
const seed = wholeNumber('--seed', { minimum: 0, maximum: 2 ** 32 - 1 });
const limit = wholeNumber('--limit', { minimum: 1, maximum: 60_000 });
const minAccuracy = realNumber('--min-accuracy', { minimum: 0, maximum: 1 });
