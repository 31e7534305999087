import { describe, expect, test } from 'vitest';
import type { LayerSpec } from './layer-spec.ts';
import { models } from './models.ts';
import { type LayerOverrides, overrideLayers } from './override-layers.ts';

const hidden = (layers: readonly LayerSpec[]) =>
  layers.filter((layer) => layer.kind === 'hidden').map(({ units, activation }) => `${units} ${activation}`);

test('no change gives the same layers', () => {
  expect(overrideLayers(models['fashion-mnist-cnn-2'].layers, {})).toEqual(
    models['fashion-mnist-cnn-2'].layers,
  );
});

test('units and activation apply to every hidden layer and to no other', () => {
  const layers = overrideLayers(models['fashion-mnist-cnn-2'].layers, { units: 7, activation: 'elu' });
  expect(hidden(layers)).toEqual(['7 elu', '7 elu', '7 elu']);
  expect(layers.length).toBe(models['fashion-mnist-cnn-2'].layers.length);
  expect(layers.at(-1)).toEqual({ kind: 'output', units: 10 });
});

test('more hidden layers repeat the last, fewer keep the first', () => {
  expect(hidden(overrideLayers(models['mnist-basic'].layers, { hiddenLayers: 3 }))).toEqual(
    Array(3).fill('128 relu'),
  );
  expect(hidden(overrideLayers(models['fashion-mnist-cnn-2'].layers, { hiddenLayers: 5 }))).toEqual([
    '512 relu',
    '256 relu',
    '128 relu',
    '128 relu',
    '128 relu',
  ]);
  expect(hidden(overrideLayers(models['fashion-mnist-cnn-2'].layers, { hiddenLayers: 1 }))).toEqual([
    '512 relu',
  ]);
});

test('classes apply to the output layer and to no other', () => {
  const layers = overrideLayers(models['fashion-mnist-cnn-2'].layers, { classes: 47 });
  expect(layers.at(-1)).toEqual({ kind: 'output', units: 47 });
  expect(layers.slice(0, -1)).toEqual(models['fashion-mnist-cnn-2'].layers.slice(0, -1));
});

describe('custom layers', () => {
  const own: readonly LayerSpec[] = [
    { kind: 'flatten' },
    { kind: 'hidden', units: 8, activation: 'relu' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'hidden', units: 4, activation: 'tanh' },
    { kind: 'output', units: 3 },
  ];
  const kinds = (changes: LayerOverrides) =>
    overrideLayers(own, changes).map((layer) => (layer.kind === 'hidden' ? layer.units : layer.kind));

  test('layers between hidden layers keep their position', () => {
    expect(kinds({})).toEqual(['flatten', 8, 'dropout', 4, 'output']);
    expect(kinds({ hiddenLayers: 1 })).toEqual(['flatten', 8, 'dropout', 'output']);
    expect(kinds({ hiddenLayers: 3 })).toEqual(['flatten', 8, 'dropout', 4, 4, 'output']);
    expect(kinds({ hiddenLayers: 0 })).toEqual(['flatten', 'dropout', 'output']);
  });

  test('without a hidden layer there is none to repeat', () => {
    const none = own.filter(({ kind }) => kind !== 'hidden');
    expect(overrideLayers(none, { units: 3, hiddenLayers: 0 })).toEqual(none);
    expect(() => overrideLayers(none, { hiddenLayers: 2 })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: hiddenLayers expects 0, because the layers contain no hidden layer to repeat; received 2.]`,
    );
  });
});

test('without hidden layers, softmax regression remains', () => {
  expect(overrideLayers(models['mnist-basic'].layers, { hiddenLayers: 0 })).toEqual([
    { kind: 'flatten' },
    { kind: 'output', units: 10 },
  ]);
});
