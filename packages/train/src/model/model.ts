// The interface of a model for training, evaluation and prediction. It has two implementations: a network as a graph with
// its weights (network.ts), and a model of tfjs-layers (../tape/layers-model.ts). No other file depends on which one it is.
import type { Graph } from '@nn101/kernels/graph';
import type { InputTable, Table } from '../data/training-data.ts';
import type { Objectives } from '../losses/objectives.ts';
import type { OptimizerSpec } from '../optimizer/optimizer.ts';
import type { ScoredPart, StepSettings, TrainingStep } from '../step/training-step.ts';

/** A model of either kind. */
export interface Model {
  /** The object that the caller passed; it identifies a model in training. */
  readonly source: object;
  readonly inputs: readonly ModelInput[];
  readonly outputs: readonly ModelOutput[];
  /** Number of values in the model, including frozen ones and running averages. */
  readonly parameters: number;
  /** Whether training can change any of them. */
  readonly isTrainable: boolean;
  /** The model's own defaults for options of `fit`. */
  readonly defaults: ModelDefaults;
  /**
   * Returns the model as a graph whose random numbers are determined by the seed, or the obstacle. Without a seed the graph
   * is for inference.
   */
  plan(seed?: number): PlannedModel | Obstacle;
  /** Returns all values, in the order of the model's file. */
  values(): Promise<Float32Array>;
  /** Returns a copy of all values, for `restore`. */
  snapshot(): Float32Array;
  restore(snapshot: Float32Array): void;
  /** Computes a model that cannot be a graph; undefined for a network, which always is one. */
  readonly tape?: Tape;
}

/** An input of a model. */
export interface ModelInput {
  readonly name: string;
  /** Shape of one sample; null for a length that the model leaves open. */
  readonly shape: readonly (number | null)[];
  /** The embedding that looks up the integers of this input in a table with this number of rows, if there is one. */
  readonly embedding?: { readonly name: string; readonly rows: number };
}

/** An output of a model. */
export interface ModelOutput {
  readonly name: string;
  /** Shape of one sample; null for a length that the model leaves open. */
  readonly shape: readonly (number | null)[];
  /** The layer that determines the range of the values. */
  readonly end: OutputEnd;
}

/** A layer that determines the range of an output's values. */
export interface OutputEnd {
  readonly name: string;
  readonly className: string;
  /** Keras' name in lower case without underscores; undefined if the layer has no known activation. */
  readonly activation?: string;
}

/** The defaults of a compiled model. */
export interface ModelDefaults {
  readonly loss?: unknown;
  readonly metrics?: unknown;
  /** @throws TrainError `INVALID_ARGUMENT` for an optimizer that this package does not have */
  optimizer?(): { readonly optimizer: OptimizerSpec; readonly learningRate: number } | undefined;
}

/** A model as training on a graph uses it. */
export interface PlannedModel {
  readonly graph: Graph;
  readonly weights: ModelWeights;
}

/** Why a model cannot be a graph, as a noun phrase for messages: `layer "a" (LSTM)`. */
export interface Obstacle {
  readonly obstacle: string;
}

/** Copies values between a model and the flat vectors of its graph. */
export interface ModelWeights {
  /** Returns the values in the order of layOutParameters(). They may be views; copy them to keep them. */
  read(): FlatWeights;
  /** Writes these values to the model. */
  write(values: Pick<FlatWeights, 'trained' | 'states'>): void;
  /** Returns a list that differs from an earlier one if a weight has been assigned since; undefined if that is unknown. */
  versions?(): readonly object[];
}

/** The values of a graph's parameters and states. */
export interface FlatWeights {
  readonly trained: Float32Array;
  readonly states: Float32Array;
  readonly frozen: Float32Array;
}

/** A model computed by tfjs, with any layers. */
export interface Tape {
  /** Whether rows of a batch influence each other in training, as with batch normalization. */
  readonly mixesRows: boolean;
  /** @throws TrainError `BACKEND_NOT_READY` */
  checkReady(): void;
  createStep(settings: StepSettings): TrainingStep;
  /** Returns the scores of these rows with dropout off. */
  score(work: TapeWork): ScoredPart;
  /** Returns the outputs for these rows, in the model's order, with dropout off. */
  predict(rows: Uint32Array, table: InputTable): OutputValues[];
}

/** Rows to score. */
export interface TapeWork {
  readonly table: Table;
  readonly rows: Uint32Array;
  readonly objectives: Objectives;
}

/** An output of a model for some rows. */
export interface OutputValues {
  readonly values: Float32Array;
  /** [rows, …shape] */
  readonly shape: readonly number[];
}
