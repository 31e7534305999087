// What training tells while it runs. A progress bar, a chart or a log is a fold over these; history.ts is one.
import type { Arithmetic } from '@nn101/kernels/graph';
import type { MeanScore } from './score.ts';

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
  /** Training images. */
  readonly samples: number;
  /** Weights and biases of the model. */
  readonly parameters: number;
  /** Threads that share the work. */
  readonly workers: number;
  /** Whether they share memory; otherwise data and gradients are copied, which costs time. */
  readonly sharedMemory: boolean;
  /** How products are rounded: see `FitOptions`. */
  readonly arithmetic: Arithmetic;
  /** Where the run goes on, when it does: so many steps of that epoch are done. */
  readonly resumed?: { readonly epoch: number; readonly step: number };
}

/** After each step. Loss and accuracy are means over the epoch so far, as computed while training. */
export interface BatchEvent extends MeanScore {
  readonly type: 'batch';
  /** From 1. */
  readonly epoch: number;
  /** Within the epoch, from 1. */
  readonly step: number;
  readonly steps: number;
  /** Images seen in this epoch so far. */
  readonly samples: number;
}

/** After each part of an epoch's validation. The score follows in the `epoch` event. */
export interface ValidationEvent {
  readonly type: 'validation';
  /** From 1. */
  readonly epoch: number;
  /** Validation images scored so far. */
  readonly samples: number;
  /** Validation images in all. */
  readonly of: number;
  /** Of the images of this part alone, `[images, classes]` row by row. */
  readonly probabilities: Float32Array;
}

/**
 * One epoch. Loss and accuracy are means over its samples, each as computed in its own step, so under dropout and
 * with the weights of that moment; `valLoss` and `valAccuracy` are of the weights at the epoch's end.
 */
export interface EpochRecord extends MeanScore {
  /** From 1. */
  readonly epoch: number;
  readonly valLoss?: number;
  readonly valAccuracy?: number;
  /** Of the epoch's last update. */
  readonly learningRate: number;
  /** Time of the epoch's training steps; neither validation nor what the reader of the events does. */
  readonly seconds: number;
  /** The same time, per training image. */
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
