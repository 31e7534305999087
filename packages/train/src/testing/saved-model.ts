// A model in a directory of its own, for tests that change its files. Tests only.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveModel } from '../saved-model/model-store.node.ts';
import { weightsSha256 } from '../tape/model-functions.ts';
import { denseModel } from './stripe-models.ts';

/** The parts of model.json that tests change. */
export interface SavedJson {
  modelTopology?: object;
  weightsManifest: { paths: string[]; weights: object[]; sha256?: string }[];
}

export interface SavedModel {
  /** The parent of the directory. */
  readonly parent: string;
  readonly directory: string;
  /** Hash of the weights. */
  readonly sha: string;
  /** Changes model.json. */
  edit(change: (json: SavedJson) => void): Promise<void>;
  writeJson(json: object): Promise<void>;
  remove(): Promise<void>;
}

export async function saveDenseModel(): Promise<SavedModel> {
  const parent = await mkdtemp(join(tmpdir(), 'nn101-model-'));
  const directory = join(parent, 'runs', 'a');
  const model = denseModel();
  await saveModel(model, directory);
  const sha = await weightsSha256(model);
  model.dispose();
  const file = join(directory, 'model.json');
  const writeJson = (json: object) => writeFile(file, JSON.stringify(json));
  return {
    ...{ parent, directory, sha, writeJson },
    async edit(change) {
      const json: SavedJson = JSON.parse(await readFile(file, 'utf8'));
      change(json);
      await writeJson(json);
    },
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}
