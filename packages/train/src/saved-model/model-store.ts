// The contract of the two model stores, model-store.node.ts (a directory) and model-store.browser.ts (IndexedDB), and their
// errors. The import conditions of package.json choose between them; both write tfjs' LayersModel format.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { check } from '../check.ts';
import { TrainError } from '../train-error.ts';
import { ForeignModel } from './model-json.ts';

/**
 * Saves a model's layers and weights, replacing an earlier save. The optimizer's state is not saved.
 *
 * In Node, `directory` is created if necessary, and `model.json` and `weights.bin` are written, each complete or not at
 * all. In browsers it is a name in IndexedDB.
 *
 * @param directory in Node a path or a `file:` URL, as string or URL; in browsers a name
 * @throws TrainError `INVALID_ARGUMENT`; `MODEL_UNWRITABLE` with the system's error as cause
 */
export type SaveModel = (model: LayersModel, directory: string | URL) => Promise<void>;

/**
 * Loads a model that was saved by `saveModel` or any tfjs program, or converted from a Keras model, including Keras 3. The
 * caller disposes it.
 *
 * @param directory in Node the directory, or the model's .json file in it, as path or `file:` URL; in browsers a name
 * @throws TrainError `INVALID_ARGUMENT`, `BACKEND_NOT_READY`; `MODEL_MISSING` if there is none, `MODEL_DAMAGED` if it
 *   cannot be read or its weights differ from the saved ones, `MODEL_UNSUPPORTED` if it is of another kind
 */
export type LoadModel = (directory: string | URL) => Promise<LayersModel>;

export function unwritableModel(location: string, cause: unknown): TrainError {
  return new TrainError(
    'MODEL_UNWRITABLE',
    `The model could not be saved to ${location}: ${reason(cause)}. Choose a writable location with enough space.`,
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

/** The error for a model that exists but cannot be read. */
export function unreadableModel(location: string, cause: unknown): TrainError {
  if (cause instanceof TrainError) return cause;
  const words = `The model in ${location} cannot be loaded: ${reason(cause)}.`;
  if (cause instanceof ForeignModel) return new TrainError('MODEL_UNSUPPORTED', words, { cause });
  const remedy = /^Unknown (layer|initializer|regularizer|constraint|activation)/i.test(reason(cause))
    ? 'Register its class with serialization.registerClass() of @tensorflow/tfjs-core first.'
    : 'Save it again, or train a new one.';
  return new TrainError('MODEL_DAMAGED', `${words} ${remedy}`, { cause });
}

function reason(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
}

/** A scheme of two letters or more, so that Windows' drive letters do not match. */
const scheme = /^([a-z][a-z\d+.-]+):\/\//i;

/** Returns the scheme of a URL such as `https://…` in lower case; undefined for a path or a name. */
export function schemeOf(location: string): string | undefined {
  return scheme.exec(location)?.[1].toLowerCase();
}

/** @throws TrainError `INVALID_ARGUMENT` */
export function refusePlace(value: unknown, expected: string): never {
  check.that(false, 'directory', { expected, value });
  throw new Error('unreachable');
}
