// Each kind of layer as tfjs-layers has it, as operations of a graph and in the files of a LayersModel: the same shape, weights
// and numbers.
import { beforeAll, expect, test } from 'vitest';
import { expectSameBuilds, loadFile, prepare } from '../../testing/compare-builds.ts';
import { buildGraph } from '../build-graph.ts';
import { createLayersModel } from '../create-layers-model.ts';
import { layersModelFile } from '../layers-model-file.ts';
import type { NetworkInput, NetworkSpec } from '../network-spec.ts';
import { resolveNetwork } from '../resolve-network.ts';
import { layerActivations } from './activation-names.ts';
import { layerKinds, type NetworkLayer } from './index.ts';

beforeAll(prepare);

interface Case {
  readonly layer: NetworkLayer;
  readonly shape?: readonly number[];
  readonly type?: NetworkInput['type'];
  readonly output: readonly number[];
}

const image = [7, 6, 3];

const cases: readonly Case[] = [
  { layer: { kind: 'conv2d', filters: 4, kernelSize: 3 }, output: [5, 4, 4] },
  {
    layer: {
      kind: 'conv2d',
      filters: 4,
      kernelSize: [2, 3],
      strides: [2, 1],
      padding: 'same',
      activation: 'relu',
    },
    output: [4, 6, 4],
  },
  {
    layer: { kind: 'conv2d', filters: 4, kernelSize: 3, dilationRate: 2, useBias: false },
    output: [3, 2, 4],
  },
  { layer: { kind: 'depthwiseConv2d', kernelSize: 3, depthMultiplier: 2 }, output: [5, 4, 6] },
  { layer: { kind: 'depthwiseConv2d', kernelSize: 3, strides: 2, padding: 'same' }, output: [4, 3, 3] },
  {
    layer: { kind: 'separableConv2d', filters: 5, kernelSize: 3, depthMultiplier: 2, activation: 'tanh' },
    output: [5, 4, 5],
  },
  {
    layer: { kind: 'conv2dTranspose', filters: 4, kernelSize: 3, strides: 2, padding: 'same' },
    output: [14, 12, 4],
  },
  { layer: { kind: 'conv2dTranspose', filters: 4, kernelSize: 3, strides: 2 }, output: [15, 13, 4] },
  { layer: { kind: 'dense', units: 5, activation: 'softmax' }, output: [7, 6, 5] },
  { layer: { kind: 'dense', units: 5, useBias: false }, shape: [4], output: [5] },
  { layer: { kind: 'embedding', inputDim: 10, outputDim: 4 }, shape: [6], type: 'int32', output: [6, 4] },
  { layer: { kind: 'batchNormalization' }, output: image },
  { layer: { kind: 'batchNormalization', scale: false, epsilon: 0.1, trainable: false }, output: image },
  { layer: { kind: 'layerNormalization' }, output: image },
  { layer: { kind: 'layerNormalization', center: false }, shape: [5], output: [5] },
  { layer: { kind: 'prelu', alphaInitializer: 'glorotUniform' }, output: image },
  {
    layer: { kind: 'prelu', sharedAxes: [1, 2], alphaInitializer: { kind: 'constant', value: 0.3 } },
    output: image,
  },
  ...layerActivations.map(
    (activation): Case => ({ layer: { kind: 'activation', activation }, output: image }),
  ),
  { layer: { kind: 'maxPooling2d' }, output: [3, 3, 3] },
  { layer: { kind: 'maxPooling2d', poolSize: 3, strides: 2, padding: 'same' }, output: [4, 3, 3] },
  { layer: { kind: 'averagePooling2d', poolSize: [2, 3] }, output: [3, 2, 3] },
  { layer: { kind: 'averagePooling2d', poolSize: 3, strides: 1, padding: 'same' }, output: image },
  { layer: { kind: 'globalAveragePooling2d' }, output: [3] },
  { layer: { kind: 'globalMaxPooling2d' }, output: [3] },
  { layer: { kind: 'dropout', rate: 0.5 }, output: image },
  { layer: { kind: 'gaussianNoise', stddev: 1 }, output: image },
  { layer: { kind: 'gaussianDropout', rate: 0.5 }, output: image },
  { layer: { kind: 'alphaDropout', rate: 0.5 }, output: image },
  { layer: { kind: 'flatten' }, output: [126] },
  { layer: { kind: 'reshape', targetShape: [6, 21] }, output: [6, 21] },
  { layer: { kind: 'permute', dims: [3, 1, 2] }, output: [3, 7, 6] },
  { layer: { kind: 'repeatVector', n: 3 }, shape: [4], output: [3, 4] },
  { layer: { kind: 'zeroPadding2d' }, output: [9, 8, 3] },
  {
    layer: {
      kind: 'zeroPadding2d',
      padding: [
        [0, 1],
        [2, 3],
      ],
    },
    output: [8, 11, 3],
  },
  { layer: { kind: 'cropping2d', cropping: [1, 2] }, output: [5, 2, 3] },
  {
    layer: {
      kind: 'cropping2d',
      cropping: [
        [0, 1],
        [2, 3],
      ],
    },
    output: [6, 1, 3],
  },
  { layer: { kind: 'upSampling2d' }, output: [14, 12, 3] },
  { layer: { kind: 'upSampling2d', size: [3, 1], interpolation: 'bilinear' }, output: [21, 6, 3] },
  { layer: { kind: 'rescaling', scale: 1 / 9 }, output: image },
  { layer: { kind: 'rescaling', scale: 2, offset: -1 }, output: image },
];

