// The ways in which saving and loading fail, in words that all stores share.
import { check } from './check.ts';
import { ForeignModel } from './model-json.ts';
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

/** For what goes wrong while a model that is there is read. */
export function unreadableModel(place: string, cause: unknown): TrainError {
  if (cause instanceof TrainError) return cause;
  const words = `The model in ${place} cannot be loaded: ${reason(cause)}.`;
  if (cause instanceof ForeignModel) return new TrainError('MODEL_UNSUPPORTED', words, { cause });
  const remedy = /^Unknown (layer|initializer|regularizer|constraint|activation)/i.test(reason(cause))
    ? 'Register its class with serialization.registerClass() of @tensorflow/tfjs-core first.'
    : 'Save it again, or train it anew.';
  return new TrainError('MODEL_DAMAGED', `${words} ${remedy}`, { cause });
}

function reason(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}

/** A scheme of two letters or more, so that Windows' drives are none. */
const scheme = /^([a-z][a-z\d+.-]+):\/\//i;

/** The scheme of an address such as `https://…`, in lower case; undefined for a path or a name. */
export function schemeOf(place: string): string | undefined {
  return scheme.exec(place)?.[1].toLowerCase();
}

/** @throws TrainError `INVALID_ARGUMENT` */
export function refusePlace(value: unknown, expected: string): never {
  check.that(false, 'directory', { expected, value });
  throw new Error('unreachable');
}
