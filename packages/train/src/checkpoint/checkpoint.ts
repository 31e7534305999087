// Everything a run needs to continue from between two steps, as data, and the errors of reading and writing it. As bytes:
// checkpoint-format.ts; on disk or in a browser: checkpoint-store.ts. fit.ts makes checkpoints and continues from them.
import { check } from '../check.ts';
import type { EpochRecord } from '../events.ts';
import { TrainError } from '../train-error.ts';

/** All that a run needs to go on to the very weights it would have reached without a break. */
export interface Checkpoint {
  /**
   * JSON of what must be equal to go on to the same weights: seed, batch size, lanes, number and shape of the samples, losses,
   * parameters, optimizer, augmentation and so on.
   */
  readonly fingerprint: string;
  /** Where the run is, between two steps. */
  readonly position: CheckpointPosition;
  /** Sums over the steps done in the epoch in progress. */
  readonly progress: CheckpointProgress;
  /** The finished epochs. */
  readonly history: readonly EpochRecord[];
  /**
   * Flat vectors by name: `weights`, the optimizer's `moment1` and `moment2`, `average`, `best`, … Each holds the
   * model's variables one after the other, in Keras' order.
   */
  readonly vectors: Readonly<Record<string, Float32Array>>;
  /** The epoch, from 1, whose weights are `best`. */
  readonly bestEpoch?: number;
}

/** Where a run stands, between two steps. */
export interface CheckpointPosition {
  /** The epoch in progress, from 1. */
  readonly epoch: number;
  /** Steps done in it. */
  readonly step: number;
  /** Updates made since the run began. */
  readonly updates: number;
}

/** Sums over the steps that are done in the epoch in progress. */
export interface CheckpointProgress {
  readonly samples: number;
  readonly lossSum: number;
  readonly correct: number;
  /** Those of each metric of the run; left out where `correct` says it all. */
  readonly sums?: readonly (readonly number[])[];
  /** Time of the training steps alone. */
  readonly milliseconds: number;
}

/** @throws TrainError `INVALID_ARGUMENT` unless it has what a checkpoint has; whose it is, its fingerprint tells */
export function checkCheckpoint(name: string, checkpoint: Checkpoint): void {
  const { fingerprint, position, progress, history, vectors } = (checkpoint ?? {}) as Partial<Checkpoint>;
  const isWhole =
    typeof fingerprint === 'string' &&
    [position, progress, vectors].every((part) => typeof part === 'object' && part !== null) &&
    Array.isArray(history) &&
    Object.values(vectors ?? {}).every(
      (vector) => Object.prototype.toString.call(vector) === '[object Float32Array]',
    );
  check.that(isWhole, name, {
    expected: 'a checkpoint, as fit(…).checkpoint() or a checkpoint store gives it',
    value: checkpoint,
  });
}

export function damagedCheckpoint(reason: string, cause?: unknown): TrainError {
  return new TrainError(
    'CHECKPOINT_DAMAGED',
    `The checkpoint cannot be read: ${reason}. Resume from another one, or train anew.`,
    { cause },
  );
}

export function unwritableCheckpoint(location: string, cause: unknown): TrainError {
  const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
  return new TrainError(
    'CHECKPOINT_UNWRITABLE',
    `The checkpoint could not be saved to ${location}: ${reason}. Choose a place that can be written and has room.`,
    { cause },
  );
}
