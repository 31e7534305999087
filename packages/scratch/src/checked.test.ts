// What callers in plain JavaScript pass. Every kind of wrong argument is tried on every export in checks/arguments/;
// here is what is particular to this package.

import { describe, expect, test } from 'vitest';
import * as nn from './index.ts';

const layers = [{ weights: [[1, -1]], biases: [0], activation: 'sigmoid' as const }];
const network: nn.Network = { layers };
const batch = { network, inputs: [[0, 1]], targets: [[1]], loss: nn.losses.binaryCrossEntropy };
const optimizer = nn.gradientDescent({ learningRate: 0.5 });

describe('rows are plain arrays', () => {
  test.each([
    ['inputs', () => nn.predict(network, [Float32Array.of(0, 1) as never])],
    ['targets', () => nn.batchCost({ ...batch, targets: [Float32Array.of(1) as never] })],
    ['a', () => nn.losses.meanSquaredError.gradient(Float32Array.of(1) as never, [1])],
    [
      'weights',
      () => nn.flattenParameters({ layers: [{ ...layers[0], weights: [Float64Array.of(1, 2) as never] }] }),
    ],
    ['parameters', () => nn.withParameters(network, Float32Array.of(1, 2, 3) as never)],
  ])('typed arrays, which would round the results, are refused: %s', (name, run) => {
    expect(run).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    expect(run).toThrow(new RegExp(`${name}.* expects an array of .*numbers?; received a Float(32|64)Array`));
  });

  test('a hole in a row or between rows is found', () => {
    const hole = new Array<number>(2).fill(1, 1);
    expect(() => nn.predict(network, [hole])).toThrowErrorMatchingInlineSnapshot(
      `[ScratchError: inputs expects finite numbers, received nothing in row 0. Remove or repair that example.]`,
    );
    expect(() => nn.predict(network, new Array<number[]>(1))).toThrowErrorMatchingInlineSnapshot(
      `[ScratchError: inputs[0] expects an array of 2 numbers; received nothing.]`,
    );
  });
});

test('vectors of different lengths are rejected', () => {
  const { binaryCrossEntropy, meanSquaredError, categoricalCrossEntropy } = nn.losses;
  for (const { cost, gradient, canonical } of [
    binaryCrossEntropy,
    meanSquaredError,
    categoricalCrossEntropy,
  ]) {
    for (const compute of [cost, gradient, canonical?.delta ?? cost]) {
      expect(() => compute([0.5], [1, 0])).toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
    }
  }
  expect(() => nn.withParameters(network, [1, 2])).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: parameters expects 3 numbers, received 2.]`,
  );
  expect(() => optimizer.update({ parameters: [1, 2], gradients: [1], state: optimizer.start(2) })).toThrow(
    expect.objectContaining({ code: 'SHAPE_MISMATCH' }),
  );
});

test('a layer that does not fit the one before is found before anything is computed', () => {
  const misfit = { layers: [...layers, { ...layers[0], weights: [[1, 2, 3]] }] };
  expect(() => nn.predict(misfit, [[0, 1]])).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: network.layers[1].weights[0] expects an array of 1 number; received an array of length 3.]`,
  );
});

