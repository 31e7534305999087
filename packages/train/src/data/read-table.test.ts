// Errors for columns that do not fit: the column's name, the expected and the received value.

import { beforeAll, expect, test } from 'vitest';
import { evaluate, predict } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { anything, refusal } from '../testing/refusal.ts';
import { tableModel, tokenModel, twoByTwoModel } from '../testing/table-models.ts';

beforeAll(prepareBackend);

const inputs = new Float32Array(12);
const targets = [0, 1, 2, 3];
const errorOf = (train: unknown, loss: unknown = 'mse', model = tableModel(1)) =>
  refusal(anything({ train, loss }), model);

test('values that are not columns', async () => {
  expect(await errorOf({ inputs: 'table.csv', targets })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.inputs expects a typed array, an array of numbers, or { values, shape }; received "table.csv" (a string)."`,
  );
  expect(await errorOf({ inputs: { values: 'a,b' }, targets })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.inputs.values expects a typed array or an array of numbers, [count, 3]; received "a,b" (a string)."`,
  );
  expect(await errorOf({ inputs: { shape: [4, 3] }, targets })).toContain('received nothing');
  expect(await errorOf({ inputs: { values: inputs, length: 3 }, targets })).toContain(
    'train.inputs has no option "length"',
  );
  expect(await errorOf({ inputs })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.targets expects a typed array, an array of numbers, or { values, shape }; received nothing."`,
  );
  expect(await errorOf({ inputs, targets, labels: targets })).toContain(
    'train expects labels or targets; received both',
  );
  expect(await errorOf({ targets })).toContain('INVALID_DATA: train.inputs expects a typed array');
});

test('values that are not numbers', async () => {
  expect(await errorOf({ inputs: inputs.with(5, Number.NaN), targets })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.inputs expects finite numbers of single precision; received NaN at index 5."`,
  );
  expect(await errorOf({ inputs, targets: [0, 1, Number.POSITIVE_INFINITY, 3] })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.targets expects finite numbers of single precision; received Infinity at index 2."`,
  );
  expect(await errorOf({ inputs: Array.from(inputs, String), targets })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.inputs expects finite numbers of single precision; received "0" (a string) at index 0."`,
  );
  expect(await errorOf({ inputs, targets: [0, null, 1, 2] })).toContain(
    'train.targets expects finite numbers',
  );
  expect(await errorOf({ inputs: new Float64Array(12).fill(1e300), targets })).toContain(
    'received 1e+300 at index 0',
  );
});

test('shapes that do not fit', async () => {
  expect(
    await errorOf({ inputs: { values: inputs, shape: [3, 4] }, targets: [1, 2, 3] }),
  ).toMatchInlineSnapshot(
    `"SHAPE_MISMATCH: train.inputs.shape does not fit the model: expected [count, 3], received [3, 4]."`,
  );
  expect(await errorOf({ inputs: { values: inputs, shape: [5, 3] }, targets })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.inputs expects 15 values, as its shape is [5, 3]; received a Float32Array of length 12."`,
  );
  expect(await errorOf({ inputs: inputs.slice(1), targets })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.inputs expects a multiple of 3 values, [count, 3]; received a Float32Array of length 11."`,
  );
  expect(await errorOf({ inputs, targets: [1, 2, 3] })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.targets expects 4 values, [count, 1] with a count of 4; received an array of length 3."`,
  );
  expect(await errorOf({ inputs: [], targets: [] })).toContain(
    'train.inputs expects at least one sample; received 0.',
  );
  expect(await errorOf({ inputs: { values: inputs, shape: ['4', 3] }, targets })).toContain(
    'train.inputs.shape',
  );
  expect(await errorOf({ images: new Uint8Array(12), shape: [1, 2, 2, 3], targets: [1] })).toContain(
    'as columns',
  );
});

