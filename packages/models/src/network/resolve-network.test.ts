import { describe, expect, test } from 'vitest';
import { buildGraph } from './build-graph.ts';
import type { NetworkLayer } from './layers/index.ts';
import type { NetworkSpec } from './network-spec.ts';
import { checkWeightCount, resolveNetwork } from './resolve-network.ts';

const image = { name: 'image', shape: [8, 8, 3] };
const convolution = { kind: 'conv2d', filters: 4, kernelSize: 3 } as const;

const network = (...layers: readonly NetworkLayer[]): NetworkSpec => ({ inputs: [image], layers });
/** What plain JavaScript may give. */
const plain = (value: object) => () => resolveNetwork(value as NetworkSpec);
const layers = (...list: readonly object[]) => plain({ inputs: [image], layers: list });

test('names are numbered within a kind, and a layer receives the output of the layer before it', () => {
  const { layers } = resolveNetwork(network(convolution, { ...convolution, name: 'second' }, convolution));
  expect(layers.map(({ name }) => name)).toEqual(['conv2d', 'second', 'conv2d_1']);
  expect(layers.map(({ sources }) => sources[0])).toEqual([
    { from: 'input', index: 0 },
    { from: 'layer', index: 0 },
    { from: 'layer', index: 1 },
  ]);
  expect(layers.map(({ output }) => output)).toEqual([
    [6, 6, 4],
    [4, 4, 4],
    [2, 2, 4],
  ]);
});

test('branches by name, two inputs, two outputs', () => {
  const { graph, weights } = buildGraph({
    network: {
      inputs: [
        { name: 'left', shape: [3] },
        { name: 'right', shape: [2], type: 'int32' },
      ],
      layers: [
        { kind: 'dense', units: 4, inputs: ['left'], name: 'a', activation: 'relu' },
        { kind: 'dense', units: 4, inputs: ['right'], name: 'b' },
        { kind: 'concatenate', inputs: ['a', 'b', 'left'] },
        { kind: 'dense', units: 1, name: 'score', activation: 'sigmoid' },
      ],
      outputs: ['score', 'b'],
    },
  });
  expect(graph.nodes.map(({ name, operation, inputs }) => [name, operation.kind, inputs])).toEqual([
    ['left', 'input', []],
    ['right', 'input', []],
    ['a', 'dense', [0]],
    ['a', 'activation', [2]],
    ['b', 'dense', [1]],
    ['concatenate', 'concatenate', [3, 4, 0]],
    ['score', 'dense', [5]],
    ['score', 'activation', [6]],
  ]);
  expect(graph.outputs).toEqual([7, 4]);
  expect(graph.parameters.map(({ name, shape }) => [name, shape])).toEqual([
    ['a/kernel', [3, 4]],
    ['a/bias', [4]],
    ['b/kernel', [2, 4]],
    ['b/bias', [4]],
    ['score/kernel', [11, 1]],
    ['score/bias', [1]],
  ]);
  expect(weights.length).toBe(16 + 12 + 12);
});

test('trained weights come first in the vector, then running averages, then frozen ones', () => {
  const { graph, weights } = buildGraph({
    network: {
      inputs: [{ shape: [2] }],
      layers: [
        { kind: 'dense', units: 1, trainable: ['bias'], kernelInitializer: { kind: 'constant', value: 5 } },
        { kind: 'batchNormalization', momentum: 0.9 },
        { kind: 'dense', units: 1, trainable: false, kernelInitializer: { kind: 'constant', value: 7 } },
        { kind: 'dense', units: 1, kernelConstraint: { kind: 'maxNorm', maxValue: 2 } },
      ],
    },
  });
  // Of the first bias, gamma and beta, the last kernel and bias; mean and variance; the frozen ones.
  expect([...weights].map((value, i) => (i === 3 ? 'drawn' : value))).toEqual([
    0,
    1,
    0,
    'drawn',
    0,
    0,
    1,
    5,
    5,
    7,
    0,
  ]);
  expect(graph.states.map(({ momentum }) => momentum)).toEqual([0.9, 0.9]);
  const constrained = graph.parameters.filter(({ constraint }) => constraint);
  expect(constrained).toMatchObject([{ shape: [1, 1], constraint: { kind: 'maxNorm', maxValue: 2 } }]);
});

test('dropout layers draw different numbers, and another seed others', () => {
  const keys = (seed: number) =>
    buildGraph({
      network: network({ kind: 'dropout', rate: 0.5 }, { kind: 'flatten' }, { kind: 'dropout', rate: 0.5 }),
      seed,
    }).graph.nodes.flatMap(({ operation }) => (operation.kind === 'dropout' ? [operation.key.join()] : []));
  expect(new Set([...keys(0), ...keys(1)]).size).toBe(4);
});

