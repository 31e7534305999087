import { expect, test } from 'vitest';
import { productsOf, votesOf, weightsInto } from './unit-reading.ts';

// Three inputs, two units.
const hidden = {
  layer: 'dense',
  shape: [3, 2],
  values: Float32Array.of(1, 2, 3, 4, 5, 6),
  bias: Float32Array.of(0, 0),
};

test('a unit has one weight from each input', () => {
  expect([...weightsInto(hidden, 0)]).toEqual([1, 3, 5]);
  expect([...weightsInto(hidden, 1)]).toEqual([2, 4, 6]);
});

test('products are with pixels as the network gets them', () => {
  expect([...productsOf(weightsInto(hidden, 1), Uint8Array.of(255, 0, 51))]).toEqual([
    2,
    0,
    Math.fround(1.2),
  ]);
});

test('a unit votes with its outgoing weights', () => {
  const output = {
    layer: 'out',
    shape: [2, 4],
    values: Float32Array.of(0.1, 0.4, -0.3, 0.2, 1, -1, 2, -2),
    bias: new Float32Array(4),
  };
  expect(votesOf(output, 0)).toEqual({ forThese: [1, 3], againstThese: [2, 0] });
  expect(votesOf(output, 1, 1)).toEqual({ forThese: [2], againstThese: [3] });
});
