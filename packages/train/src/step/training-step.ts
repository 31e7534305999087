// The interface between fit() and the implementation of a step. plan-step.ts is the fast implementation;
// ../tape/tape-step.ts works with every model.
import type { Range } from '@nn101/kernels/graph';
import type { Table } from '../data/training-data.ts';
import type { FitSettings } from '../fit-options.ts';
import type { BatchScore, ScoredImages } from '../metrics/score.ts';

export interface StepRequest {
  /** Indices of the samples in the batch. */
  readonly rows: Uint32Array;
  /** Number of steps that the run has made before this one; dropout masks and augmentation depend on it. */
  readonly index: number;
  readonly learningRate: number;
  /** The data, if it comes batch by batch; the run's training data by default. */
  readonly batch?: SourcedBatch;
}

/** A batch of a source. */
export interface SourcedBatch {
  readonly table: Table;
  readonly sampleWeights?: ArrayLike<number>;
}

export interface ValidationParts {
  /** Number of parts of the validation data. */
  readonly count: number;
  /** Number of parts for one call: few enough to take a fraction of a second, and enough to keep every worker busy. */
  readonly together: number;
}

/** Samples that were scored together, and the model's outputs for them. */
export interface ScoredPart extends ScoredImages {
  /** The values of each output by name, if there are several. */
  readonly outputs?: Readonly<Record<string, Float32Array>>;
}

/** The vectors of a run, each with the model's parameters in Keras' order. */
export interface StepVectors {
  readonly weights: Float32Array;
  readonly moment1: Float32Array;
  readonly moment2: Float32Array;
  readonly average?: Float32Array;
  /** Other state of the model that training changes: running means of batch normalization. */
  readonly state?: Float32Array;
  /** The moving average of `state`, which belongs to `average`. */
  readonly averageState?: Float32Array;
}

export interface TrainingStep {
  /** Forward, loss, backward, update. The score is that of the weights before the update. */
  run(request: StepRequest): Promise<BatchScore>;
  /**
   * Returns the scores of consecutive parts of the validation data, with the averaged weights if there are any. Between two
   * calls all other state is as before the first one, so that a run can be saved or left there.
   */
  evaluate(parts: Range): Promise<ScoredPart[]>;
  /** The parts that `evaluate` accepts; undefined without validation data. */
  readonly validation?: ValidationParts;
  /** Names the layer where a non-finite value first appeared in this step, for the error message; undefined if unknown. */
  diagnose(request: StepRequest): Promise<string | undefined>;
  /** Writes the current weights to the model: the averaged ones if there are any. */
  sync(): Promise<void>;
  /** Returns copies of everything that the next step depends on. */
  vectors(): Promise<StepVectors>;
  /** Replaces these vectors. */
  restore(vectors: Partial<StepVectors>): Promise<void>;
  /** Frees everything except the model's weights, which keep their values. */
  dispose(): Promise<void>;
}

/** The settings of a run, and where it begins. */
export interface StepSettings extends FitSettings {
  /** Number of updates that the run has made already. */
  readonly updates: number;
}
