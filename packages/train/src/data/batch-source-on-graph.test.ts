// Batches of a source on a compiled graph: the same bits as the same batches from memory, with any number of workers.

import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { type FitOptions, fit, weightsSha256 } from '../graph/network-functions.ts';
import type { Network } from '../model/network.ts';
import { networkOf } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { convolutionalModel, denseModel } from '../testing/stripe-models.ts';
import { classes, side, stripedImages } from '../testing/striped-images.ts';
import { withSeededWeights } from '../testing/table-models.ts';
import type { SourceBatch } from './batch-source.ts';
import { shuffledRows } from './shuffled-rows.ts';

beforeAll(prepareBackend);

const [samples, batchSize, seed] = [100, 40, 3];
const stepsPerEpoch = Math.ceil(samples / batchSize);
const train = stripedImages({ count: samples });
const validation = stripedImages({ count: 70, seed: 5 });
const sampleWeights = Float32Array.from({ length: samples }, (_, i) => 0.5 + (i % 3) / 2);
const pixels = side * side;

/** The batches that fit() would make from data in memory with this seed. */
async function* shuffledBatches(epoch: number): AsyncGenerator<SourceBatch> {
  const order = shuffledRows({ count: samples, seed, epoch });
  for (let step = 0; step < stepsPerEpoch; step++) {
    const rows = order.subarray(step * batchSize, (step + 1) * batchSize);
    await Promise.resolve();
    const images = new Uint8Array(rows.length * pixels);
    rows.forEach((row, i) => {
      images.set(train.images.subarray(row * pixels, (row + 1) * pixels), i * pixels);
    });
    yield {
      images,
      labels: Uint8Array.from(rows, (row) => train.labels[row]),
      shape: [rows.length, side, side, 1],
      sampleWeights: Float32Array.from(rows, (row) => sampleWeights[row]),
    };
  }
}

const shared: Omit<FitOptions, 'train'> = {
  ...{ validation, epochs: 2, batchSize, seed, loss: 'sparseCategoricalCrossentropy' },
  ...{ clipNorm: 1, averageDecay: 0.9 },
  augmentation: [{ kind: 'horizontalFlip' }, { kind: 'mixup', alpha: 0.4 }],
};

async function trained(network: Network, options: FitOptions): Promise<string> {
  for await (const event of fit(network, options)) {
    if (event.type === 'start') expect(event).toMatchObject({ engine: 'plan', stepsPerEpoch });
    if (event.type === 'validation') expect(event.probabilities.every(Number.isFinite)).toBe(true);
  }
  return await weightsSha256(network);
}

function normalizedModel(): Sequential {
  return withSeededWeights(
    sequential({
      layers: [
        layers.conv2d({ inputShape: [side, side, 1], filters: 4, kernelSize: 3, useBias: false }),
        layers.batchNormalization(),
        layers.reLU(),
        layers.flatten(),
        layers.dense({ units: classes, activation: 'softmax' }),
      ],
    }),
  );
}

describe.each([
  ['a convolutional network with dropout', convolutionalModel],
  ['a network with batch normalization', normalizedModel],
])('%s', (_, make) => {
  function network(): Network {
    const model = make();
    const made = networkOf(model);
    model.dispose();
    return made;
  }

  test('ends with the weights of the same run on data in memory, with 1, 2 and 4 workers', async () => {
    const expected = await trained(network(), { ...shared, train, sampleWeights });
    for (const workers of [1, 2, 4]) {
      const options = { ...shared, train: shuffledBatches, stepsPerEpoch, workers };
      expect(await trained(network(), options)).toBe(expected);
    }
  });

  test('resumes in the middle and at the end of an epoch', async () => {
    const options = { ...shared, train: shuffledBatches, stepsPerEpoch };
    const expected = await trained(network(), options);
    for (const step of [1, stepsPerEpoch]) {
      let checkpoint: Checkpoint | undefined;
      const run = fit(network(), options);
      for await (const event of run) {
        if (event.type !== 'batch' || event.epoch !== 2 || event.step !== step) continue;
        checkpoint = await run.checkpoint();
        break;
      }
      expect(checkpoint?.position).toMatchObject({ epoch: 2, step });
      expect(await trained(network(), { ...options, resume: checkpoint, workers: 2 })).toBe(expected);
    }
  });
});

describe('rejects', () => {
  let network: Network;
  beforeAll(() => {
    network = networkOf(denseModel());
  });
  const images = new Uint8Array(10 * pixels);
  const batch = { images, labels: new Uint8Array(10), shape: [10, side, side, 1] as const };
  const floats = { ...batch, images: undefined, shape: undefined, inputs: new Float32Array(10 * pixels) };
  const refusalOf = async (batches: readonly unknown[], options: Partial<FitOptions> = {}) => {
    const source = () => batches as SourceBatch[];
    const run = fit(network, { ...shared, train: source, stepsPerEpoch: batches.length, ...options });
    try {
      for await (const _ of run);
    } catch (error) {
      return String(error);
    }
    return 'nothing';
  };

  test('a batch larger than batchSize', async () => {
    expect(await refusalOf([batch], { batchSize: 9 })).toMatchInlineSnapshot(
      `"TrainError: train's batch 1 expects at most 9 samples, the batchSize; received 10. Set batchSize to the size of the largest batch."`,
    );
  });

  test('batches of several types', async () => {
    expect(await refusalOf([batch, floats], { augmentation: [] })).toMatchInlineSnapshot(
      `"TrainError: train expects image bytes in every batch, like the first batch and the validation data; received a Float32Array of length 640. Use the same type in all batches."`,
    );
    // In the opposite order bytes become floats, the type of the first batch.
    expect(await refusalOf([floats, batch], { augmentation: [] })).toBe('nothing');
  });

  test('augmentation of other data than images', async () => {
    expect(await refusalOf([floats])).toMatchInlineSnapshot(
      `"TrainError: augmentation expects exactly one input with images, bytes of shape [count, height, width, channels]; received 0."`,
    );
  });

  test('outputs that do not suit the loss, detected with the first batch', async () => {
    const open = sequential({
      layers: [
        layers.flatten({ inputShape: [side, side, 1] }),
        layers.dense({ units: classes }),
        layers.layerNormalization(),
      ],
    });
    const run = fit(networkOf(open), { ...shared, train: () => [batch], stepsPerEpoch: 1 });
    await expect(run.next()).rejects.toThrow(/expects a probability for each class/);
  });
});
