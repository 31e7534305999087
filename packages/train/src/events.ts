// The events that training emits. A progress bar, a chart or a log is a fold over them.
import type { Arithmetic } from '@nn101/kernels/graph';
import type { MeanScore } from './metrics/score.ts';

/**
 * An event of a run: one `start`; for each epoch its `batch` events, its `validation` events if there is validation data,
 * and one `epoch`; then one `end`. `type` discriminates them.
 */
export type TrainingEvent = StartEvent | BatchEvent | ValidationEvent | EpochEvent | EndEvent;

/** Emitted before the first step; describes the run. */
export interface StartEvent {
  readonly type: 'start';
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  /** Number of training samples; 0 if they come from a batch source, whose size is unknown. */
  readonly samples: number;
  /** Number of weights and biases of the model. */
  readonly parameters: number;
  /** The names of the metrics, in the order of the logs' columns. */
  readonly metrics: readonly string[];
  /** `plan` if the steps are compiled and can be shared by workers; `tape` if tfjs computes them. */
  readonly engine: 'plan' | 'tape';
  /** Why the run cannot use a plan, such as `layer "lstm" (LSTM)`. */
  readonly reason?: string;
  /** Threads that share the work. */
  readonly workers: number;
  /** Whether the threads share memory; otherwise data and gradients are copied, which costs time. */
  readonly sharedMemory: boolean;
  /** How products are rounded; see `FitOptions`. */
  readonly arithmetic: Arithmetic;
  /** Set when resuming: the epoch, and how many of its steps are already done. */
  readonly resumed?: { readonly epoch: number; readonly step: number };
}

/** Emitted after each step. Loss and metrics are means over the epoch so far, computed while training. */
export interface BatchEvent extends MeanScore {
  readonly type: 'batch';
  /** From 1. */
  readonly epoch: number;
  /** Within the epoch, from 1. */
  readonly step: number;
  readonly steps: number;
  /** Samples seen in this epoch so far. */
  readonly samples: number;
}

/** Emitted after each part of an epoch's validation. The score follows in the `epoch` event. */
export interface ValidationEvent {
  readonly type: 'validation';
  /** From 1. */
  readonly epoch: number;
  /** Validation samples scored so far. */
  readonly samples: number;
  /** Total number of validation samples. */
  readonly of: number;
  /** The model's (first) output for the samples of this part, `[samples, classes]` in row-major order. */
  readonly probabilities: Float32Array;
  /** The values of each output by name, if the model has several. */
  readonly outputs?: Readonly<Record<string, Float32Array>>;
}

/**
 * One epoch. Loss and metrics are means over its samples, each computed in its own step and therefore with dropout and with
 * the weights at that step; `valLoss`, `valAccuracy` and `valMetrics` use the weights at the end of the epoch.
 */
export interface EpochRecord extends MeanScore {
  /** From 1. */
  readonly epoch: number;
  readonly valLoss?: number;
  /** Undefined if accuracy is not measured. */
  readonly valAccuracy?: number;
  /** Every validation metric by name. */
  readonly valMetrics?: Readonly<Record<string, number>>;
  /** The learning rate of the epoch's last update. */
  readonly learningRate: number;
  /** Time of the epoch's training steps, without validation and without the time spent handling events. */
  readonly seconds: number;
  /** The same time, per training sample. */
  readonly microsecondsPerSample: number;
}

export interface EpochEvent extends EpochRecord {
  readonly type: 'epoch';
}

/** Emitted at the end of a run, completed or ended by a stop rule. */
export interface EndEvent {
  readonly type: 'end';
  /** Number of epochs trained; fewer than requested if a stop rule ended the run. */
  readonly epochs: number;
  /** Sum of the epochs' `seconds`. */
  readonly seconds: number;
  readonly microsecondsPerSample: number;
  readonly history: History;
  /** The epoch whose weights the model has, if the best ones were restored. */
  readonly restoredEpoch?: number;
}

/** The history of a run: one record per epoch. */
export interface History {
  readonly epochs: readonly EpochRecord[];
}
