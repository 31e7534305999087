// ln against decimal arithmetic with 60 digits (Python's decimal), rounded to the nearest double.

import { expect, test } from 'vitest';
import { ln } from './logarithm.ts';

test.each([
  [1, 0],
  [0.5, -Math.LN2],
  [0.7071067811865475, -0.34657359027997275],
  [Math.SQRT1_2, -0.3465735902799726],
  [0.9999999999999999, -1.1102230246251565e-16],
  [1e-300, -690.7755278982137],
  [5e-324, -744.4400719213812],
  [0.3, -1.2039728043259361],
  [0.999, -0.0010005003335835344],
  [0.75, -0.2876820724517809],
  [0.13436424411240122, -2.0072009271185753],
  [0.8474337369372327, -0.16554262928899602],
  [0.49543508709194095, -0.7023189386538373],
  [0.02834747652200631, -3.563217264339583],
  [0.43276706790505337, -0.8375556451373071],
])('ln %d is rounded right', (x, expected) => {
  expect(ln(x)).toBe(expected);
});

test('ln stays beside Math.log over the whole range', () => {
  for (let x = 1; x > 1e-40; x *= 0.987) {
    expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.abs(Math.log(x)));
  }
});
