// Data that fit(), evaluate() and predict() reject, and data in other arrays that they accept.

import { mean, memory, type Tensor } from '@tensorflow/tfjs-core';
import {
  model as functionalModel,
  input,
  layers,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { evaluate, type LossChoice } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { anything, refusal, train } from '../testing/refusal.ts';

beforeAll(prepareBackend);

test('images that are not bytes', async () => {
  const floats = Float32Array.from(train.images, (byte) => byte / 255);
  expect(await refusal(anything({ train: { ...train, images: floats } }))).toMatchInlineSnapshot(
    `"INVALID_DATA: train.images expects bytes from 0 to 255 (a Uint8Array); received a Float32Array of length 6400. Pass other numbers than bytes as \`inputs\`: { values, shape }. Values from 0 to 1 become bytes with Uint8Array.from(images, (value) => Math.round(value * 255)); the model divides them by 255."`,
  );
  expect(await refusal(anything({ validation: { ...train, images: Array.from(floats) } }))).toContain(
    'INVALID_DATA: validation.images expects bytes from 0 to 255',
  );
  expect(await refusal(anything({ train: { ...train, images: 'images.bin' } }))).toMatchInlineSnapshot(
    `"INVALID_DATA: train.images expects bytes from 0 to 255 (a Uint8Array); received "images.bin" (a string)."`,
  );
  // Clamped bytes are accepted as bytes.
  expect(await refusal(anything({ train: { ...train, images: new Uint8ClampedArray(train.images) } }))).toBe(
    'nothing',
  );
});

test.each([
  [-1, 'LABEL_OUT_OF_RANGE'],
  [Number.NaN, 'LABEL_OUT_OF_RANGE'],
  [0.5, 'LABEL_OUT_OF_RANGE'],
  [4, 'LABEL_OUT_OF_RANGE'],
  ['2', 'INVALID_DATA'],
  [2n, 'INVALID_DATA'],
  [undefined, 'INVALID_DATA'],
  [[0, 1, 0, 0], 'INVALID_DATA'],
])('a label of %s', async (label, code) => {
  const labels: unknown[] = Array.from(train.labels);
  labels[7] = label;
  for (const name of ['train', 'validation']) {
    const message = await refusal(anything({ [name]: { ...train, labels } }));
    expect(message).toMatch(
      new RegExp(`^${code}: ${name}\\.labels expects whole numbers from 0 to 3.* at index 7\\.`),
    );
  }
});

test('labels in any array of numbers', async () => {
  const labels = Array.from(train.labels);
  for (const kind of [
    labels,
    Int32Array.from(labels),
    Float32Array.from(labels),
    Uint8ClampedArray.from(labels),
  ]) {
    expect(await refusal(anything({ train: { ...train, labels: kind } }))).toBe('nothing');
  }
  const oneHot = Float32Array.from({ length: 400 }, (_, i) =>
    Number(i % 4 === train.labels[Math.floor(i / 4)]),
  );
  expect(await refusal(anything({ train: { ...train, labels: oneHot } }))).toMatchInlineSnapshot(
    `"INVALID_DATA: train.labels expects one label for each of the 100 images; received a Float32Array of length 400. They look one-hot encoded: pass the number of each class."`,
  );
  expect(
    await refusal(anything({ train: { ...train, labels: BigInt64Array.from(labels.map(BigInt)) } })),
  ).toContain('received 0n (a bigint) at index 0');
  expect(await refusal(anything({ train: { ...train, labels: 'labels.npy' } }))).toMatchInlineSnapshot(
    `"INVALID_DATA: train.labels expects the class of each image (a Uint8Array, or an array of whole numbers); received "labels.npy" (a string)."`,
  );
});

test('shapes that are invalid, or fit the bytes but not the model', async () => {
  expect(await refusal(anything({ train: { ...train, shape: [100, 64] } }))).toMatchInlineSnapshot(
    `"SHAPE_MISMATCH: train.shape does not fit the model: expected [count, 8, 8, 1], received [100, 64]. The number of values is right: if they are in this order, pass the shape [100, 8, 8, 1]."`,
  );
  expect(await refusal(anything({ train: { ...train, shape: undefined } }))).toMatchInlineSnapshot(
    `"INVALID_DATA: train.shape expects [count, height, width, channels], four whole numbers; received nothing."`,
  );
  expect(await refusal(anything({ train: { ...train, shape: ['100', 8, 8, 1] } }))).toContain(
    'INVALID_ARGUMENT: train.shape[0] expects a whole number of 0 or more',
  );
  expect(await refusal(anything({ train: train.images }))).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: train expects an object { images, labels, shape } or { inputs, targets }; received a Uint8Array of length 6400."`,
  );
});

