// A network without tfjs does the same as the model of tfjs-layers, to the bit; in memory, in files and in checkpoints.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import type { Network } from '../model/network.ts';
import { loadNetwork, saveNetwork } from '../saved-model/network-store.ts';
import * as onModels from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { convolutionalModel } from '../testing/stripe-models.ts';
import { stripedImages } from '../testing/striped-images.ts';
import {
  assess,
  evaluate,
  type FitOptions,
  fit,
  learningRateRange,
  predict,
  weightsSha256,
} from './network-functions.ts';

beforeAll(prepareBackend);

const train = stripedImages({ count: 90 });
const validation = stripedImages({ count: 70, seed: 5 });
const options: FitOptions = {
  ...{ train, validation, epochs: 2, batchSize: 40, seed: 3, averageDecay: 0.9 },
  augmentation: [{ kind: 'horizontalFlip' }],
};

/** A model, and a network with the same weights. */
function twins(): { model: LayersModel; network: Network } {
  const model = convolutionalModel();
  return { model, network: onModels.networkOf(model) };
}

async function trained(network: Network, more: Partial<FitOptions> = {}): Promise<string> {
  for await (const event of fit(network, { ...options, ...more })) {
    if (event.type === 'start') expect(event.engine).toBe('plan');
  }
  return await weightsSha256(network);
}

test('it trains to the weights of the model, with any number of workers', async () => {
  const { model, network } = twins();
  expect(await weightsSha256(network)).toBe(await onModels.weightsSha256(model));
  const second = { ...network, weights: network.weights.slice() };
  for await (const _ of onModels.fit(model, options));
  const sha256 = await onModels.weightsSha256(model);
  expect(await trained(network)).toBe(sha256);
  expect(await trained(second, { workers: 2 })).toBe(sha256);
  expect([...network.weights]).not.toEqual([...onModels.networkOf(convolutionalModel()).weights]);
  const scored = await evaluate(network, validation);
  expect(scored).toEqual(await onModels.evaluate(model, validation));
  const predicted = await predict(network, validation);
  expect(predicted).toEqual(await onModels.predict(model, validation));
  const { probabilities, ...score } = await assess(network, validation);
  expect(score).toEqual(scored);
  expect([...probabilities]).toEqual([...predicted]);
  model.dispose();
});

test('the seed of the run determines its dropout, not that of the graph', async () => {
  const first = await trained(twins().network);
  expect(await trained(twins().network, { seed: 4 })).not.toBe(first);
});

test('a network resumes the checkpoint of a model, and ends with the same weights', async () => {
  const { model, network } = twins();
  const run = onModels.fit(model, options);
  let checkpoint: Checkpoint | undefined;
  for await (const event of run) {
    if (event.type !== 'batch' || event.epoch !== 2 || event.step !== 1) continue;
    checkpoint = await run.checkpoint();
    break;
  }
  model.dispose();
  expect(await trained(network, { resume: checkpoint })).toBe(await trained(twins().network));
});

test('the learning rate test restores the weights', async () => {
  const { network } = twins();
  const before = network.weights.slice();
  const { points } = await learningRateRange(network, { train, steps: 5 });
  expect(points.length).toBe(5);
  expect(network.weights).toEqual(before);
});

describe('in files', () => {
  const folders: string[] = [];
  const folder = async () => {
    const path = await mkdtemp(join(tmpdir(), 'nn101-network-'));
    folders.push(path);
    return path;
  };
  afterAll(async () => {
    for (const path of folders) await rm(path, { recursive: true });
  });

  test('a saved network is loaded unchanged, and its weights are where network.json says', async () => {
    const { network } = twins();
    const directory = join(await folder(), 'a', 'b');
    await saveNetwork(network, directory);
    const loaded = await loadNetwork(directory);
    expect(loaded.graph).toEqual(network.graph);
    expect(loaded.weights).toEqual(network.weights);
    const { weights } = JSON.parse(await readFile(join(directory, 'network.json'), 'utf8'));
    const bias = weights.entries.at(-1);
    expect(bias).toEqual({
      name: expect.stringMatching(/bias/),
      shape: [4],
      byteOffset: (network.weights.length - 4) * 4,
    });
  });

  test('rejects files that are not a network, or no longer one', async () => {
    const directory = await folder();
    await expect(loadNetwork(directory)).rejects.toMatchObject({ code: 'MODEL_MISSING' });
    await expect(loadNetwork(join(directory, 'nothing'))).rejects.toMatchObject({ code: 'MODEL_MISSING' });
    await writeFile(join(directory, 'model.json'), '{}');
    await expect(loadNetwork(directory)).rejects.toThrow(
      /a model of tfjs-layers\. Load it with loadModel\(\)/,
    );
    const { network } = twins();
    await saveNetwork(network, directory);
    const file = join(directory, 'weights.bin');
    await writeFile(file, (await readFile(file)).subarray(4));
    await expect(loadNetwork(directory)).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      message: expect.stringMatching(/checksum differs/),
    });
    for (const [text, code] of [
      ['{"format":"other"}', 'MODEL_UNSUPPORTED'],
      ['{"format":"nn101-network","version":9}', 'MODEL_UNSUPPORTED'],
      ['{"format":"nn101-network","version":1}', 'MODEL_DAMAGED'],
      ['{', 'MODEL_DAMAGED'],
    ]) {
      await writeFile(join(directory, 'network.json'), text);
      await expect(loadNetwork(directory)).rejects.toMatchObject({ code });
    }
    await expect(saveNetwork(network, '/dev/null/x')).rejects.toMatchObject({ code: 'MODEL_UNWRITABLE' });
  });
});

describe('what a network rejects', () => {
  test('a model of tfjs-layers, weights that do not fit, an invalid graph', () => {
    const { model, network } = twins();
    const { graph, weights } = network;
    const attempt = (value: unknown) => () => fit(value as Network, options);
    expect(attempt(model)).toThrow(
      /received a model of tfjs-layers\. Import this function from @nn101\/train/,
    );
    expect(attempt({ graph, weights: weights.subarray(1) })).toThrow(
      /^network\.weights expects a Float32Array of \d+ numbers/,
    );
    expect(attempt({ graph, weights: [...weights] })).toThrow(/^network\.weights expects/);
    expect(attempt({ graph: { ...graph, nodes: 'none' }, weights })).toThrow(/graph/);
    expect(attempt(undefined)).toThrow(/^network expects/);
    model.dispose();
  });

  test('what only the tape supports', () => {
    const { network } = twins();
    const own: object = { loss: (targets: unknown) => targets };
    expect(() => fit(network, { ...options, ...own })).toThrow(
      /trains on its graph, which does not support a loss that is a function/,
    );
  });

  test('concurrent training', async () => {
    const { network } = twins();
    const run = fit(network, options);
    await run.next();
    await expect(fit({ ...network }, options).next()).rejects.toMatchObject({ code: 'MODEL_BUSY' });
    await run.return({ epochs: [] });
  });
});