const merging: readonly Case[] = [
  ...(['add', 'average', 'multiply', 'maximum', 'minimum'] as const).map(
    (kind): Case => ({ layer: { kind }, output: image }),
  ),
  { layer: { kind: 'concatenate' }, output: [7, 6, 9] },
  { layer: { kind: 'concatenate', axis: 1 }, output: [21, 6, 3] },
];

async function check(network: NetworkSpec, output: readonly number[]): Promise<void> {
  expect(resolveNetwork(network).layers.at(-1)?.output).toEqual(output);
  const model = createLayersModel({ network, seed: 9 });
  expect(model.outputs[0].shape).toEqual([null, ...output]);
  expectSameBuilds({ network, seed: 9 }, model);
  const { weights } = buildGraph({ network, seed: 9 });
  const loaded = await loadFile(layersModelFile({ network, weights }));
  expect(loaded.getClassName()).toBe(network.inputs.length === 1 ? 'Sequential' : 'Model');
  expectSameBuilds({ network, seed: 9 }, loaded);
  model.dispose();
  loaded.dispose();
}

test.each(cases)('$layer', async ({ layer, shape = image, type, output }) => {
  await check({ inputs: [{ shape, type }], layers: [layer] }, output);
});

test.each(merging)('$layer of three', async ({ layer, output }) => {
  const inputs = [1, 2, 3].map((i) => ({ name: `x${i}`, shape: image }));
  await check({ inputs, layers: [{ ...layer, inputs: ['x1', 'x2', 'x3'] }] }, output);
});

test('weights that were trained take the place of initial ones, running averages too', () => {
  const network: NetworkSpec = {
    inputs: [{ shape: image }],
    layers: [{ kind: 'conv2d', filters: 4, kernelSize: 3 }, { kind: 'batchNormalization' }],
  };
  const { weights } = buildGraph({ network, seed: 9 });
  const trained = weights.map((_, i) => i);
  const model = createLayersModel({ network, weights: trained });
  const values = model.getWeights().flatMap((weight) => [...weight.dataSync()]);
  expect(values).toEqual([...trained]);
  model.dispose();
  expect(() => createLayersModel({ network, weights: trained.subarray(1) })).toThrow(
    /^weights expects a Float32Array of 128 numbers/,
  );
});

test('each kind is among the cases', () => {
  const tested = new Set([...cases, ...merging].map(({ layer }) => layer.kind));
  expect([...tested].sort()).toEqual(Object.keys(layerKinds).sort());
});