beforeAll(prepareBackend);

const image = { inputShape: [8, 8, 1] };
const ends = {
  logits: () => [layers.dense({ name: 'end', units: 4 })],
  relu: () => [layers.dense({ name: 'end', units: 4, activation: 'relu' })],
  'one sigmoid': () => [layers.dense({ name: 'end', units: 1, activation: 'sigmoid' })],
  'two sigmoids': () => [layers.dense({ name: 'end', units: 2, activation: 'sigmoid' })],
  'one softmax': () => [layers.dense({ name: 'end', units: 1, activation: 'softmax' })],
  'an activation layer': () => [
    layers.dense({ units: 4 }),
    layers.activation({ name: 'end', activation: 'sigmoid' }),
  ],
  'batch normalisation': () => [
    layers.dense({ units: 4, activation: 'softmax' }),
    layers.batchNormalization({ name: 'end', betaInitializer: 'ones' }),
  ],
  'logits, dropped out': () => [layers.dense({ name: 'end', units: 4 }), layers.dropout({ rate: 0.5 })],
};

test.each(Object.entries(ends))('a model that ends with %s, which would learn nothing', async (_, make) => {
  const parts = () => [layers.flatten(image), ...make()];
  const labels = new Uint8Array(100);
  const nested = sequential({ layers: [sequential({ layers: parts() })] });
  const start = input({ shape: [8, 8, 1] });
  const functional = functionalModel({
    inputs: start,
    outputs: parts().reduce<SymbolicTensor>((x, layer) => layer.apply(x) as SymbolicTensor, start),
  });
  for (const model of [sequential({ layers: parts() }), nested, functional]) {
    await expect(evaluate(model, { ...train, labels })).rejects.toThrow(/^The model.*"end".*softmax/);
    expect(await refusal({ train: { ...train, labels } }, model)).toMatch(
      /^INVALID_MODEL: The model.*"end".*softmax/,
    );
  }
});

test('softmax as a separate layer counts as softmax', async () => {
  for (const softmax of [layers.softmax(), layers.activation({ activation: 'softmax' })]) {
    const model = sequential({ layers: [layers.flatten(image), layers.dense({ units: 4 }), softmax] });
    expect(await refusal({ workers: 'auto' }, model)).toBe('nothing');
  }
});

test('inputs and outputs that fit() does not train', async () => {
  const table = sequential({
    layers: [layers.dense({ units: 4, activation: 'softmax', inputShape: [6], name: 'first' })],
  });
  expect(await refusal({}, table)).toMatchInlineSnapshot(
    `"INVALID_MODEL: The model's input "first_input" accepts values of shape [6]; expected images, [height, width, channels]. Pass the data as columns, { inputs, targets }, or give its first layer an inputShape of three lengths."`,
  );
  const [left, right] = [
    input({ shape: [8, 8, 1], name: 'left' }),
    input({ shape: [8, 8, 1], name: 'right' }),
  ];
  const both = layers.flatten().apply(layers.add().apply([left, right])) as SymbolicTensor;
  const outputs = layers.dense({ units: 4, activation: 'softmax' }).apply(both) as SymbolicTensor;
  expect(await refusal({}, functionalModel({ inputs: [left, right], outputs }))).toMatchInlineSnapshot(
    `"INVALID_MODEL: Images are for a model with one input; this one has 2: "left", "right". Pass the data as columns, { inputs, targets }, with inputs by name."`,
  );
  const sequence = sequential({
    layers: [
      layers.lstm({ units: 4, inputShape: [5, 3] }),
      layers.dense({ units: 4, activation: 'softmax' }),
    ],
  });
  expect(await refusal({}, sequence)).toContain('accepts values of shape [5, 3]; expected images');
});

