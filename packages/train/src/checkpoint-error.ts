// How saving and loading checkpoints fails, in words that format and stores share.
import { TrainError } from './train-error.ts';

export function damagedCheckpoint(reason: string, cause?: unknown): TrainError {
  return new TrainError(
    'CHECKPOINT_DAMAGED',
    `The checkpoint cannot be read: ${reason}. Resume from another one, or train anew.`,
    { cause },
  );
}

export function unwritableCheckpoint(place: string, cause: unknown): TrainError {
  const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
  return new TrainError(
    'CHECKPOINT_UNWRITABLE',
    `The checkpoint could not be saved to ${place}: ${reason}. Choose a place that can be written and has room.`,
    { cause },
  );
}
