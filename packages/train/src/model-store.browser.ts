// Models in IndexedDB, by tfjs' own handler: a name takes the place of a directory. In Node: model-store.node.ts.
// The contract: model-store.ts.
import { io } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import type { LoadModel, SaveModel } from './model-store.ts';
import { damagedModel, missingModel, unwritableModel } from './model-store-error.ts';

const scheme = 'indexeddb://';

export const saveModel: SaveModel = async (model, directory) => {
  try {
    await model.save(scheme + directory);
  } catch (cause) {
    throw unwritableModel(directory, cause);
  }
};

export const loadModel: LoadModel = async (directory) => {
  const [handler] = io.getLoadHandlers(scheme + directory);
  if (!handler?.load) throw missingModel(directory, new Error('this browser has no IndexedDB'));
  const artifacts = await handler.load().catch((cause) => {
    throw missingModel(directory, cause);
  });
  try {
    return await loadLayersModel({ load: async () => artifacts });
  } catch (cause) {
    throw damagedModel(directory, cause);
  }
};
