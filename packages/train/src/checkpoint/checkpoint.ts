// Everything a run needs to continue from between two steps, as data, and the errors of reading and writing it. As bytes:
// checkpoint-format.ts; on disk or in a browser: checkpoint-store.ts. fit.ts creates checkpoints and continues from them.
import { check } from '../check.ts';
import type { EpochRecord } from '../events.ts';
import { TrainError } from '../train-error.ts';

/** Everything a run needs to reach exactly the weights of an uninterrupted run. */
export interface Checkpoint {
  /**
   * JSON of the settings that must be equal to reach the same weights: seed, batch size, lanes, number and shape of the
   * samples, losses, parameters, optimizer, augmentation and so on.
   */
  readonly fingerprint: string;
  /** The position of the run, between two steps. */
  readonly position: CheckpointPosition;
  /** Sums over the finished steps of the epoch in progress. */
  readonly progress: CheckpointProgress;
  /** The finished epochs. */
  readonly history: readonly EpochRecord[];
  /**
   * Flat vectors by name: `weights`, the optimizer's `moment1` and `moment2`, `average`, `best`, … Each contains the
   * model's variables one after the other, in Keras' order.
   */
  readonly vectors: Readonly<Record<string, Float32Array>>;
  /** The epoch, from 1, whose weights are `best`. */
  readonly bestEpoch?: number;
}

/** The position of a run, between two steps. */
export interface CheckpointPosition {
  /** The epoch in progress, from 1. */
  readonly epoch: number;
  /** Steps done in this epoch. */
  readonly step: number;
  /** Updates made since the start of the run. */
  readonly updates: number;
}

/** Sums over the finished steps of the epoch in progress. */
export interface CheckpointProgress {
  readonly samples: number;
  readonly lossSum: number;
  readonly correct: number;
  /** The sums of each metric of the run; undefined if accuracy is the only metric, whose sum is `correct`. */
  readonly sums?: readonly (readonly number[])[];
  /** Time of the training steps only. */
  readonly milliseconds: number;
}

/** @throws TrainError `INVALID_ARGUMENT` for a value without the fields of a checkpoint; the fingerprint identifies its run */
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
    expected: 'a checkpoint, as returned by fit(…).checkpoint() or a checkpoint store',
    value: checkpoint,
  });
}

export function damagedCheckpoint(reason: string, cause?: unknown): TrainError {
  return new TrainError(
    'CHECKPOINT_DAMAGED',
    `The checkpoint cannot be read: ${reason}. Resume from another checkpoint, or start a new run.`,
    { cause },
  );
}

export function unwritableCheckpoint(location: string, cause: unknown): TrainError {
  const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
  return new TrainError(
    'CHECKPOINT_UNWRITABLE',
    `The checkpoint could not be saved to ${location}: ${reason}. Choose a writable location with enough space.`,
    { cause },
  );
}
