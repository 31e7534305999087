// What `run.json` holds. Scripts read it: fields may be added, never renamed or given another meaning.
import type { Arithmetic } from '@nn101/train/graph';
import { CliError } from '../failure/cli-error.ts';
import type { Recipe, RecipeName } from '../recipes/recipe.ts';

/** What the user asked for, defaults filled in: the recipe, and what was asked for instead of parts of it. */
export interface RunConfiguration extends Recipe {
  readonly model: string;
  /** Name of the data set, or `synthetic`. */
  readonly dataset: string;
  readonly recipe: RecipeName;
  /** Seeds initial weights, shuffling, dropout, and the choice of `limit`. */
  readonly seed: number;
  /** Trained on the first so many of the shuffled training images; undefined: on all. */
  readonly limit?: number;
  readonly units?: number;
  readonly activation?: string;
  readonly hiddenLayers?: number;
  /** Parts that each batch's gradient is summed from. */
  readonly lanes: number;
  /** How products are rounded, which decides the last bits of the weights. */
  readonly arithmetic: Arithmetic;
  /** Stopped after so many epochs without a better one. */
  readonly earlyStopping?: number;
}

/** The `result` event of `nn101 train`. */
export interface TrainingResult {
  readonly testLoss: number;
  readonly testAccuracy: number;
  readonly parameters: number;
  /** Time of the training steps alone; neither loading, validation nor testing. */
  readonly seconds: number;
  /** The same time, for each training image of each epoch. */
  readonly microsecondsPerSample: number;
  /** Of the final weights, in the model's order, as little-endian float32. */
  readonly weightsSha256: string;
  readonly dataset: string;
  /** The run directory as the user named it. */
  readonly out: string;
}

/** How a run was computed: none of it changes the weights. */
export interface RunComputation {
  /** Threads that shared the work. */
  readonly workers: number;
  /** Whether they shared memory. */
  readonly sharedMemory: boolean;
  /** Most memory that the process had, in bytes. */
  readonly peakBytes: number;
}

/** The data set of a run. */
export interface RunDataset {
  readonly name: string;
  readonly title: string;
  /** `official`: the published checksums; `mirror`: a trusted mirror's own; `synthetic`: drawn here. */
  readonly verified: 'official' | 'mirror' | 'synthetic';
  readonly trainingImages: number;
  /** Training images that were held out to validate on. */
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
  /** Of one image: rows, columns, channels, in this order. */
  readonly inputShape: readonly number[];
  /** What each byte (0 to 255) of an image is multiplied by before the model gets it. */
  readonly inputScale: number;
  /** The classes in the order of the model's outputs, which are their probabilities. */
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
  /** Versions of nn101 and Node, and of TensorFlow.js where it trained. */
  readonly versions: Readonly<Record<string, string>>;
  readonly backend: {
    readonly backend: string;
    /** Whether the engine ran the SIMD build. */
    readonly simd: boolean;
    /** tfjs kernels that were added to the backend, and those that were replaced; none where a run needs no tfjs. */
    readonly kernels: { readonly added: readonly string[]; readonly replaced: readonly string[] };
  };
  readonly machine: Machine;
  /** Missing in runs of before it was written. */
  readonly model?: RunModel;
  /** The command that makes the run again. */
  readonly command?: string;
  readonly computation?: RunComputation;
  readonly dataset: RunDataset;
  readonly result: TrainingResult;
  readonly weightsSha256: string;
}

/** Checks the text of a `run.json`. Throws `RUN_DAMAGED`, naming `path`. */
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

/** What runs were before there were recipes. */
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
