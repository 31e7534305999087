// What the training loop, evaluation and prediction ask of a model. There are two kinds: a network as a graph with its weights
// (network.ts), and a model of tfjs-layers (layers-model.ts). Nothing beyond these two files knows which one it has.
import type { Graph } from '@nn101/kernels/graph';
import type { InputTable, Table } from '../data/training-data.ts';
import type { Objectives } from '../losses/objectives.ts';
import type { OptimizerSpec } from '../optimizer/optimizer.ts';
import type { ScoredPart, StepSettings, TrainingStep } from '../step/training-step.ts';

/** A model, whatever it is made of. */
export interface Model {
  /** What the caller passed: by it a model is known that is being trained. */
  readonly source: object;
  readonly inputs: readonly ModelInput[];
  readonly outputs: readonly ModelOutput[];
  /** Numbers that the model consists of, frozen ones and running averages included. */
  readonly parameters: number;
  /** Whether training can change any of them. */
  readonly isTrainable: boolean;
  /** What the model brings with it where `fit` is told nothing else. */
  readonly defaults: ModelDefaults;
  /** The model as a graph whose random numbers follow from the seed, or what prevents it. Without a seed it is for inference. */
  plan(seed?: number): PlannedModel | Obstacle;
  /** All values, in the order of the model's file. */
  values(): Promise<Float32Array>;
  /** A copy of all values, to be given back to `restore`. */
  snapshot(): Float32Array;
  restore(snapshot: Float32Array): void;
  /** How the model is computed where it is no graph; undefined for a model that always is one. */
  readonly tape?: Tape;
}

/** What goes into a model. */
export interface ModelInput {
  readonly name: string;
  /** Of one sample; null where the model leaves a length open. */
  readonly shape: readonly (number | null)[];
  /** Where whole numbers are looked up in a table of so many rows: that layer. */
  readonly embedding?: { readonly name: string; readonly rows: number };
}

/** What comes out of a model. */
export interface ModelOutput {
  readonly name: string;
  /** Of one sample; null where the model leaves a length open. */
  readonly shape: readonly (number | null)[];
  /** The layer that decides what the values are. */
  readonly end: OutputEnd;
}

/** A layer that decides what an output's values are. */
export interface OutputEnd {
  readonly name: string;
  readonly className: string;
  /** As Keras names it, in lower case without underscores; undefined where the layer has none that is known. */
  readonly activation?: string;
}

/** What a compiled model brings with it. */
export interface ModelDefaults {
  readonly loss?: unknown;
  readonly metrics?: unknown;
  /** @throws TrainError `INVALID_ARGUMENT` where there is no such optimizer here */
  optimizer?(): { readonly optimizer: OptimizerSpec; readonly learningRate: number } | undefined;
}

/** A model as training on a graph knows it. */
export interface PlannedModel {
  readonly graph: Graph;
  readonly weights: ModelWeights;
}

/** What keeps a model off the graph, in words that complete "… prevents it": `layer "a" (LSTM)`. */
export interface Obstacle {
  readonly obstacle: string;
}

/** Between a model's own values and the flat vectors of its graph. */
export interface ModelWeights {
  /** In the order that layOutParameters() explains; perhaps views, so whoever keeps them copies. */
  read(): FlatWeights;
  /** Gives the model these values. */
  write(values: Pick<FlatWeights, 'trained' | 'states'>): void;
  /** Differs from an earlier list where a weight has been assigned since; undefined where nobody can tell. */
  versions?(): readonly object[];
}

/** The values of a graph's parameters and states. */
export interface FlatWeights {
  readonly trained: Float32Array;
  readonly states: Float32Array;
  readonly frozen: Float32Array;
}

/** A model through tfjs, whatever layers it has. */
export interface Tape {
  /** Whether rows of a batch influence each other in training, as batch normalization makes them. */
  readonly mixesRows: boolean;
  /** @throws TrainError `BACKEND_NOT_READY` */
  checkReady(): void;
  createStep(settings: StepSettings): TrainingStep;
  /** Scores these rows with dropout off. */
  score(work: TapeWork): ScoredPart;
  /** The outputs for these rows, in the model's order, with dropout off. */
  predict(rows: Uint32Array, table: InputTable): OutputValues[];
}

/** Rows to score. */
export interface TapeWork {
  readonly table: Table;
  readonly rows: Uint32Array;
  readonly objectives: Objectives;
}

/** What a model says of some rows. */
export interface OutputValues {
  readonly values: Float32Array;
  /** [rows, …shape] */
  readonly shape: readonly number[];
}
