import '@tensorflow/tfjs-backend-cpu';
import { env } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { buildModel } from './build-model.ts';
import type { LayerSpec } from './course/layer-spec.ts';
import { models } from './course/models.ts';
import { createModel } from './create-model.ts';

env().set('IS_TEST', true);

test('the layers of a named model build that model, to the bit', () => {
  const { layers, inputShape } = models['mnist-basic'];
  const named = createModel('mnist-basic', { seed: 5 });
  const built = buildModel({ layers, inputShape, seed: 5 });
  const bits = (model: typeof built) => model.getWeights().map((weight) => [...weight.dataSync()]);
  expect(bits(built)).toEqual(bits(named));
  expect(built.layers.map(({ name }) => name)).toEqual(named.layers.map(({ name }) => name));
  built.dispose();
  named.dispose();
});

describe('layers that do not fit each other are rejected with a message', () => {
  const build = (...layers: readonly LayerSpec[]) => buildModel({ inputShape: [4, 4, 1], layers });
  const [flatten, pool] = [{ kind: 'flatten' }, { kind: 'maxPooling2d' }] as const;
  const valid = { kind: 'conv2d', filters: 8, padding: 'valid' } as const;
  const same = { ...valid, padding: 'same' } as const;
  const output = { kind: 'output', units: 10 } as const;

  test('images after flatten', () => {
    expect(() => build(flatten, same)).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: These layers do not fit each other: layers[1] (conv2d) expects images of [height, width, channels]; received [16]. Put it before flatten.]`,
    );
    expect(() => build(flatten, pool, output)).toThrow(/layers\[1\] \(maxPooling2d\) expects images of/);
  });

  test('an output layer before flatten', () => {
    expect(() => build(same, output)).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: These layers do not fit each other: layers[1] (output) expects a vector; received [4, 4, 8]. Put flatten before it.]`,
    );
  });

  test('images that become too small', () => {
    expect(() => build(valid, valid, flatten, output)).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: These layers do not fit each other: layers[1] (conv2d) expects images of at least 3 x 3 pixels; received [2, 2, 8]. Use a larger inputShape, or remove a layer that makes images smaller.]`,
    );
    expect(() => build(pool, pool, pool, flatten, output)).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: These layers do not fit each other: layers[2] (maxPooling2d) expects images of at least 2 x 2 pixels; received [1, 1, 1]. Use a larger inputShape, or remove a layer that makes images smaller.]`,
    );
  });

  test('the smallest possible images are accepted', () => {
    const model = build(valid, pool, same, flatten, output);
    expect(model.layers.map(({ outputShape }) => outputShape)).toEqual([
      [null, 2, 2, 8],
      [null, 1, 1, 8],
      [null, 1, 1, 8],
      [null, 8],
      [null, 10],
    ]);
    model.dispose();
  });

  test('more weights than fit into memory', () => {
    const hidden = { kind: 'hidden', units: 65_536, activation: 'relu' } as const;
    const build = () =>
      buildModel({ inputShape: [1000, 1000, 3], layers: [flatten, hidden, output], seed: 1 });
    expect(build).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers expects at most 1073741824 weights in all (4 GiB); received 196608065536 up to layers[1] (hidden). Use fewer units, or pool the images first.]`,
    );
  });

  test('unknown kinds of layers and unknown fields', () => {
    const plain = (layer: object) => () => build(layer as LayerSpec);
    expect(plain({ kind: 'conv2D' })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0].kind expects one of conv2d, maxPooling2d, dropout, flatten, hidden, output; received "conv2D" (a string). Did you mean conv2d?]`,
    );
    expect(plain({ ...same, kernelSize: 5 })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0] has no option "kernelSize". Choose from kind, filters, padding, maxNorm.]`,
    );
    expect(() => build()).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers expects an array of at least 1; received an empty array.]`,
    );
  });
});
