import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { memory } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { predict, weightsSha256 } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { convolutionalModel, denseModel } from '../testing/stripe-models.ts';
import { stripedImages } from '../testing/striped-images.ts';
import { loadModel, saveModel } from './model-store.node.ts';

beforeAll(prepareBackend);

let parent: string;
let directory: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'nn101-model-'));
  directory = join(parent, 'runs', 'a');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

async function saveDense(): Promise<string> {
  const model = denseModel();
  await saveModel(model, directory);
  const sha = await weightsSha256(model);
  model.dispose();
  return sha;
}

const shown = (error: Error) => error.message.replaceAll(parent, '').replace(/'[^']*'/g, "'…'");

test('a saved model is loaded with the same layers, the same bits and the same predictions', async () => {
  const before = memory().numTensors;
  const model = convolutionalModel();
  await saveModel(model, directory);
  expect((await readdir(directory)).sort()).toEqual(['model.json', 'weights.bin']);
  const loaded = await loadModel(directory);
  expect(await weightsSha256(loaded)).toBe(await weightsSha256(model));
  expect(loaded.layers.map((layer) => layer.name)).toEqual(model.layers.map((layer) => layer.name));
  const data = stripedImages({ count: 5 });
  expect(await predict(loaded, data)).toEqual(await predict(model, data));
  loaded.dispose();
  model.dispose();
  expect(memory().numTensors).toBe(before);
});

test("weights.bin is the weights' bytes, and model.json is tfjs' LayersModel format", async () => {
  const sha = await saveDense();
  const weights = await readFile(join(directory, 'weights.bin'));
  expect(createHash('sha256').update(weights).digest('hex')).toBe(sha);
  const json = JSON.parse(await readFile(join(directory, 'model.json'), 'utf8'));
  expect(json.format).toBe('layers-model');
  expect(json.modelTopology.class_name).toBe('Sequential');
  expect(json.weightsManifest).toEqual([
    { paths: ['weights.bin'], weights: expect.arrayContaining([]), sha256: sha },
  ]);
});

test('saving again replaces the model and leaves no other file', async () => {
  const first = await saveDense();
  const model = convolutionalModel();
  await saveModel(model, directory);
  const loaded = await loadModel(directory);
  expect(await weightsSha256(loaded)).not.toBe(first);
  expect((await readdir(directory)).length).toBe(2);
  loaded.dispose();
  model.dispose();
});

test('loads weights in several files and without a checksum, as saved by other programs', async () => {
  const sha = await saveDense();
  const weights = await readFile(join(directory, 'weights.bin'));
  await writeFile(join(directory, 'part1.bin'), weights.subarray(0, 1000));
  await writeFile(join(directory, 'part2.bin'), weights.subarray(1000));
  await edit((json) => {
    json.weightsManifest[0].paths = ['part1.bin', 'part2.bin'];
    delete json.weightsManifest[0].sha256;
  });
  const loaded = await loadModel(directory);
  expect(await weightsSha256(loaded)).toBe(sha);
  loaded.dispose();
});

interface SavedJson {
  modelTopology?: object;
  weightsManifest: { paths: string[]; sha256?: string }[];
}

async function edit(change: (json: SavedJson) => void): Promise<void> {
  const file = join(directory, 'model.json');
  const json: SavedJson = JSON.parse(await readFile(file, 'utf8'));
  change(json);
  await writeFile(file, JSON.stringify(json));
}

test('a directory without a model', async () => {
  const error = await loadModel(directory).catch((error) => error);
  expect(error.code).toBe('MODEL_MISSING');
  expect(shown(error)).toMatchInlineSnapshot(
    `"There is no saved model in /runs/a: ENOENT: no such file or directory, open '…'. Check the name, or save a model there first."`,
  );
});

test.each([
  [
    'a flipped bit',
    async () => {
      const weights = await readFile(join(directory, 'weights.bin'));
      weights[17] ^= 1;
      await writeFile(join(directory, 'weights.bin'), weights);
    },
  ],
  ['weights cut off', () => writeFile(join(directory, 'weights.bin'), new Uint8Array(12))],
  ['no weights', () => rm(join(directory, 'weights.bin'))],
  ['text that is no JSON', () => writeFile(join(directory, 'model.json'), '{"modelTopology":')],
  ['JSON that is no model', () => writeFile(join(directory, 'model.json'), '[]')],
  ['no topology', () => edit((json) => delete json.modelTopology)],
  ['a weights file elsewhere', () => edit((json) => (json.weightsManifest[0].paths = ['../../secret.bin']))],
  ['an unknown layer', () => edit((json) => (json.modelTopology = { class_name: 'Unheard', config: {} }))],
])('damaged: %s', async (_, damage) => {
  await saveDense();
  await damage();
  await expect(loadModel(directory)).rejects.toThrow(expect.objectContaining({ code: 'MODEL_DAMAGED' }));
});

