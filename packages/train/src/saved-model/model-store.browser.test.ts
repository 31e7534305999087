// IndexedDB is tested in the browsers; here a map under the same scheme replaces it.

import { io } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { weightsSha256 } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { denseModel } from '../testing/stripe-models.ts';
import { loadModel, saveModel } from './model-store.browser.ts';

beforeAll(prepareBackend);

const scheme = 'indexeddb://';
const stored = new Map<string, io.ModelArtifacts>();

function handlerFor(urls: string | string[]): io.IOHandler {
  const url = String(urls);
  return {
    save: async (artifacts) => {
      if (url.endsWith('full')) throw new Error('QuotaExceededError');
      stored.set(url, artifacts);
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
    load: async () => {
      const artifacts = stored.get(url);
      if (!artifacts) throw new Error(`Cannot find model '${url}'`);
      return artifacts;
    },
  };
}

const needsDatabase = () => loadModel('a').catch((error) => error);

test('without IndexedDB there is no model', async () => {
  expect(await needsDatabase()).toMatchObject({ code: 'MODEL_MISSING' });
});

test('a model is loaded from the name it was saved under', async () => {
  io.registerSaveRouter(handlerFor);
  io.registerLoadRouter(handlerFor);
  const model = denseModel();
  await saveModel(model, 'my run');
  expect([...stored.keys()]).toEqual(['indexeddb://my run']);
  const loaded = await loadModel('my run');
  expect(await weightsSha256(loaded)).toBe(await weightsSha256(model));
  await expect(saveModel(model, 'full')).rejects.toThrow(
    expect.objectContaining({ code: 'MODEL_UNWRITABLE' }),
  );
  await expect(loadModel('other')).rejects.toThrow(expect.objectContaining({ code: 'MODEL_MISSING' }));
  stored.set(`${scheme}bad`, { modelTopology: { class_name: 'Unheard', config: {} } });
  await expect(loadModel('bad')).rejects.toThrow(expect.objectContaining({ code: 'MODEL_DAMAGED' }));
  loaded.dispose();
  model.dispose();
});