describe('an invalid network is rejected with a message', () => {
  test('a kind, a field or a value that there is not', () => {
    expect(layers({ kind: 'conv2D' })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0].kind expects one of dense, embedding, conv2d, depthwiseConv2d, separableConv2d, conv2dTranspose, activation, prelu, batchNormalization, layerNormalization, maxPooling2d, averagePooling2d, globalAveragePooling2d, globalMaxPooling2d, dropout, gaussianNoise, gaussianDropout, alphaDropout, add, average, multiply, maximum, minimum, concatenate, flatten, reshape, permute, repeatVector, zeroPadding2d, cropping2d, upSampling2d, rescaling; received "conv2D" (a string). Did you mean conv2d?]`,
    );
    expect(layers({ ...convolution, name: 'stem', kernelsize: 3 })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0] (conv2d "stem") has no option "kernelsize". Did you mean kernelSize?]`,
    );
    expect(layers({ kind: 'conv2d', filters: 4, name: 'stem' })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0] (conv2d "stem").kernelSize expects a whole number of 1 or more; received nothing.]`,
    );
    expect(layers({ ...convolution, padding: 'full' })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0] (conv2d).padding expects one of valid, same; received "full" (a string).]`,
    );
    expect(layers({ kind: 'dense', units: 2, activation: 'rely' })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0] (dense).activation expects one of linear, relu, relu6, elu, selu, gelu, silu, mish, softplus, softsign, tanh, sigmoid, hard_sigmoid, exponential, softmax; received "rely" (a string). Did you mean relu?]`,
    );
    expect(layers()).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers expects an array of at least 1; received an empty array.]`,
    );
    expect(plain({ inputs: [{ shape: [] }], layers: [convolution] })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: inputs[0].shape expects an array of at least 1; received an empty array.]`,
    );
    expect(plain({ inputs: [{ shape: [2], type: 'bool' }], layers: [convolution] })).toThrow(
      /inputs\[0\].type/,
    );
  });

  test('layers that cannot accept their inputs', () => {
    expect(layers({ kind: 'flatten' }, { ...convolution, name: 'late' })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[1] (conv2d "late") expects images of [height, width, channels]; received [192].]`,
    );
    expect(layers(convolution, convolution, convolution, convolution)).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[3] (conv2d "conv2d_3") expects images of at least 3 x 3 pixels; received [2, 2, 4]. Use a larger input or a smaller window, or remove a layer that makes images smaller.]`,
    );
    expect(layers({ kind: 'reshape', targetShape: [5] })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0] (reshape "reshape") expects a targetShape of 192 elements, as [8, 8, 3] has; received [5].]`,
    );
    expect(layers({ kind: 'add' })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0] (add "add") expects two or more inputs, named in its field inputs; received 1.]`,
    );
    expect(layers({ kind: 'flatten', inputs: ['image', 'image'] })).toThrow(/expects one input; received 2/);
    expect(
      layers(convolution, { kind: 'add', inputs: ['image', 'conv2d'] }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[1] (add "add") expects inputs of equal shapes; received [8, 8, 3] and [6, 6, 4].]`,
    );
    expect(layers({ kind: 'cropping2d', cropping: 4 })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0] (cropping2d "cropping2d") expects images of more than 8 rows and 8 columns; received [8, 8, 3].]`,
    );
    expect(layers({ kind: 'permute', dims: [1, 2, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0] (permute "permute") expects the axes 1 to 3 in any order as dims; received [1, 2, 2].]`,
    );
    expect(layers({ kind: 'prelu', sharedAxes: [4] })).toThrow(
      /expects sharedAxes from 1 to 3; received \[4\]/,
    );
    expect(layers({ kind: 'concatenate', axis: 4, inputs: ['image', 'image'] })).toThrow(/axis from 1 to 3/);
  });

  test('names that are unknown, taken, or come too late', () => {
    expect(layers({ ...convolution, inputs: ['imge'] })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0] (conv2d "conv2d").inputs expects names of inputs and of layers before it (image); received "imge".]`,
    );
    expect(layers({ ...convolution, inputs: ['conv2d'] })).toThrow(/received "conv2d"/);
    expect(layers({ ...convolution, name: 'image' })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: The network expects unique names; received "image" twice. Rename one of the two.]`,
    );
    expect(plain({ ...network(convolution), outputs: ['image'] })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: outputs expects names of layers; received the input "image".]`,
    );
    expect(layers({ ...convolution, trainable: ['kernels'] })).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: layers[0] (conv2d "conv2d") expects kernel, bias in trainable; received "kernels".]`,
    );
    expect(layers({ kind: 'batchNormalization', trainable: ['moving_mean'] })).toThrow(/expects gamma, beta/);
    expect(layers({ kind: 'flatten', trainable: ['kernel'] })).toThrow(/the layer has none/);
  });

  test('more weights than fit into memory', () => {
    const dense = { kind: 'dense', units: 65_536 } as const;
    const large = () => checkWeightCount(resolveNetwork({ inputs: [{ shape: [65_536] }], layers: [dense] }));
    expect(large).toThrowErrorMatchingInlineSnapshot(
      `[ModelError: The network expects at most 1073741824 weights (4 GiB); received 4295032832 up to layers[0] (dense "dense"). Use fewer units, or pool the images first.]`,
    );
  });
});
