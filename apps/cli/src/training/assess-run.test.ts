import { expect, test } from 'vitest';
import { pickRows, predictionsOf, worstMistakes } from './assess-run.ts';

const split = {
  images: new Uint8Array(4),
  labels: Uint8Array.of(0, 1, 1, 0),
  shape: [4, 1, 1, 1] as const,
  classNames: ['a', 'b'],
};
const probabilities = Float32Array.of(0.9, 0.1, 0.6, 0.4, 0.99, 0.01, 0.3, 0.7);

test('mistakes come with the least probable truth first', () => {
  expect([...predictionsOf(split, probabilities)]).toEqual([0, 0, 0, 1]);
  expect([...worstMistakes(split, probabilities)]).toEqual([2, 3, 1]);
});

test('rows are picked in the order asked for', () => {
  expect([...pickRows(probabilities, { indices: Uint32Array.of(3, 0), classes: 2 })]).toEqual(
    [0.3, 0.7, 0.9, 0.1].map(Math.fround),
  );
});
