import { layOutParameters, type OperationSpec, trainingBytes } from '@nn101/kernels/graph';
import { constraints, layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { fit } from '../graph/network-functions.ts';
import { estimateTrainingMemory } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { chainGraph } from '../testing/chain-graph.ts';

beforeAll(prepareBackend);

const dense = (units: number): OperationSpec => ({ kind: 'dense', units, useBias: true });
const softmax = { kind: 'softmax' } as const;
const losses = [{ loss: { kind: 'categoricalCrossEntropy' } }] as const;
const graph = chainGraph([784], [dense(128), { kind: 'activation', activation: 'relu' }, dense(10), softmax]);
const samples = 60_000;
const parameters = 784 * 128 + 128 + 1280 + 10;

test('vectors: weights, two moments, a gradient for each lane, and an average if there is one', () => {
  const { vectors } = estimateTrainingMemory(graph, { samples });
  // Memory is allocated in pages, of which the last is not full.
  expect(vectors).toBeGreaterThanOrEqual(7 * 4 * parameters);
  expect(vectors).toBeLessThan(7 * 4 * parameters + 2 ** 19);
  const averaged = estimateTrainingMemory(graph, { samples, averageDecay: 0.9 }).vectors;
  expect(Math.abs(averaged - vectors - 4 * parameters)).toBeLessThan(65_536);
});

test('one worker copies no data; several share one copy, or have one each without shared memory', () => {
  const bytes = samples * 785;
  const dataOf = (more: object) => estimateTrainingMemory(graph, { samples, ...more }).data;
  expect(dataOf({})).toBe(0);
  expect(dataOf({ workers: 2, sharing: true })).toBe(bytes);
  expect(dataOf({ workers: 2, sharing: false })).toBe(2 * bytes);
  // Four bytes per value, and per class number.
  expect(dataOf({ workers: 2, inputTypes: ['float32'], targetTypes: ['int32'] })).toBe(4 * bytes);
  expect(dataOf({ workers: 2, loss: 'meanSquaredError' })).toBe(samples * (784 + 40));
});

test('more workers than lanes are not counted, and each worker has a program', () => {
  const four = estimateTrainingMemory(graph, { samples, lanes: 4, workers: 9 });
  expect(four.workers).toBe(4);
  const { plan } = trainingBytes({ graph, losses, rows: 250, shards: 4, lanes: 4, averaged: false });
  expect(four.plans).toBe(4 * plan);
});

test('the batch size does not matter beyond a micro-batch', () => {
  const convolution = {
    kind: 'conv2d',
    filters: 32,
    kernelSize: [3, 3],
    strides: [1, 1],
    padding: 'same',
    useBias: true,
  } as const;
  const flatten = { kind: 'reshape', shape: [28 * 28 * 32] } as const;
  const network = chainGraph([28, 28, 1], [convolution, flatten, dense(10), softmax]);
  const plans = (batchSize: number) => estimateTrainingMemory(network, { samples, batchSize }).plans;
  expect(plans(60_000)).toBeLessThanOrEqual(1.2 * plans(1000));
});

test('a model of tfjs-layers, compiled or not, counts as its graph; one of the tape is rejected', () => {
  const layersOf = (kernelConstraint?: ReturnType<typeof constraints.nonNeg>) =>
    sequential({
      layers: [
        layers.dense({
          inputShape: [784],
          units: 128,
          activation: 'relu',
          ...(kernelConstraint && { kernelConstraint }),
        }),
        layers.dense({ units: 10, activation: 'softmax' }),
      ],
    });
  const inputTypes = ['float32'] as const;
  const { total } = estimateTrainingMemory(layersOf(), { samples, inputTypes });
  expect(total).toBe(estimateTrainingMemory(graph, { samples, inputTypes }).total);
  const own = Object.assign(constraints.nonNeg(), { getClassName: () => 'Own' });
  expect(() => estimateTrainingMemory(layersOf(own), { samples })).toThrow(
    expect.objectContaining({
      code: 'INVALID_MODEL',
      message: expect.stringMatching(/the constraint of the weight .* makes this model train on the tape/),
    }),
  );
});

describe('training that does not fit into 4 GiB', () => {
  // Lanes with batch normalization are computed in one pass: memory grows with the batch, here by about 1.6 MB per sample.
  const wide = chainGraph(
    [64, 64, 1],
    [
      ...Array.from({ length: 3 }, (): OperationSpec[] => [
        {
          kind: 'conv2d',
          filters: 32,
          kernelSize: [3, 3],
          strides: [1, 1],
          padding: 'same',
          useBias: false,
        },
        { kind: 'batchNormalization', epsilon: 0.001, scale: true, center: true },
      ]).flat(),
      { kind: 'globalAveragePool' },
      dense(2),
      softmax,
    ],
  );

  test('fits with fewer workers, or otherwise with a smaller batch', () => {
    const options = { samples, batchSize: 4000, lanes: 4 } as const;
    const four = estimateTrainingMemory(wide, { ...options, workers: 4 });
    expect(four.fits).toBe(false);
    expect(four.fitting?.batchSize).toBe(4000);
    const workers = four.fitting?.workers ?? 0;
    expect(estimateTrainingMemory(wide, { ...options, workers }).fits).toBe(true);
    expect(estimateTrainingMemory(wide, { ...options, workers: workers + 1 }).fits).toBe(false);

    const { fitting } = estimateTrainingMemory(wide, { ...options, batchSize: 30_000, workers: 2 });
    expect(fitting?.workers).toBe(1);
    const largest = fitting?.batchSize ?? 0;
    const fits = (batchSize: number) => estimateTrainingMemory(wide, { ...options, batchSize }).fits;
    expect([largest, largest + 4].map(fits)).toEqual([true, false]);
  });

  test('is rejected by fit() with the figure and with what would fit', async () => {
    const weights = new Float32Array(layOutParameters(wide).total);
    const count = 12_000;
    const images = new Uint8Array(count * 64 * 64);
    const train = { images, labels: new Uint8Array(count), shape: [count, 64, 64, 1] as const };
    const run = fit({ graph: wide, weights }, { train, epochs: 1, batchSize: count, lanes: 4 });
    await expect(run.next()).rejects.toThrow(
      expect.objectContaining({
        code: 'OUT_OF_MEMORY',
        message: expect.stringMatching(
          /^Training needs \d+ MiB of WebAssembly memory, but the maximum is 4096 MiB\. It fits with workers: 1 and batchSize: \d+\.$/,
        ),
      }),
    );
  });

  test('needs another model if no batch is small enough', () => {
    const huge = chainGraph([1000], [dense(200_000), dense(10), softmax]);
    const estimate = estimateTrainingMemory(huge, { samples, workers: 2 });
    expect(estimate).toMatchObject({ fits: false });
    expect(estimate.fitting).toBeUndefined();
  });
});
