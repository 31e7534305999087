// Models in IndexedDB, stored by tfjs' own handler under a name instead of a directory. In Node: model-store.node.ts. The
// contract: model-store.ts.
import { io } from '@tensorflow/tfjs-core';
import { checkModel } from '../tape/layers-model.ts';
import { checkAnyBackend, modelOf } from '../tape/load-layers-model.ts';
import {
  type LoadModel,
  missingModel,
  refusePlace,
  type SaveModel,
  schemeOf,
  unreadableModel,
  unwritableModel,
} from './model-store.ts';

const scheme = 'indexeddb://';

export const saveModel: SaveModel = async (model, directory) => {
  checkModel(model);
  const name = nameOf(directory);
  try {
    await model.save(scheme + name);
  } catch (cause) {
    throw unwritableModel(name, cause);
  }
};

export const loadModel: LoadModel = async (directory) => {
  const name = nameOf(directory);
  checkAnyBackend();
  const [handler] = io.getLoadHandlers(scheme + name);
  if (!handler?.load) throw missingModel(name, new Error('this browser has no IndexedDB'));
  const artifacts = await handler.load().catch((cause) => {
    throw missingModel(name, cause);
  });
  try {
    return await modelOf(artifacts);
  } catch (cause) {
    throw unreadableModel(name, cause);
  }
};

/** @throws TrainError `INVALID_ARGUMENT` */
function nameOf(directory: string | URL): string {
  const expected =
    'the name of a model in IndexedDB; load files of a server with loadLayersModel() of @tensorflow/tfjs-layers';
  if (typeof directory !== 'string') return refusePlace(directory, expected);
  const name = schemeOf(directory) === 'indexeddb' ? directory.slice(scheme.length) : directory;
  return name === '' || schemeOf(name) !== undefined ? refusePlace(directory, expected) : name;
}
