import { randomNormal, randomUniform } from '@nn101/kernels';
import { grad, ones, slice, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { readModel } from '../model/read-model.ts';
import { prepareBackend } from './prepare-backend.ts';
import { installRandomLayers } from './random-layers.ts';

beforeAll(prepareBackend);

const width = 10_000;

function dropoutModel(rate: number, count = 1): LayersModel {
  const inputShape = [width];
  return sequential({ layers: Array.from({ length: count }, () => layers.dropout({ rate, inputShape })) });
}

const apply = (model: LayersModel, training: boolean) =>
  tidy(() => [...(model.apply(ones([1, width]), { training }) as Tensor).dataSync()]);

describe('while installed', () => {
  test('zeroes a fraction of the values and scales the others', () => {
    const model = dropoutModel(0.25);
    const installed = installRandomLayers({ model, seed: 0 });
    const values = apply(model, true);
    const kept = values.filter((value) => value !== 0);
    expect(new Set(kept)).toEqual(new Set([Math.fround(1 / 0.75)]));
    // Five standard deviations of a binomial count.
    expect(Math.abs(kept.length - 0.75 * width)).toBeLessThan(5 * Math.sqrt(width * 0.25 * 0.75));
    installed.restore();
  });

  test('a mask depends on seed, layer and step, and not on earlier draws', () => {
    const model = dropoutModel(0.5, 2);
    const [first, second] = model.layers;
    const draw = (layer: typeof first, seed: number, step: number) => {
      const installed = installRandomLayers({ model, seed });
      installed.setStep(step);
      const values = tidy(() =>
        (layer.call(ones([1, width]), { training: true }) as Tensor).dataSync().join(),
      );
      installed.restore();
      return values;
    };
    const drawn = [draw(first, 0, 0), draw(second, 0, 0), draw(first, 0, 1), draw(first, 1, 0)];
    expect(new Set(drawn).size).toBe(4);
    expect(draw(first, 0, 1)).toBe(drawn[2]);
    expect(draw(first, 0, 0)).toBe(drawn[0]);
  });

  test('the gradient passes through the same mask', () => {
    const model = dropoutModel(0.5);
    const installed = installRandomLayers({ model, seed: 3 });
    const forward = apply(model, true);
    const gradient = tidy(() =>
      grad((x) => sum(model.apply(x, { training: true }) as Tensor))(ones([1, width])),
    );
    expect([...gradient.dataSync()]).toEqual(forward);
    gradient.dispose();
    installed.restore();
  });

  test('outside training, and at rate 0, nothing is dropped', () => {
    const model = dropoutModel(0.5);
    const installed = installRandomLayers({ model, seed: 0 });
    expect(apply(model, false).every((value) => value === 1)).toBe(true);
    installed.restore();
    const none = dropoutModel(0);
    const noneInstalled = installRandomLayers({ model: none, seed: 0 });
    expect(apply(none, true).every((value) => value === 1)).toBe(true);
    noneInstalled.restore();
  });

  test('a noise shape drops whole columns, in nested models too', () => {
    const inner = sequential({
      layers: [layers.dropout({ rate: 0.5, noiseShape: [1, 64], inputShape: [64] })],
    });
    const model = sequential({ layers: [inner] });
    const installed = installRandomLayers({ model, seed: 1 });
    const rows = tidy(() => (model.apply(ones([2, 64]), { training: true }) as Tensor).dataSync());
    expect(rows.slice(0, 64)).toEqual(rows.slice(64));
    expect(new Set(rows)).toEqual(new Set([0, 2]));
    const again = tidy(() => (model.apply(ones([2, 64]), { training: true }) as Tensor).dataSync());
    expect(again).toEqual(rows);
    installed.restore();
  });
});

const kinds = {
  dropout: () => layers.dropout({ rate: 0.4 }),
  spatialDropout1d: () => layers.spatialDropout1d({ rate: 0.4 }),
  alphaDropout: () => layers.alphaDropout({ rate: 0.4 }),
  gaussianDropout: () => layers.gaussianDropout({ rate: 0.4 }),
  gaussianNoise: () => layers.gaussianNoise({ stddev: 0.8 }),
};

describe.each(Object.entries(kinds))('%s while installed', (name, create) => {
  const steps = 301;
  const channels = 33;
  const modelOf = () => {
    const start = layers.inputLayer({ inputShape: [steps, channels] });
    return sequential({ layers: [start, create()] });
  };
  const applyTo = (model: LayersModel, x: Tensor) =>
    tidy(() => [...(model.apply(x, { training: true }) as Tensor).dataSync()]);

  test('each sample has its own numbers, whichever rows are computed with it', () => {
    const model = modelOf();
    const rows = tidy(() => randomUniform({ shape: [3, steps, channels], key: [0, 0], counter: 0 }));
    const last = tidy(() => slice(rows, [1, 0, 0], [2, steps, channels]));
    const installed = installRandomLayers({ model, seed: 5 });
    installed.setStep(7);
    const together = applyTo(model, rows);
    installed.setStep(7, 1);
    expect(applyTo(model, last)).toEqual(together.slice(steps * channels));
    installed.setStep(8, 1);
    expect(applyTo(model, last)).not.toEqual(together.slice(steps * channels));
    installed.restore();
    for (const tensor of [rows, last]) tensor.dispose();
  });

  test('does not change the mean', () => {
    const model = modelOf();
    const installed = installRandomLayers({ model, seed: 5 });
    // Alpha dropout keeps mean 0 and variance 1.
    const x = tidy(() => randomNormal({ shape: [8, steps, channels], key: [1, 1], counter: 0 }));
    const before = x.dataSync<'float32'>();
    const differences = applyTo(model, x).map((value, i) => value - before[i]);
    const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
    const variance = differences.reduce((sum, value) => sum + value ** 2, 0) / differences.length;
    // Five standard errors; all steps of a spatial dropout share what is drawn, but the values are independent.
    expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(variance / differences.length));
    // For gaussianNoise, the variance is that of the noise.
    if (name === 'gaussianNoise') expect(Math.abs(Math.sqrt(variance) - 0.8)).toBeLessThan(0.02);
    installed.restore();
    x.dispose();
  });
});

test('alpha dropout with a noise shape trains on the tape, which draws numbers of that shape', () => {
  const layer = layers.alphaDropout({ rate: 0.5, noiseShape: [2, 1], inputShape: [6] });
  const model = sequential({ layers: [layer] });
  expect(readModel(model, 0)).toMatchObject({ obstacle: expect.stringContaining(layer.name) });
  const installed = installRandomLayers({ model, seed: 4 });
  const rows = tidy(() => (model.apply(ones([2, 6]), { training: true }) as Tensor).dataSync());
  for (const row of [rows.slice(0, 6), rows.slice(6)]) expect(new Set(row).size).toBe(1);
  installed.restore();
});

test('restored layers are the original ones', () => {
  const model = dropoutModel(0.5);
  const original = model.layers[0].call;
  const installed = installRandomLayers({ model, seed: 0 });
  expect(model.layers[0].call).not.toBe(original);
  installed.restore();
  expect(model.layers[0].call).toBe(original);
  expect(Object.hasOwn(model.layers[0], 'call')).toBe(false);
});
