// Data that are not what fit(), evaluate() and predict() take, and data in other arrays that are.
import { beforeAll, expect, test } from 'vitest';
import { prepareBackend } from './tape/prepare-backend.ts';
import { anything, refusal, train } from './testing/refusal.ts';

beforeAll(prepareBackend);

test('pictures that are no bytes', async () => {
  const floats = Float32Array.from(train.images, (byte) => byte / 255);
  expect(await refusal(anything({ train: { ...train, images: floats } }))).toMatchInlineSnapshot(
    `"INVALID_DATA: train.images expects bytes from 0 to 255 (a Uint8Array); received a Float32Array of length 6400. Pass numbers that are no bytes as \`inputs\`: { values, shape }. Bytes of values from 0 to 1 are Uint8Array.from(images, (value) => Math.round(value * 255)); the model divides them by 255."`,
  );
  expect(await refusal(anything({ validation: { ...train, images: Array.from(floats) } }))).toContain(
    'INVALID_DATA: validation.images expects bytes from 0 to 255',
  );
  expect(await refusal(anything({ train: { ...train, images: 'images.bin' } }))).toMatchInlineSnapshot(
    `"INVALID_DATA: train.images expects bytes from 0 to 255 (a Uint8Array); received "images.bin" (a string)."`,
  );
  // Clamped bytes are bytes.
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
    const said = await refusal(anything({ [name]: { ...train, labels } }));
    expect(said).toMatch(
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
    `"INVALID_DATA: train.labels expects one label for each of the 100 images; received a Float32Array of length 400. They look one-hot encoded: give the number of each class."`,
  );
  expect(
    await refusal(anything({ train: { ...train, labels: BigInt64Array.from(labels.map(BigInt)) } })),
  ).toContain('received 0n (a bigint) at index 0');
  expect(await refusal(anything({ train: { ...train, labels: 'labels.npy' } }))).toMatchInlineSnapshot(
    `"INVALID_DATA: train.labels expects the class of each image (a Uint8Array, or an array of whole numbers); received "labels.npy" (a string)."`,
  );
});

test('shapes that are none, or fit the bytes but not the model', async () => {
  expect(await refusal(anything({ train: { ...train, shape: [100, 64] } }))).toMatchInlineSnapshot(
    `"SHAPE_MISMATCH: train.shape does not fit the model: expected [count, 8, 8, 1], received [100, 64]. The number of values is right: give the shape [100, 8, 8, 1], if they are in this order."`,
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
