// What training tells while it runs. A progress bar, a chart or a log is a fold over these; history.ts is one.
import type { Arithmetic } from '@nn101/kernels/graph';
import type { MeanScore } from './metrics/score.ts';

/**
 * What training tells: one start, then for each epoch its batches, the parts of its validation where there are
 * validation data, and its end, then one end. `type` tells them apart.
 */
export type TrainingEvent = StartEvent | BatchEvent | ValidationEvent | EpochEvent | EndEvent;

/** The run begins: what is about to be done. */
export interface StartEvent {
  readonly type: 'start';
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  /** Training samples; 0 where they come batch by batch and nobody knows. */
  readonly samples: number;
  /** Weights and biases of the model. */
  readonly parameters: number;
  /** The names of what is measured besides the loss, in the order of the logs' columns. */
  readonly metrics: readonly string[];
  /** `plan` where the steps are compiled ahead and can be shared by workers; `tape` where tfjs computes them. */
  readonly engine: 'plan' | 'tape';
  /** What keeps the run off a plan, such as `layer "lstm" (LSTM)`. */
  readonly reason?: string;
  /** Threads that share the work. */
  readonly workers: number;
  /** Whether they share memory; otherwise data and gradients are copied, which costs time. */
  readonly sharedMemory: boolean;
  /** How products are rounded: see `FitOptions`. */
  readonly arithmetic: Arithmetic;
  /** Where the run goes on, when it does: so many steps of that epoch are done. */
  readonly resumed?: { readonly epoch: number; readonly step: number };
}

/** After each step. Loss and metrics are those of the epoch so far, as computed while training. */
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

/** After each part of an epoch's validation. The score follows in the `epoch` event. */
export interface ValidationEvent {
  readonly type: 'validation';
  /** From 1. */
  readonly epoch: number;
  /** Validation samples scored so far. */
  readonly samples: number;
  /** Validation samples in all. */
  readonly of: number;
  /** Of the samples of this part alone, the model's (first) output, `[samples, classes]` row by row. */
  readonly probabilities: Float32Array;
  /** The same of each output by its name, where the model has several. */
  readonly outputs?: Readonly<Record<string, Float32Array>>;
}

/**
 * One epoch. Loss and metrics are over its samples, each as computed in its own step, so under dropout and with the weights
 * of that moment; `valLoss`, `valAccuracy` and `valMetrics` are of the weights at the epoch's end.
 */
export interface EpochRecord extends MeanScore {
  /** From 1. */
  readonly epoch: number;
  readonly valLoss?: number;
  /** Undefined where accuracy is none of the metrics. */
  readonly valAccuracy?: number;
  /** Every metric of the validation by its name. */
  readonly valMetrics?: Readonly<Record<string, number>>;
  /** Of the epoch's last update. */
  readonly learningRate: number;
  /** Time of the epoch's training steps; neither validation nor what the reader of the events does. */
  readonly seconds: number;
  /** The same time, per training sample. */
  readonly microsecondsPerSample: number;
}

export interface EpochEvent extends EpochRecord {
  readonly type: 'epoch';
}

/** The run is over, complete or ended by a rule: what was done. */
export interface EndEvent {
  readonly type: 'end';
  /** Epochs that were trained, fewer than asked for where a rule stopped the run. */
  readonly epochs: number;
  /** Sum of the epochs' seconds. */
  readonly seconds: number;
  readonly microsecondsPerSample: number;
  readonly history: History;
  /** The epoch whose weights the model has, where it got the best ones back. */
  readonly restoredEpoch?: number;
}

/** What a finished run leaves: one record per epoch. */
export interface History {
  readonly epochs: readonly EpochRecord[];
}
