// One contract for every kind of network that trains on a graph: it does so, it computes what the tape computes, and any
// number of workers gives the same bits.

import { tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../checkpoint-format.ts';
import { layersModel } from '../tape/layers-model.ts';
import { fit, weightsSha256 } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { settingsFor, ways } from '../testing/settings.ts';
import { classes, inputShape, networks } from './networks.ts';

beforeAll(prepareBackend);

const count = 64;
const size = inputShape.reduce((product, length) => product * length, 1);
const train = {
  images: Uint8Array.from({ length: count * size }, (_, i) => ((i * 2654435761) >>> 13) & 255),
  labels: Uint8Array.from({ length: count }, (_, i) => i % classes),
  shape: [count, ...inputShape] as [number, number, number, number],
};
const rows = Uint32Array.from({ length: 32 }, (_, i) => (i * 7) % count);

/** Weights that follow from their place alone, so that every model of a kind is the same. */
function withFixedWeights(model: LayersModel): LayersModel {
  let index = 0;
  for (const weight of model.weights) {
    const length = weight.shape.reduce<number>((product, one) => product * (one ?? 1), 1);
    const isScale = /gamma|moving_variance/.test(weight.originalName);
    const fanIn = weight.shape.length > 1 ? length / (weight.shape.at(-1) ?? 1) : 16;
    const values = Float32Array.from({ length }, () => {
      const uniform = ((index++ * 2654435761) >>> 8) / 2 ** 24 - 0.5;
      return isScale ? 1 + 0.2 * uniform : uniform * Math.sqrt(12 / fanIn) * 0.7;
    });
    tidy(() => {
      weight.write(
        tensor(
          values,
          weight.shape.map((length) => length ?? 1),
        ),
      );
    });
  }
  return model;
}

describe.each(Object.entries(networks))('%s', (_, create) => {
  test('trains on a graph', () => {
    const plan = layersModel(create()).plan(0);
    expect('obstacle' in plan ? plan.obstacle : 'none').toBe('none');
  });

  test('gives the losses of the tape', async () => {
    const losses = [];
    for (const way of [ways.plan, ways.tape]) {
      const model = withFixedWeights(create());
      const optimizer = { kind: 'sgd', momentum: 0.9 } as const;
      const step = await way(settingsFor(model, { train, batchSize: 32, lanes: 1, optimizer }));
      const sums = [];
      for (let index = 0; index < 10; index++) {
        sums.push((await step.run({ rows, index, learningRate: 0.01 })).lossSum / rows.length);
      }
      await step.dispose();
      losses.push(sums);
    }
    const [plan, tape] = losses;
    expect(Math.max(...plan.map((loss, i) => Math.abs(loss - tape[i])))).toBeLessThan(2e-4);
    expect(plan[9]).not.toBe(plan[0]);
  });

  test('gives one hash for any number of workers', async () => {
    const hashes = [];
    for (const workers of [1, 2, 8]) {
      const model = withFixedWeights(create());
      for await (const _ of fit(model, { train, epochs: 1, batchSize: 40, lanes: 8, workers, seed: 3 }));
      hashes.push(await weightsSha256(model));
      model.dispose();
    }
    expect(new Set(hashes).size).toBe(1);
  });

  test('resumed from the middle of an epoch, ends with the same hash', async () => {
    const options = {
      train,
      validation: train,
      epochs: 2,
      batchSize: 20,
      averageDecay: 0.9,
      restoreBest: { quantity: 'valLoss' },
      seed: 3,
    } as const;
    const whole = withFixedWeights(create());
    for await (const _ of fit(whole, options));
    const resumed = withFixedWeights(create());
    let checkpoint: Checkpoint | undefined;
    const run = fit(resumed, options);
    for await (const event of run) {
      if (event.type !== 'batch' || event.epoch !== 2 || event.step !== 2) continue;
      checkpoint = await decodeCheckpoint(await encodeCheckpoint(await run.checkpoint()));
      break;
    }
    const fresh = withFixedWeights(create());
    for await (const _ of fit(fresh, { ...options, resume: checkpoint }));
    expect(await weightsSha256(fresh)).toBe(await weightsSha256(whole));
  });
});
