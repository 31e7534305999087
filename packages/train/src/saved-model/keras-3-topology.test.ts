// Models in the form of Keras 3.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { predict, weightsSha256 } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { type SavedModel, saveDenseModel } from '../testing/saved-model.ts';
import { denseModel } from '../testing/stripe-models.ts';
import { stripedImages } from '../testing/striped-images.ts';
import { loadModel } from './model-store.node.ts';

beforeAll(prepareBackend);

let saved: SavedModel;
beforeEach(async () => {
  saved = await saveDenseModel();
});
afterEach(() => saved.remove());

// The output of model.to_json() in Keras 3.6, with weights named after the model, as converters write them.
const policy = {
  module: 'keras',
  class_name: 'DTypePolicy',
  config: { name: 'float32' },
  registered_name: null,
};
const kerasTensor = (name: string) => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 8, 8, 1], dtype: 'float32', keras_history: [name, 0, 0] },
});
const layerOf3 = (className: string, config: { name: string; [key: string]: unknown }, from?: string) => ({
  module: 'keras.layers',
  class_name: className,
  config: { ...config, trainable: true, dtype: policy },
  registered_name: null,
  name: config.name,
  ...(from && { inbound_nodes: [{ args: [kerasTensor(from)], kwargs: {} }] }),
});
const zerosOf3 = { module: 'keras.initializers', class_name: 'Zeros', config: {}, registered_name: null };
const denseOf3 = (name: string, units: number, activation: string, from?: string) =>
  layerOf3(
    'Dense',
    { name, units, activation, use_bias: true, kernel_initializer: zerosOf3, bias_initializer: zerosOf3 },
    from,
  );
const inputOf3 = {
  class_name: 'InputLayer',
  config: { batch_shape: [null, 8, 8, 1], dtype: 'float32', sparse: false, name: 'input' },
};

test.each([
  [
    'Sequential',
    [
      inputOf3,
      layerOf3('Flatten', { name: 'flat' }),
      denseOf3('hidden', 16, 'relu'),
      denseOf3('out', 4, 'softmax'),
    ],
    {},
  ],
  [
    'Functional',
    [
      { ...inputOf3, name: 'input', inbound_nodes: [] },
      layerOf3('Flatten', { name: 'flat' }, 'input'),
      denseOf3('hidden', 16, 'relu', 'flat'),
      denseOf3('out', 4, 'softmax', 'hidden'),
    ],
    { input_layers: ['input', 0, 0], output_layers: ['out', 0, 0] },
  ],
])('a %s model of Keras 3', async (className, parts, more) => {
  const { sha } = saved;
  const names = ['hidden/kernel', 'hidden/bias', 'out/kernel', 'out/bias'];
  const file = join(saved.directory, 'model.json');
  const json = JSON.parse(await readFile(file, 'utf8'));
  const specs = json.weightsManifest[0].weights as object[];
  json.weightsManifest[0].weights = specs.map((spec, i) => ({ ...spec, name: `digits/${names[i]}` }));
  const model = {
    module: 'keras',
    class_name: className,
    config: { name: 'digits', layers: parts, ...more },
  };
  json.modelTopology = { keras_version: '3.6.0', backend: 'tensorflow', model_config: model };
  await saved.writeJson(json);
  const loaded = await loadModel(saved.directory);
  expect(await weightsSha256(loaded)).toBe(sha);
  const reference = denseModel();
  const data = stripedImages({ count: 3 });
  const [ours, theirs] = [await predict(loaded, data), await predict(reference, data)];
  // One is computed on a plan, the other by tfjs.
  expect(Math.max(...ours.map((value, i) => Math.abs(value - theirs[i])))).toBeLessThan(1e-6);
  reference.dispose();
  loaded.dispose();
});
