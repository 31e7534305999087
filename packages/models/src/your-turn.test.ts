import { expect, test } from 'vitest';
import { fashionMnistCnn2 } from './fashion-mnist-cnn-2.ts';
import type { LayerSpec } from './layer-spec.ts';
import { mnistBasic } from './mnist-basic.ts';
import { applyYourTurn } from './your-turn.ts';

const hidden = (layers: readonly LayerSpec[]) =>
  layers.filter((layer) => layer.kind === 'hidden').map(({ units, activation }) => `${units} ${activation}`);

test('no change gives the same layers', () => {
  expect(applyYourTurn(fashionMnistCnn2.layers, {})).toEqual(fashionMnistCnn2.layers);
});

test('units and activation apply to every hidden layer and to no other', () => {
  const layers = applyYourTurn(fashionMnistCnn2.layers, { units: 7, activation: 'elu' });
  expect(hidden(layers)).toEqual(['7 elu', '7 elu', '7 elu']);
  expect(layers.length).toBe(fashionMnistCnn2.layers.length);
  expect(layers.at(-1)).toEqual({ kind: 'output', units: 10 });
});

test('more hidden layers repeat the last, fewer keep the first', () => {
  expect(hidden(applyYourTurn(mnistBasic.layers, { hiddenLayers: 3 }))).toEqual(Array(3).fill('128 relu'));
  expect(hidden(applyYourTurn(fashionMnistCnn2.layers, { hiddenLayers: 5 }))).toEqual([
    '512 relu',
    '256 relu',
    '128 relu',
    '128 relu',
    '128 relu',
  ]);
  expect(hidden(applyYourTurn(fashionMnistCnn2.layers, { hiddenLayers: 1 }))).toEqual(['512 relu']);
});

test('without hidden layers, softmax regression remains', () => {
  expect(applyYourTurn(mnistBasic.layers, { hiddenLayers: 0 })).toEqual([
    { kind: 'flatten' },
    { kind: 'output', units: 10 },
  ]);
});
