import { grad, ones, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { installDropoutMasks } from './dropout-masks.ts';
import { prepareBackend } from './prepare-backend.ts';

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
    const masks = installDropoutMasks({ model, seed: 0 });
    const values = apply(model, true);
    const kept = values.filter((value) => value !== 0);
    expect(new Set(kept)).toEqual(new Set([Math.fround(1 / 0.75)]));
    // Five standard deviations of a binomial count.
    expect(Math.abs(kept.length - 0.75 * width)).toBeLessThan(5 * Math.sqrt(width * 0.25 * 0.75));
    masks.restore();
  });

  test('a mask depends on seed, layer and step, and not on what was drawn before', () => {
    const model = dropoutModel(0.5, 2);
    const [first, second] = model.layers;
    const draw = (layer: typeof first, seed: number, step: number) => {
      const masks = installDropoutMasks({ model, seed });
      masks.setStep(step);
      const values = tidy(() =>
        (layer.call(ones([1, width]), { training: true }) as Tensor).dataSync().join(),
      );
      masks.restore();
      return values;
    };
    const drawn = [draw(first, 0, 0), draw(second, 0, 0), draw(first, 0, 1), draw(first, 1, 0)];
    expect(new Set(drawn).size).toBe(4);
    expect(draw(first, 0, 1)).toBe(drawn[2]);
    expect(draw(first, 0, 0)).toBe(drawn[0]);
  });

  test('the gradient passes through the same mask', () => {
    const model = dropoutModel(0.5);
    const masks = installDropoutMasks({ model, seed: 3 });
    const forward = apply(model, true);
    const gradient = tidy(() =>
      grad((x) => sum(model.apply(x, { training: true }) as Tensor))(ones([1, width])),
    );
    expect([...gradient.dataSync()]).toEqual(forward);
    gradient.dispose();
    masks.restore();
  });

  test('outside training, and at rate 0, nothing is dropped', () => {
    const model = dropoutModel(0.5);
    const masks = installDropoutMasks({ model, seed: 0 });
    expect(apply(model, false).every((value) => value === 1)).toBe(true);
    masks.restore();
    const none = dropoutModel(0);
    const noMasks = installDropoutMasks({ model: none, seed: 0 });
    expect(apply(none, true).every((value) => value === 1)).toBe(true);
    noMasks.restore();
  });

  test('a noise shape drops whole columns, in nested models too', () => {
    const inner = sequential({
      layers: [layers.dropout({ rate: 0.5, noiseShape: [1, 64], inputShape: [64] })],
    });
    const model = sequential({ layers: [inner] });
    const masks = installDropoutMasks({ model, seed: 1 });
    const rows = tidy(() => (model.apply(ones([2, 64]), { training: true }) as Tensor).dataSync());
    expect(rows.slice(0, 64)).toEqual(rows.slice(64));
    expect(new Set(rows)).toEqual(new Set([0, 2]));
    const again = tidy(() => (model.apply(ones([2, 64]), { training: true }) as Tensor).dataSync());
    expect(again).toEqual(rows);
    masks.restore();
  });
});

test('restored layers are those of before', () => {
  const model = dropoutModel(0.5);
  const original = model.layers[0].call;
  const masks = installDropoutMasks({ model, seed: 0 });
  expect(model.layers[0].call).not.toBe(original);
  masks.restore();
  expect(model.layers[0].call).toBe(original);
  expect(Object.hasOwn(model.layers[0], 'call')).toBe(false);
});
