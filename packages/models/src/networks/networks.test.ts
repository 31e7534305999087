// The networks by name: as many weights as their originals have, the same from data and from tfjs, the same answers.
import { createHash } from 'node:crypto';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { createModel } from '../create-model.ts';
import { buildGraph, graphOf } from '../network/build-graph.ts';
import { sizeOf } from '../network/layers/layer-kind.ts';
import { summarize } from '../summary/summarize.ts';
import { summarizeNetwork } from '../summary/summarize-network.ts';
import { expectSameBuilds, prepare } from '../testing/compare-builds.ts';
import { createNetwork } from './create-network.ts';
import { type NetworkName, networks } from './networks.ts';

beforeAll(prepare);

// Whichever of its two signatures a name has.
const create = (name: NetworkName, seed: number): LayersModel => createModel(name as 'resnet-20', { seed });

describe.each(Object.values(networks))('$name', ({ name, inputShape, parameters }) => {
  const network = createNetwork(name);

  test('has the weights that are known of it, and the summary of its data is that of its model', () => {
    const { graph } = buildGraph({ network });
    expect(graph.parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(parameters);
    const model = create(name, 5);
    const [fromData, fromModel] = [summarizeNetwork(network), summarize(model)];
    const byName = ({ rows }: typeof fromData) =>
      rows.filter(({ type }) => type !== 'InputLayer').sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(byName(fromModel)).toEqual(byName(fromData));
    const { rows: _, ...totals } = fromData;
    expect(fromModel).toMatchObject(totals);
    expect(model.inputs[0].shape).toEqual([null, ...inputShape]);
    model.dispose();
  });

  test('has the same weights, to the bit, and gives the same answers both ways', () => {
    const model = create(name, 5);
    expectSameBuilds({ network, seed: 5 }, model);
    model.dispose();
  });

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(network))).toEqual(network);
  });
});

// sum(p.numel() for p in model.parameters()) of the PyTorch originals, with resnet-20's shortcuts of option B.
test('the three of today have the weights of their originals in PyTorch', () => {
  expect(networks['resnet-20'].parameters).toBe(272_474);
  expect(networks['mobilenet-32'].parameters).toBe(543_050);
  // Without the factors of its six normalizations, which are fixed at 1 there.
  expect(networks['airbench-94'].parameters).toBe(1_972_792 - 2 * (64 + 256 + 256));
  // p.requires_grad: neither these factors nor the whitening kernel.
  expect(summarizeNetwork(createNetwork('airbench-94')).trainableParameters).toBe(1_971_352);
});

// sha256 of the vector of weights of seed 1, its first 16 digits. Whoever changes an initial weight changes every result.
test.each([
  ['mnist-basic', '0c3ea85f201e6a29'],
  ['mnist-cnn', 'f0af6c2e7ed2b420'],
  ['fashion-mnist-cnn', 'f0af6c2e7ed2b420'],
  ['fashion-mnist-cnn-2', '9fc450646d9f2a20'],
  ['cifar-cnn', '23db5736e2016693'],
  ['resnet-20', '8f4d5f95ddf224ac'],
  ['airbench-94', 'f4b83af9d0b44dca'],
  ['mobilenet-32', '376b1aab462078af'],
] as const)('initial weights of %s have the recorded bits', (name, expected) => {
  const { weights } = buildGraph({ network: createNetwork(name), seed: 1 });
  const bytes = new Uint8Array(weights.buffer);
  expect(createHash('sha256').update(bytes).digest('hex').slice(0, expected.length)).toBe(expected);
});

test('multiply-adds of one image are those of the published figures', () => {
  const millions = (name: NetworkName) =>
    Math.round(summarizeNetwork(createNetwork(name)).multiplyAdds / 1e5) / 10;
  expect(millions('resnet-20')).toBe(40.8);
  expect(millions('airbench-94')).toBe(118.1);
});

test('other images and classes', () => {
  const network = createNetwork('resnet-20', { inputShape: [28, 28, 1], classes: 47 });
  const summary = summarizeNetwork(network);
  expect(summary.rows.at(-1)?.outputShape).toEqual([null, 47]);
  expect(summary.parameters - summarizeNetwork(createNetwork('resnet-20')).parameters).toBe(
    37 * 65 - 2 * 144,
  );
  const small = { inputShape: [8, 8, 3], classes: 10 } as const;
  expect(() => summarizeNetwork(createNetwork('airbench-94', small))).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: layers[17] (maxPooling2d "group3_pooling") expects images of at least 2 x 2 pixels; received [1, 1, 256]. Use a larger input or a smaller window, or remove a layer that makes images smaller.]`,
  );
});

test("'your turn' reaches a network of the course", () => {
  const { layers } = createNetwork('mnist-basic', {
    units: 5,
    activation: 'tanh',
    hiddenLayers: 2,
    classes: 3,
  });
  expect(
    layers.map((layer) => (layer.kind === 'dense' ? [layer.units, layer.activation] : layer.kind)),
  ).toEqual(['flatten', [5, 'tanh'], [5, 'tanh'], [3, 'softmax']]);
});

test('a graph without weights is the one with them', () => {
  const network = createNetwork('mnist-cnn');
  expect(graphOf(network)).toEqual(buildGraph({ network }).graph);
});

test('of airbench-94 training changes the bias of the whitening, not its kernel', () => {
  const { graph } = buildGraph({ network: createNetwork('airbench-94') });
  expect(graph.parameters.filter(({ trainable }) => !trainable).map(({ name }) => name)).toEqual([
    'whitening/kernel',
  ]);
  const model = create('airbench-94', 0);
  expect(model.trainableWeights.map(({ originalName }) => originalName)).not.toContain('whitening/kernel');
  expect(model.trainableWeights.map(({ originalName }) => originalName)).toContain('whitening/bias');
  model.dispose();
});

test('wrong names and options are rejected with a message', () => {
  const wrong = (name: string, options: object) => () => createNetwork(name as NetworkName, options);
  expect(wrong('resnet-18', {})).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: name expects one of mnist-basic, mnist-cnn, fashion-mnist-cnn, fashion-mnist-cnn-2, cifar-cnn, resnet-20, airbench-94, mobilenet-32; received "resnet-18" (a string). Did you mean resnet-20?]`,
  );
  expect(wrong('resnet-20', { units: 5 })).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: createNetwork has no option "units". Choose from inputShape, classes.]`,
  );
  expect(wrong('resnet-20', { classes: 1 })).toThrow(/classes expects a whole number from 2 to 65536/);
  const units = { units: 3 } as object;
  expect(() => createModel('resnet-20', units)).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: createModel has no option "units". Choose from seed, classes, inputShape.]`,
  );
});