test('targets that their loss does not accept', async () => {
  const sigmoid = () => tableModel(1, 'sigmoid');
  expect(await errorOf({ inputs, labels: targets }, 'binaryCrossentropy', sigmoid())).toMatchInlineSnapshot(
    `"INVALID_DATA: train.labels expects numbers from 0 to 1, as the loss is binaryCrossentropy; received 2 at index 2. For more than two classes end the model with softmax and one unit per class, and train with sparseCategoricalCrossentropy."`,
  );
  expect(await errorOf({ inputs, targets: [0, 1, 0, -1] }, 'binaryCrossentropy', sigmoid())).toContain(
    'received -1 at index 3',
  );
  const softmax = () => tableModel(3, 'softmax');
  expect(
    await errorOf({ inputs, labels: [0, 1, 0.5, 2] }, 'categoricalCrossentropy', softmax()),
  ).toMatchInlineSnapshot(
    `"LABEL_OUT_OF_RANGE: train.labels expects whole numbers from 0 to 2, as the model has 3 outputs; received 0.5 at index 2."`,
  );
  expect(
    await errorOf({ inputs, labels: [0, 1, -1, 2] }, 'sparseCategoricalCrossentropy', softmax()),
  ).toContain(
    'LABEL_OUT_OF_RANGE: train.labels expects whole numbers from 0 to 2, as the model has 3 outputs; received -1 at index 2',
  );
  expect(await errorOf({ inputs, labels: targets }, 'mse', softmax())).toMatchInlineSnapshot(
    `"INVALID_DATA: train.labels expects 3 values for each sample, as the loss is meanSquaredError and "end" has 3 outputs; received one, an array of length 4. For class numbers use softmax and the loss sparseCategoricalCrossentropy."`,
  );
  const wide = { values: [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0], shape: [4, 3] };
  expect(
    await errorOf({ inputs, targets: wide }, 'categoricalCrossentropy', softmax()),
  ).toMatchInlineSnapshot(
    `"INVALID_DATA: train.targets expects a probability for each of 3 classes, which sum to 1; received a sum of 2 from index 9."`,
  );
  expect(await errorOf({ inputs, targets: wide }, 'sparseCategoricalCrossentropy', softmax())).toContain(
    'one-hot encoded',
  );
  expect(await errorOf({ inputs, targets: [-1, 0, 1, 0] }, 'hinge')).toMatchInlineSnapshot(
    `"INVALID_DATA: train.targets expects -1 and 1, or 0 and 1, but not all three; received 0 at index 1."`,
  );
  expect(await errorOf({ inputs, targets: [1, 2, 3, -4] }, 'msle')).toContain(
    'numbers of 0 or more, as the loss is meanSquaredLog',
  );
});

test('inputs and outputs by name', async () => {
  const [left, right] = [new Float32Array(8), new Float32Array(12)];
  const goals = { size: targets, kind: [0, 1, 2, 1] };
  const loss = { size: 'mse', kind: 'sparseCategoricalCrossentropy' };
  const errorFor = (train: unknown, of: unknown = loss) => errorOf(train, of, twoByTwoModel());
  expect(await errorFor({ inputs: left, targets: goals })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.inputs expects a column for each of the model's 2 inputs by name, { left, right }; received a Float32Array of length 8."`,
  );
  expect(await errorFor({ inputs: { left, rigth: right }, targets: goals })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: a name in train.inputs expects one of left, right; received "rigth" (a string). Did you mean right?"`,
  );
  expect(await errorFor({ inputs: { left }, targets: goals })).toContain(
    'train.inputs.right expects a typed array',
  );
  expect(await errorFor({ inputs: { left, right: right.slice(3) }, targets: goals })).toMatchInlineSnapshot(
    `"INVALID_DATA: train.inputs.right expects 12 values, [count, 3] with a count of 4; received a Float32Array of length 9."`,
  );
  expect(await errorFor({ inputs: { left, right }, targets: { ...goals, kind: [0, 1, 2, 3] } })).toContain(
    'train.targets.kind',
  );
  expect(await errorFor({ inputs: { left, right }, labels: targets })).toContain(
    'train.targets expects a column for each',
  );
  expect(await errorFor({ inputs: { left, right }, targets: goals }, { size: 'mse' })).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: loss.kind expects a loss; received nothing."`,
  );
  expect(await errorFor({ inputs: { left, right }, targets: goals }, ['mse'])).toMatchInlineSnapshot(
    `"INVALID_ARGUMENT: loss expects one for each of the outputs size, kind; received an array of length 1."`,
  );
  expect(await errorFor({ inputs: { left, right }, targets: goals }, { ...loss, sort: 'mse' })).toContain(
    'a name in loss expects',
  );
});

test('tokens without a row in the embedding', async () => {
  const labels = [0];
  const errorFor = (tokens: number[]) =>
    errorOf({ inputs: tokens, labels }, 'binaryCrossentropy', tokenModel());
  expect(await errorFor([0, 1, 2, 3, 10])).toMatchInlineSnapshot(
    `"INVALID_DATA: train.inputs expects whole numbers from 0 to 9, as the embedding "words" has 10 rows; received 10 at index 4."`,
  );
  expect(await errorFor([0, 1, 2, 0.5, 9])).toContain('received 0.5 at index 3');
  expect(await errorFor([0, 1, 2, 9, -1])).toContain('received -1 at index 4');
  expect(await errorFor([0, 1, 2, 9, 9])).toBe('nothing');
});

test('evaluate and predict report the same', async () => {
  const model = tableModel(1);
  await expect(predict(model, { inputs: inputs.with(1, Number.NaN) })).rejects.toThrow(
    'data.inputs expects finite numbers of single precision; received NaN at index 1.',
  );
  await expect(evaluate(model, { inputs, targets })).rejects.toThrow(
    'loss expects a loss for the output "end"',
  );
  await expect(evaluate(model, { inputs, targets: [1] }, { loss: 'mse' })).rejects.toThrow(
    'data.targets expects',
  );
  model.dispose();
});
