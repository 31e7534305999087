// The three ways in which saving and loading fail, in words that both stores share.
import { TrainError } from './train-error.ts';

export function unwritableModel(place: string, cause: unknown): TrainError {
  return new TrainError(
    'MODEL_UNWRITABLE',
    `The model could not be saved to ${place}: ${reason(cause)}. Choose a place that can be written and has room.`,
    { cause },
  );
}

export function missingModel(place: string, cause: unknown): TrainError {
  return new TrainError(
    'MODEL_MISSING',
    `There is no saved model in ${place}: ${reason(cause)}. Check the name, or save a model there first.`,
    { cause },
  );
}

export function damagedModel(place: string, cause: unknown): TrainError {
  return new TrainError(
    'MODEL_DAMAGED',
    `The model in ${place} cannot be loaded: ${reason(cause)}. Save it again, or train it anew.`,
    { cause },
  );
}

function reason(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}
