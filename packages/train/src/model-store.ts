// The contract of the two model stores, model-store.node.ts (a directory) and model-store.browser.ts (IndexedDB).
// package.json's imports conditions choose between them; both write tfjs' LayersModel format.
import type { LayersModel } from '@tensorflow/tfjs-layers';

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
