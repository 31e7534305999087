// Models in directories, using only node:fs: tfjs itself reads and writes files only through its native Node package. In
// browsers: model-store.browser.ts. The contract: model-store.ts.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { io } from '@tensorflow/tfjs-core';
import { localPath, makeFolder, writeFileAtomically } from '../local-files.ts';
import { checkModel } from '../tape/layers-model.ts';
import { checkAnyBackend, modelOf } from '../tape/load-layers-model.ts';
import { ForeignModel, parseModelJson, toModelJson, type WeightsGroup } from './model-json.ts';
import {
  type LoadModel,
  missingModel,
  refusePlace,
  type SaveModel,
  unreadableModel,
  unwritableModel,
} from './model-store.ts';
import { sha256 } from './sha256.ts';

const modelFile = 'model.json';
const weightsFile = 'weights.bin';

/** Saves a model; see `SaveModel`. In Node a directory, in browsers a name in IndexedDB. */
export const saveModel: SaveModel = async (model, location) => {
  checkModel(model);
  const directory = directoryOf(location);
  const save = io.withSaveHandler(async (artifacts) => {
    const weights = new Uint8Array(io.CompositeArrayBuffer.join(artifacts.weightData));
    const json = toModelJson({ artifacts, weightsFile, sha256: await sha256(weights) });
    // Weights first: the model does not exist until model.json names them by their checksum.
    await writeFileAtomically(join(directory, weightsFile), weights);
    await writeFileAtomically(join(directory, modelFile), JSON.stringify(json));
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  });
  try {
    await makeFolder(directory);
    await model.save(save);
  } catch (cause) {
    throw unwritableModel(directory, cause);
  }
};

function directoryOf(location: string | URL): string {
  const path = localPath('directory', location);
  if (extname(path).toLowerCase() !== '.json') return path;
  if (basename(path) === modelFile) return dirname(path);
  return refusePlace(location, `a directory, where ${modelFile} and ${weightsFile} are written`);
}

/** Loads a saved model; see `LoadModel`. In Node a directory, in browsers a name in IndexedDB. */
export const loadModel: LoadModel = async (location) => {
  const path = localPath('directory', location);
  checkAnyBackend();
  const file = await jsonFile(path);
  const directory = dirname(file);
  const text = await readFile(file, 'utf8').catch(async (cause) => {
    throw missingModel(directory, await withOthers(directory, cause));
  });
  try {
    const json = parseModelJson(text);
    const artifacts = await io.getModelArtifactsForJSON(json, async () => [
      json.weightsManifest.flatMap(({ weights }) => weights),
      await Promise.all(json.weightsManifest.map((group) => readGroup(directory, group))),
    ]);
    return await modelOf(artifacts);
  } catch (cause) {
    throw unreadableModel(directory, cause);
  }
};

/** Returns the path itself if it is a file, otherwise model.json in the directory. */
async function jsonFile(path: string): Promise<string> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  const extension = extname(path).toLowerCase();
  if (!isFile) return basename(path) === modelFile ? path : join(path, modelFile);
  if (extension === '.json') return path;
  const keras = ['.h5', '.hdf5', '.keras', '.pb', '.tflite', '.onnx'].includes(extension);
  const remedy = keras ? '. Convert it with tensorflowjs_converter --output_format=tfjs_layers_model' : '';
  throw unreadableModel(
    path,
    new ForeignModel(
      `it is a file, expected a directory with ${modelFile}, or the ${modelFile} itself${remedy}`,
    ),
  );
}

// tfjs' own downloads have names of the user's choice.
async function withOthers(directory: string, cause: unknown): Promise<unknown> {
  const names = await readdir(directory).catch(() => []);
  const others = names.filter((name) => name.endsWith('.json'));
  if (others.length === 0) return cause;
  return new Error(
    `it has no ${modelFile}, but ${others.join(', ')}; if one of them is the model, pass its path`,
    {
      cause,
    },
  );
}

async function readGroup(directory: string, { paths, sha256: expected }: WeightsGroup): Promise<ArrayBuffer> {
  const files = await Promise.all(paths.map((path) => readFile(join(directory, path))));
  const bytes = new Uint8Array(files.reduce((sum, { length }) => sum + length, 0));
  files.reduce((offset, file) => {
    bytes.set(file, offset);
    return offset + file.length;
  }, 0);
  if (expected !== undefined && (await sha256(bytes)) !== expected) {
    throw new Error(`${paths.join(', ')} is not the file that was saved: its checksum differs`);
  }
  return bytes.buffer;
}