const unsuited: readonly (readonly [string, LossChoice, RegExp])[] = [
  [
    'linear',
    'binaryCrossentropy',
    /"end", has 2 units and activation 'linear'\. Binary cross-entropy expects .*'sigmoid'/,
  ],
  [
    'sigmoid',
    { kind: 'binaryCrossentropy', fromLogits: true },
    /With fromLogits .* pass loss: 'binaryCrossentropy'/,
  ],
  [
    'softmax',
    { kind: 'categoricalCrossentropy', fromLogits: true },
    /With fromLogits .* remove the activation/,
  ],
  ['linear', 'poisson', /The loss poisson expects outputs of 0 or more: .* 'softplus'/],
  ['tanh', 'klDivergence', /expects a probability for each class/],
];

test.each(unsuited)('a model that ends with %s does not suit %o', async (activation, loss, words) => {
  const end = layers.dense({ name: 'end', units: 2, activation: activation as 'linear' });
  const model = sequential({ layers: [layers.flatten(image), end] });
  const targets = { values: new Float32Array(200).fill(0.5), shape: [100, 2] };
  const { images, shape } = train;
  expect(await refusal({ train: { images, shape, targets }, loss }, model)).toMatch(words);
});

test('one unit with softmax suits no loss, and outputs outside 0 to 1 no binary cross-entropy', async () => {
  const { images, labels, shape } = train;
  const targets = { images, shape, targets: labels };
  const one = sequential({
    layers: [layers.flatten(image), layers.dense({ units: 1, activation: 'softmax' })],
  });
  expect(await refusal({ train: targets, loss: 'mse' }, one)).toContain('softmax of one unit is always 1');
  const open = sequential({
    layers: [
      layers.flatten(image),
      layers.dense({ units: 1, kernelInitializer: 'ones' }),
      layers.leakyReLU({ name: 'end' }),
    ],
  });
  const binary = { images, shape, targets: new Uint8Array(100) };
  expect(await refusal({ train: binary, loss: 'binaryCrossentropy' }, open)).toContain(
    'INVALID_MODEL: The model ends with "end" (LeakyReLU): its outputs are not all from 0 to 1.',
  );
});

test('a layer that tfjs cannot train is named', async () => {
  const model = sequential({
    layers: [
      layers.conv2d({ ...image, filters: 2, kernelSize: 3, name: 'first' }),
      layers.batchNormalization({ scale: false, center: false, name: 'bare' }),
      layers.flatten(),
      layers.dense({ units: 4, activation: 'softmax' }),
    ],
  });
  const { numTensors } = memory();
  // A custom metric trains on the tape.
  const message = await refusal({ metrics: (_: Tensor, y: Tensor) => mean(y) }, model);
  expect(message).toMatchInlineSnapshot(
    `"STEP_FAILED: tfjs could not compute this model at layer "bare" (BatchNormalization): Cannot read properties of undefined (reading 'read'). Replace the layer; if only its gradient is missing, freeze it and all layers before it."`,
  );
  expect(memory().numTensors).toBe(numTensors - model.weights.length);
});

test('a dilated convolution trains', async () => {
  const model = sequential({
    layers: [
      layers.conv2d({ ...image, filters: 2, kernelSize: 3, dilationRate: 2 }),
      layers.flatten(),
      layers.dense({ units: 4, activation: 'softmax' }),
    ],
  });
  expect(await refusal({}, model)).toMatchInlineSnapshot(`"nothing"`);
});
