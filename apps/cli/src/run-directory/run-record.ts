// The contents of `run.json`. Scripts read it: fields may be added, but never renamed or given another meaning.
import type { Arithmetic } from '@nn101/train/graph';
import { CliError } from '../failure/cli-error.ts';
import type { Recipe, RecipeName } from '../recipes/recipe.ts';

/** Everything that determines a run: the recipe, with the user's settings in place of parts of it. */
export interface RunConfiguration extends Recipe {
  readonly model: string;
  /** Name of the data set, or `synthetic`. */
  readonly dataset: string;
  readonly recipe: RecipeName;
  /** Seeds the initial weights, shuffling, dropout, and the choice of `limit` images. */
  readonly seed: number;
  /** Trains on this many images, selected by the seed; undefined: on all. */
  readonly limit?: number;
  readonly units?: number;
  readonly activation?: string;
  readonly hiddenLayers?: number;
  /** Number of parts from which each batch's gradient is summed. */
  readonly lanes: number;
  /** How products are rounded, which affects the last bits of the weights. */
  readonly arithmetic: Arithmetic;
  /** Stops after this many epochs without improvement. */
  readonly earlyStopping?: number;
}

/** The `result` event of `nn101 train`. */
export interface TrainingResult {
  readonly testLoss: number;
  readonly testAccuracy: number;
  readonly parameters: number;
  /** Time of the training steps alone, without loading, validation and testing. */
  readonly seconds: number;
  /** The same time per training image and epoch. */
  readonly microsecondsPerSample: number;
  /** SHA-256 of the final weights, in the model's order, as little-endian float32. */
  readonly weightsSha256: string;
  readonly dataset: string;
  /** The run directory as the user named it. */
  readonly out: string;
}

/** How a run was computed. None of it affects the weights. */
export interface RunComputation {
  /** Number of threads. */
  readonly workers: number;
  /** Whether the threads shared memory. */
  readonly sharedMemory: boolean;
  /** Peak memory of the process, in bytes. */
  readonly peakBytes: number;
}

/** The data set of a run. */
export interface RunDataset {
  readonly name: string;
  readonly title: string;
  /**
   * `official`: matches the published checksums; `mirror`: matches a trusted mirror's checksums; `synthetic`: drawn
   * by the program.
   */
  readonly verified: 'official' | 'mirror' | 'synthetic';
  readonly trainingImages: number;
  /** Training images held out for validation. */
  readonly heldOutImages?: number;
  readonly testImages: number;
  readonly licence: string;
  readonly citation: string;
  readonly notes: readonly string[];
}

/** What another program needs to use the model of a run. */
export interface RunModel {
  /** TensorFlow.js' LayersModel format, within the run directory. */
  readonly file: string;
  /** Shape of one image: rows, columns, channels. */
  readonly inputShape: readonly number[];
  /** Factor to multiply each byte (0 to 255) of an image by before passing it to the model. */
  readonly inputScale: number;
  /** The classes in the order of the model's outputs, which are probabilities. */
  readonly classNames: readonly string[];
}

/** The machine of a run. */
export interface Machine {
  readonly platform: string;
  readonly architecture: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
}

/** The whole of `run.json`. */
export interface RunRecord {
  readonly format: 'nn101-run';
  readonly formatVersion: 1;
  /** ISO 8601. */
  readonly date: string;
  readonly configuration: RunConfiguration;
  readonly seed: number;
  /** Versions of nn101 and Node, and of TensorFlow.js if it trained the run. */
  readonly versions: Readonly<Record<string, string>>;
  readonly backend: {
    readonly backend: string;
    /** Whether the engine used SIMD. */
    readonly simd: boolean;
    /** tfjs kernels that were added to or replaced in the backend; none if tfjs was not used. */
    readonly kernels: { readonly added: readonly string[]; readonly replaced: readonly string[] };
  };
  readonly machine: Machine;
  /** Missing in runs written by early versions. */
  readonly model?: RunModel;
  /** The command that reproduces the run. */
  readonly command?: string;
  readonly computation?: RunComputation;
  readonly dataset: RunDataset;
  readonly result: TrainingResult;
  readonly weightsSha256: string;
}

/** Parses and checks the text of a `run.json`. Throws `RUN_DAMAGED` with `path` in the message. */
export function parseRunRecord(text: string, path: string): RunRecord {
  const damaged = (why: string) =>
    new CliError('RUN_DAMAGED', `${path} is damaged: ${why}. Train again with --force to replace the run.`);
  let value: Partial<RunRecord>;
  try {
    value = JSON.parse(text) as Partial<RunRecord>;
  } catch {
    throw damaged('it is not JSON');
  }
  if (value?.format !== 'nn101-run') throw damaged('its "format" is not "nn101-run"');
  if (value.formatVersion !== 1) throw damaged(`its "formatVersion" is ${value.formatVersion}, expected 1`);
  for (const field of ['configuration', 'dataset', 'result', 'versions', 'backend', 'machine'] as const) {
    if (typeof value[field] !== 'object' || value[field] === null) throw damaged(`"${field}" is missing`);
  }
  const record = value as RunRecord;
  return { ...record, configuration: { ...beforeRecipes, ...record.configuration } };
}

/** The settings of runs made before recipes existed. */
const beforeRecipes = {
  recipe: 'notebook',
  optimizer: 'adam',
  learningRate: 0.001,
  schedule: 'constant',
  augmentation: '',
  labelSmoothing: 0,
  restoreBest: false,
  lanes: 4,
  arithmetic: 'deterministic',
} as const satisfies Partial<RunConfiguration>;
