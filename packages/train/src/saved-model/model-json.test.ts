// Files that are not a LayersModel, or a damaged one, and their errors.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { type SavedModel, saveDenseModel } from '../testing/saved-model.ts';
import { loadModel } from './model-store.node.ts';

beforeAll(prepareBackend);

let saved: SavedModel;
beforeEach(async () => {
  saved = await saveDenseModel();
});
afterEach(() => saved.remove());

test.each([
  '../secret.bin',
  '/etc/passwd',
  'a/../../b.bin',
  'C:\\secret.bin',
  '..\\secret.bin',
  'https://a.b/c.bin',
  '',
])('weights at %s are outside the directory', async (path) => {
  await saved.edit((json) => {
    json.weightsManifest[0].paths = [path];
  });
  await expect(loadModel(saved.directory)).rejects.toThrow(
    expect.objectContaining({
      code: 'MODEL_DAMAGED',
      message: expect.stringContaining('outside its directory'),
    }),
  );
});

test.each<[string, () => Promise<unknown>, string]>([
  [
    'a graph model',
    () => saved.writeJson({ format: 'graph-model', modelTopology: { node: [] }, weightsManifest: [] }),
    '',
  ],
  [
    'a graph model of an old converter',
    () => saved.writeJson({ modelTopology: { node: [] }, weightsManifest: [] }),
    '',
  ],
  ['a Keras file', () => writeFile(join(saved.parent, 'model.h5'), 'HDF'), 'model.h5'],
])('%s is named', async (_, write, file) => {
  await write();
  const error = await loadModel(file ? join(saved.parent, file) : saved.directory).catch((error) => error);
  expect(error.code).toBe('MODEL_UNSUPPORTED');
  expect(error.message).toMatch(/graph model.*loadGraphModel|tensorflowjs_converter/);
});

test.each<[string, () => Promise<unknown>, string]>([
  [
    "a server's page",
    () => writeFile(join(saved.directory, 'model.json'), '<!doctype html>'),
    'an HTML page',
  ],
  ['a cut file of another program', cutWithoutSum, 'its weights have 1000 bytes, but its layers need'],
  [
    'an unknown layer',
    () => saved.edit((json) => (json.modelTopology = { class_name: 'Unheard', config: {} })),
    'Register',
  ],
])('damage is described: %s', async (_, damage, words) => {
  await damage();
  await expect(loadModel(saved.directory)).rejects.toThrow(
    expect.objectContaining({ code: 'MODEL_DAMAGED', message: expect.stringContaining(words) }),
  );
});

async function cutWithoutSum(): Promise<void> {
  const weights = await readFile(join(saved.directory, 'weights.bin'));
  await writeFile(join(saved.directory, 'weights.bin'), weights.subarray(0, 1000));
  await saved.edit((json) => delete json.weightsManifest[0].sha256);
}