test('a step can be spread into the options of the next', () => {
  const first = nn.trainingStep({ ...batch, optimizer });
  const second = nn.trainingStep({ ...first, ...batch, network: first.network, optimizer });
  expect(second.cost).toBeLessThan(first.cost);
  const options = { ...batch, optimizer, learningRate: 0.1 };
  expect(() => nn.trainingStep(options)).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: trainingStep has no option "learningRate". Choose from network, inputs, targets, loss, optimizer, state, cost, layers.]`,
  );
});

test('numbers that overflow on the way diverge; they are no wrong argument', () => {
  const wide = { layers: [{ weights: [[1e200]], biases: [0], activation: 'linear' as const }] };
  const far = { inputs: [[1e200]], targets: [[0]], loss: nn.losses.meanSquaredError };
  expect(() => nn.backpropagate({ network: wide, ...far })).toThrow(
    expect.objectContaining({ code: 'DIVERGED' }),
  );
  expect(() => nn.batchCost({ network: wide, ...far })).toThrow(
    expect.objectContaining({ code: 'DIVERGED' }),
  );
  // The gradient is 2e160, and Adam's mean of its square an infinity, which would hide in the state.
  const steep = { layers: [{ weights: [[0]], biases: [0], activation: 'linear' as const }] };
  const step = { ...far, network: steep, inputs: [[1e150]], targets: [[-1e10]], optimizer: nn.adam() };
  expect(() => nn.trainingStep(step)).toThrow(expect.objectContaining({ code: 'DIVERGED' }));
});

test('a custom initializer must draw the requested shape', () => {
  const make = (initializer: nn.Initializer) => () =>
    nn.createNetwork({ inputs: 2, layers: [{ units: 2, activation: 'relu' }], initializer });
  expect(make(() => [[1, 2]])).toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
  expect(
    make(() => [
      [1, 2],
      [3, Number.NaN],
    ]),
  ).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  expect(
    make(() => [
      [1, 2],
      [3, 4],
    ])().layers[0].weights,
  ).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('sizes that do not fit into memory are rejected, not tried', () => {
  const wide = { units: 2 ** 40, activation: 'relu' as const };
  expect(() => nn.createNetwork({ inputs: 2, layers: [wide] })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: units expects a whole number from 1 to 33554432; received 1099511627776.]`,
  );
  expect(() => nn.createNetwork({ inputs: 2 ** 50, layers: [{ ...wide, units: 1 }] })).toThrow(
    nn.ScratchError,
  );
  expect(() => new nn.RandomState(1).permutation(2 ** 31)).toThrow(nn.ScratchError);
  expect(() => nn.decisionSurface({ network, columns: 1e9 })).toThrow(nn.ScratchError);
  expect(() => optimizer.start(-1)).toThrow(nn.ScratchError);
});

describe('the results of custom functions are checked', () => {
  const loss = (part: object): nn.Loss => ({ ...nn.losses.meanSquaredError, ...part });
  const step = (part: object) => () => nn.trainingStep({ ...batch, optimizer, ...part });
  test.each([
    ['a cost as text', step({ loss: loss({ cost: () => '1' }) })],
    ['no gradient', step({ loss: loss({ gradient: () => undefined }) })],
    ['a gradient too long', step({ loss: loss({ gradient: () => [1, 2] }) })],
    ['no update', step({ optimizer: { ...optimizer, update: () => undefined } })],
    [
      'too few parameters',
      step({ optimizer: { ...optimizer, update: () => ({ parameters: [1], state: {} }) } }),
    ],
    ['no state', step({ optimizer: { ...optimizer, update: () => ({ parameters: [1, 2, 3] }) } })],
    ['no state at the start', step({ optimizer: { ...optimizer, start: () => null } })],
  ])('%s', (_, run) => {
    expect(run).toThrow(expect.objectContaining({ name: 'ScratchError', code: 'INVALID_ARGUMENT' }));
  });
});

test('the cost of no outputs is not a number and is rejected', () => {
  expect(() => nn.losses.meanSquaredError.cost([], [])).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: a expects one number or more, received none.]`,
  );
});

test('a snapshot of zeros, with which randn would never end, is rejected', () => {
  const snapshot = new nn.RandomState(1).snapshot();
  const from = (words: number[]) => () => nn.RandomState.from({ ...snapshot, words });
  expect(from(new Array<number>(624).fill(0))).toThrow(/^words expects one that is not 0/);
  expect(from(new Array<number>(624).fill(0.5))).toThrow(
    /^words\[0\] expects a whole number; received 0\.5\.$/,
  );
});

test('a range with fewer numbers than points, or wider than the largest number, is rejected', () => {
  const surface = (xRange: [number, number]) => () => nn.decisionSurface({ network, xRange });
  expect(surface([0, 5e-324])).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: xRange expects two numbers with 50 points between them; received [0, 5e-324].]`,
  );
  expect(surface([-1.7e308, 1.7e308])).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});

test('a layer of more units than a call has room for arguments', () => {
  const a = nn.activations.softmax.forward(new Array<number>(200_000).fill(3));
  expect(Math.abs(a[0] * 200_000 - 1)).toBeLessThan(1e-9);
});

test('trainXor refuses its options when it is called, not at the first next()', () => {
  expect(() => nn.trainXor({ hidden: 0 })).toThrow(nn.ScratchError);
});

test('the name of every object is no activation', () => {
  const made = () =>
    nn.createNetwork({ inputs: 1, layers: [{ units: 1, activation: 'constructor' as never }] });
  expect(made).toThrow(/activation expects one of identity, .*; received "constructor" \(a string\)\./);
});
