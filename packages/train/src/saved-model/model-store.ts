// The contract of the two model stores, model-store.node.ts (a directory) and model-store.browser.ts (IndexedDB), and their
// errors. The import conditions of package.json choose between them; both write tfjs' LayersModel format.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { check } from '../check.ts';
import { TrainError } from '../train-error.ts';
import { ForeignModel } from './model-json.ts';

/**
 * Saves a model's layers and weights, over what was saved there before; not the optimizer's state.
 *
 * In Node, `directory` is created where it is missing, and gets `model.json` and `weights.bin`, each complete or not
 * there at all. In browsers it is a name in IndexedDB.
 *
 * @param directory in Node a path or a `file:` address, as text or as URL; in browsers a name
 * @throws TrainError `INVALID_ARGUMENT`; `MODEL_UNWRITABLE` with the system's error as cause
 */
export type SaveModel = (model: LayersModel, directory: string | URL) => Promise<void>;

/**
 * Loads a model that `saveModel` or any tfjs program saved, or a converter made of a Keras model, of Keras 3 too. The caller
 * disposes it.
 *
 * @param directory in Node the directory, or the model's .json file in it, as path or `file:` address; in browsers a name
 * @throws TrainError `INVALID_ARGUMENT`, `BACKEND_NOT_READY`; `MODEL_MISSING` where there is none, `MODEL_DAMAGED` where it
 *   cannot be read or its weights are not those that were saved, `MODEL_UNSUPPORTED` where it is of another kind
 */
export type LoadModel = (directory: string | URL) => Promise<LayersModel>;

export function unwritableModel(location: string, cause: unknown): TrainError {
  return new TrainError(
    'MODEL_UNWRITABLE',
    `The model could not be saved to ${location}: ${reason(cause)}. Choose a place that can be written and has room.`,
    { cause },
  );
}

export function missingModel(location: string, cause: unknown): TrainError {
  return new TrainError(
    'MODEL_MISSING',
    `There is no saved model in ${location}: ${reason(cause)}. Check the name, or save a model there first.`,
    { cause },
  );
}

/** For what goes wrong while a model that is there is read. */
export function unreadableModel(location: string, cause: unknown): TrainError {
  if (cause instanceof TrainError) return cause;
  const words = `The model in ${location} cannot be loaded: ${reason(cause)}.`;
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
export function schemeOf(location: string): string | undefined {
  return scheme.exec(location)?.[1].toLowerCase();
}

/** @throws TrainError `INVALID_ARGUMENT` */
export function refusePlace(value: unknown, expected: string): never {
  check.that(false, 'directory', { expected, value });
  throw new Error('unreachable');
}
