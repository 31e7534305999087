import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  biasThrough,
  boundary,
  curveShades,
  gateCorners,
  type NeuronSettings,
  nearestUndecided,
  neuronPlane,
  neuronValues,
} from './neuron.ts';

const settings: NeuronSettings = { x1: 1, x2: -0.5, w1: 0.8, w2: 1.2, b: 0.3, curve: 'sigmoid' };

test('weighs, adds and bends, as on paper: 0.8 - 0.6 + 0.3 = 0.5', () => {
  const { products, z, a, slope } = neuronValues(settings);
  expect(products).toEqual([0.8, -0.6]);
  expect(Math.abs(z - 0.5)).toBeLessThan(1e-12);
  expect(Math.abs(a - 1 / (1 + Math.exp(-0.5)))).toBeLessThan(1e-12);
  expect(Math.abs(slope - a * (1 - a))).toBeLessThan(1e-12);
});

test('the plane is sampled at the middles of its cells, the lowest row first', () => {
  const { values } = neuronPlane(settings, 2);
  const at = (x1: number, x2: number) => neuronValues({ ...settings, x1, x2 }).a;
  expect(Array.from(values)).toEqual([at(-1, -1), at(1, -1), at(-1, 1), at(1, 1)]);
});

test('on the boundary the sum is nothing', () => {
  for (const [x1, x2] of boundary(settings) ?? []) {
    expect(Math.abs(neuronValues({ ...settings, x1, x2 }).z)).toBeLessThan(1e-9);
  }
  expect(boundary({ ...settings, w1: 0, w2: 0 })).toBeUndefined();
});

test('the bias sends the line through where it is dragged: 0.8 · 0.5 + 1.2 · 0.25 = 0.7', () => {
  const b = biasThrough(settings, 0.5, 0.25);
  expect(b).toBe(-0.7);
  const [x1, x2] = nearestUndecided({ ...settings, b }) ?? [];
  expect([x1, x2].map((x) => x?.toFixed(4))).toEqual([(0.56 / 2.08).toFixed(4), (0.84 / 2.08).toFixed(4)]);
  expect(biasThrough(settings, 2, 2)).toBe(-2);
  expect(nearestUndecided({ ...settings, w1: 0, w2: 0 })).toBeUndefined();
});

test('a curve’s colours lie around its value at 0', () => {
  expect(curveShades('sigmoid')).toEqual({ low: 0, high: 1 });
  expect(curveShades('tanh')).toEqual({ low: -1, high: 1 });
});

describe('gates', () => {
  test('OR is found by equal weights and a small negative bias', () => {
    const or = { ...settings, w1: 1, w2: 1, b: -0.5 };
    expect(gateCorners(or, 'or').every(({ right }) => right)).toBe(true);
    expect(gateCorners(or, 'and').filter(({ right }) => right)).toHaveLength(2);
  });

  test('no neuron is XOR', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(number, number, number, (w1, w2, b) => {
        expect(gateCorners({ ...settings, w1, w2, b }, 'xor').every(({ right }) => right)).toBe(false);
      }),
    );
  });
});
