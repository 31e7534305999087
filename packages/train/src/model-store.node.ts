// Models in directories, with node:fs alone: tfjs itself reads and writes files only through its native Node package.
// In browsers: model-store.browser.ts. The contract: model-store.ts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { io } from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { makeFolder } from './make-folder.ts';
import { parseModelJson, toModelJson, type WeightsGroup } from './model-json.ts';
import type { LoadModel, SaveModel } from './model-store.ts';
import { damagedModel, missingModel, unwritableModel } from './model-store-error.ts';
import { sha256 } from './sha256.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

const modelFile = 'model.json';
const weightsFile = 'weights.bin';

/** Saves a model; see `SaveModel`. In Node a directory, in browsers a name in IndexedDB. */
export const saveModel: SaveModel = async (model, directory) => {
  const save = io.withSaveHandler(async (artifacts) => {
    const weights = new Uint8Array(io.CompositeArrayBuffer.join(artifacts.weightData));
    const json = toModelJson({ artifacts, weightsFile, sha256: await sha256(weights) });
    // Weights first: until model.json names them by their checksum, the model is not there.
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

/** Loads a model that was saved; see `LoadModel`. In Node a directory, in browsers a name in IndexedDB. */
export const loadModel: LoadModel = async (directory) => {
  const text = await readFile(join(directory, modelFile), 'utf8').catch((cause) => {
    throw missingModel(directory, cause);
  });
  try {
    const json = parseModelJson(text);
    const artifacts = await io.getModelArtifactsForJSON(json, async () => [
      json.weightsManifest.flatMap(({ weights }) => weights),
      await Promise.all(json.weightsManifest.map((group) => readGroup(directory, group))),
    ]);
    return await loadLayersModel({ load: async () => artifacts });
  } catch (cause) {
    throw damagedModel(directory, cause);
  }
};

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