test('a damaged model is reported with a remedy', async () => {
  await saveDense();
  await writeFile(join(directory, 'weights.bin'), new Uint8Array(12));
  const error = await loadModel(directory).catch((error) => error);
  expect(shown(error)).toMatchInlineSnapshot(
    `"The model in /runs/a cannot be loaded: weights.bin is not the file that was saved: its checksum differs. Save it again, or train a new one."`,
  );
});

test.skipIf(!existsSync('/proc/self'))(
  'a location without support for directories fails at once (needs /proc)',
  async () => {
    const model = denseModel();
    await expect(saveModel(model, '/proc/nn101/runs/a')).rejects.toThrow(
      expect.objectContaining({ code: 'MODEL_UNWRITABLE' }),
    );
    model.dispose();
  },
);

test('a location that cannot be written', async () => {
  await writeFile(join(parent, 'runs'), 'a file where the directory should be');
  const model = denseModel();
  const error = await saveModel(model, directory).catch((error) => error);
  expect(error.code).toBe('MODEL_UNWRITABLE');
  expect(shown(error)).toMatchInlineSnapshot(
    `"The model could not be saved to /runs/a: ENOTDIR: not a directory, mkdir '…'. Choose a writable location with enough space."`,
  );
  model.dispose();
});

/** The files that tfjs' own `model.save('downloads://digits')` downloads. */
async function asDownloads(): Promise<string> {
  const sha = await saveDense();
  await rename(join(directory, 'weights.bin'), join(directory, 'digits.weights.bin'));
  await edit((json) => {
    json.weightsManifest[0].paths = ['./digits.weights.bin'];
    delete json.weightsManifest[0].sha256;
  });
  await rename(join(directory, 'model.json'), join(directory, 'digits.json'));
  return sha;
}

test("the files of tfjs' own downloads load by the path of their .json; the error for the directory names it", async () => {
  const sha = await asDownloads();
  const path = join(directory, 'digits.json');
  for (const location of [path, pathToFileURL(path), pathToFileURL(path).href, `file://${path}`]) {
    const model = await loadModel(location);
    expect(await weightsSha256(model)).toBe(sha);
    model.dispose();
  }
  const error = await loadModel(directory).catch((error) => error);
  expect(error.code).toBe('MODEL_MISSING');
  expect(shown(error)).toMatchInlineSnapshot(
    `"There is no saved model in /runs/a: it has no model.json, but digits.json; if one of them is the model, pass its path. Check the name, or save a model there first."`,
  );
});

test('shards in subdirectories, a byte order mark, and the directory as a URL', async () => {
  const sha = await saveDense();
  const weights = await readFile(join(directory, 'weights.bin'));
  await mkdir(join(directory, 'shards', 'deep'), { recursive: true });
  await writeFile(join(directory, 'shards', 'one.bin'), weights.subarray(0, 999));
  await writeFile(join(directory, 'shards', 'deep', 'two.bin'), weights.subarray(999));
  await rm(join(directory, 'weights.bin'));
  await edit((json) => {
    json.weightsManifest[0].paths = ['shards/one.bin', './shards/./deep/two.bin'];
  });
  const file = join(directory, 'model.json');
  await writeFile(file, `\uFEFF${await readFile(file, 'utf8')}`);
  for (const location of [
    directory,
    `${directory}/`,
    file,
    pathToFileURL(directory),
    pathToFileURL(`${directory}/`),
  ]) {
    const model = await loadModel(location);
    expect(await weightsSha256(model)).toBe(sha);
    model.dispose();
  }
});

test('saving accepts the same locations, and creates no folder called file:', async () => {
  const model = denseModel();
  const sha = await weightsSha256(model);
  const locations = ['a', 'b', 'c', 'd'].map((name) => join(parent, 'with space', name));
  await saveModel(model, pathToFileURL(locations[0]));
  await saveModel(model, pathToFileURL(locations[1]).href);
  await saveModel(model, `file://${locations[2]}`);
  await saveModel(model, join(locations[3], 'model.json'));
  for (const location of locations) {
    expect((await readdir(location)).sort()).toEqual(['model.json', 'weights.bin']);
    const loaded = await loadModel(location);
    expect(await weightsSha256(loaded)).toBe(sha);
    loaded.dispose();
  }
  for (const location of [
    'indexeddb://digits',
    'https://example.org/model.json',
    'file:digits',
    new URL('http://a.b/'),
    3,
    '',
  ]) {
    const invalidArgument = expect.objectContaining({ code: 'INVALID_ARGUMENT' });
    await expect(loadModel(location as string)).rejects.toThrow(invalidArgument);
    await expect(saveModel(model, location as string)).rejects.toThrow(invalidArgument);
  }
  await expect(saveModel(model, join(parent, 'digits.json'))).rejects.toThrow(
    /^directory expects a directory, where model.json and weights.bin are written; received/,
  );
  model.dispose();
});
