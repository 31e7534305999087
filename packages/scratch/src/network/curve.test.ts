// Values and slopes against PyTorch 1.13 in 64 bits, then slopes against differences anywhere.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { largestDifference } from '../../fixtures/largest-difference.ts';
import { type CurveName, curves } from './curve.ts';

const z = [-2, -0.5, 0.5, 2];

/** For z above: values, then slopes. */
const golden: Record<CurveName, readonly [number[], number[]]> = {
  identity: [z, [1, 1, 1, 1]],
  linear: [z, [1, 1, 1, 1]],
  sigmoid: [
    [0.11920292202211755, 0.3775406687981454, 0.6224593312018546, 0.8807970779778823],
    [0.1049935854035065, 0.2350037122015945, 0.2350037122015945, 0.10499358540350662],
  ],
  tanh: [
    [-0.9640275800758169, -0.46211715726000974, 0.46211715726000974, 0.9640275800758169],
    [0.07065082485316443, 0.7864477329659274, 0.7864477329659274, 0.07065082485316443],
  ],
  relu: [
    [0, 0, 0.5, 2],
    [0, 0, 1, 1],
  ],
  elu: [
    [-0.8646647167633873, -0.3934693402873666, 0.5, 2],
    [0.1353352832366127, 0.6065306597126334, 1, 1],
  ],
  selu: [
    [-1.5201664685956948, -0.6917581878028713, 0.5253504936777402, 2.101401974710961],
    [0.2379328722516818, 1.0663411530445053, 1.0507009873554805, 1.0507009873554805],
  ],
  softplus: [
    [0.1269280110429725, 0.4740769841801067, 0.9740769841801067, 2.1269280110429727],
    [0.11920292202211755, 0.37754066879814546, 0.6224593312018545, 0.8807970779778824],
  ],
  softsign: [
    [-2 / 3, -1 / 3, 1 / 3, 2 / 3],
    [1 / 9, 4 / 9, 4 / 9, 1 / 9],
  ],
  hardSigmoid: [
    [0.1, 0.4, 0.6, 0.9],
    [0.2, 0.2, 0.2, 0.2],
  ],
  hard_sigmoid: [
    [0.1, 0.4, 0.6, 0.9],
    [0.2, 0.2, 0.2, 0.2],
  ],
  exponential: [
    [0.1353352832366127, 0.6065306597126334, 1.6487212707001282, 7.38905609893065],
    [0.1353352832366127, 0.6065306597126334, 1.6487212707001282, 7.38905609893065],
  ],
};

describe.each(Object.keys(curves) as CurveName[])('%s', (name) => {
  const { value, derivative } = curves[name];

  test('golden values and slopes', () => {
    const a = z.map(value);
    expect(largestDifference(a, golden[name][0])).toBeLessThan(1e-14);
    expect(largestDifference(a.map(derivative), golden[name][1])).toBeLessThan(1e-14);
  });

  test('the slope computed from a is the slope at z, except at kinks', () => {
    const step = 1e-5;
    const kinks = [0, -2.5, 2.5];
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (zi) => {
        fc.pre(kinks.every((kink) => Math.abs(zi - kink) > 2 * step));
        const slope = (value(zi + step) - value(zi - step)) / (2 * step);
        expect(Math.abs(derivative(value(zi)) - slope)).toBeLessThan(1e-7 * Math.max(1, Math.abs(slope)));
      }),
    );
  });
});

test('kinks have the documented slope', () => {
  expect(curves.relu.derivative(curves.relu.value(0))).toBe(0);
  expect(curves.hardSigmoid.derivative(curves.hardSigmoid.value(-2.5))).toBe(0);
  expect(curves.hardSigmoid.derivative(curves.hardSigmoid.value(2.5))).toBe(0);
});

test('nothing overflows far out', () => {
  const bounded = (['sigmoid', 'tanh', 'softsign', 'hardSigmoid', 'softplus', 'elu'] as const).map((name) => [
    curves[name].value(-1000),
    curves[name].value(1000),
  ]);
  expect(bounded).toEqual([
    [0, 1],
    [-1, 1],
    [-1000 / 1001, 1000 / 1001],
    [0, 1],
    [0, 1000],
    [-1, 1000],
  ]);
});
