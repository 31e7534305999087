// What fit() asks of whoever computes a step on some rows of the data. plan-step.ts is the fast implementation;
// ../tape/tape-step.ts works with every model.
import type { Range } from '@nn101/kernels/graph';
import type { Table } from '../data/training-data.ts';
import type { FitSettings } from '../fit-options.ts';
import type { BatchScore, ScoredImages } from '../metrics/score.ts';

export interface StepRequest {
  /** Which samples of the data make up the batch. */
  readonly rows: Uint32Array;
  /** How many steps the run has made before this one: what dropout masks and augmentation depend on. */
  readonly index: number;
  readonly learningRate: number;
  /** The data where they come batch by batch; the run's training data by default. */
  readonly batch?: SourcedBatch;
}

/** A batch of a source. */
export interface SourcedBatch {
  readonly table: Table;
  readonly sampleWeights?: ArrayLike<number>;
}

export interface ValidationParts {
  /** Parts of the validation data. */
  readonly count: number;
  /** Parts that one call works off in a fraction of a second, and keeps every worker busy. */
  readonly together: number;
}

/** Samples that were scored together, and what the model said of them. */
export interface ScoredPart extends ScoredImages {
  /** By output, where there are several. */
  readonly outputs?: Readonly<Record<string, Float32Array>>;
}

/** The vectors of a run, each of the model's parameters in Keras' order. */
export interface StepVectors {
  readonly weights: Float32Array;
  readonly moment1: Float32Array;
  readonly moment2: Float32Array;
  readonly average?: Float32Array;
  /** What the model keeps beside them and training changes: running means of batch normalization. */
  readonly state?: Float32Array;
  /** The running mean of `state`, which goes with `average`. */
  readonly averageState?: Float32Array;
}

export interface TrainingStep {
  /** Forward, loss, backward, update. The score is of the weights before the update. */
  run(request: StepRequest): Promise<BatchScore>;
  /**
   * Scores of consecutive parts of the validation data, `from` to `to`, with the averaged weights where there are some.
   * Between two calls everything else is as it was before the first, so that a run can be saved or left there.
   */
  evaluate(parts: Range): Promise<ScoredPart[]>;
  /** What `evaluate` takes at a time; undefined without validation data. */
  readonly validation?: ValidationParts;
  /** Where in the network the first number that is none appeared in this step, for a message; undefined if unknown. */
  diagnose(request: StepRequest): Promise<string | undefined>;
  /** Gives the model the weights of now: the averaged ones where there are some. */
  sync(): Promise<void>;
  /** Copies of everything that the next step depends on. */
  vectors(): Promise<StepVectors>;
  /** Goes on from these vectors. */
  restore(vectors: Partial<StepVectors>): Promise<void>;
  /** Frees everything but the model's weights, which stay as they are. */
  dispose(): Promise<void>;
}

/** The settings of a run, and where it begins. */
export interface StepSettings extends FitSettings {
  /** Updates that the run has made already. */
  readonly updates: number;
}
