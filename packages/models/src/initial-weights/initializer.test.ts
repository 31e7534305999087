import { expect, test } from 'vitest';
import { threefry2x32 } from '#random';
import { checkInitializer, fan, type Initializer, initialValues, truncatedNormal } from './initializer.ts';

test('inputs and outputs of a unit are counted as Keras counts them', () => {
  expect(fan([784, 128], 'fanAvg')).toBe(456);
  expect(fan([3, 3, 32, 64], 'fanAvg')).toBe(9 * 48);
  expect(fan([3, 3, 32, 64], 'fanIn')).toBe(288);
  expect(fan([3, 3, 32, 64], 'fanOut')).toBe(576);
  expect(fan([5], 'fanIn')).toBe(5);
});

test('glorotUniform fills [-limit, limit) evenly', () => {
  const shape = [784, 128];
  const limit = Math.fround(Math.sqrt(6 / 912));
  const values = initialValues('glorotUniform', { shape, seed: 0, layer: 1 });
  expect(values.length).toBe(784 * 128);
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(-limit);
  expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(limit);
  // Mean 0 and variance limit^2 / 3, within five standard errors of 100,352 draws.
  expect(Math.abs(sum / values.length)).toBeLessThan((5 * limit) / Math.sqrt(3 * values.length));
  expect(Math.abs(squares / values.length / (limit ** 2 / 3) - 1)).toBeLessThan(0.015);
});

test('the first values equal those of an independent program (Python, NumPy float32)', () => {
  const values = initialValues('glorotUniform', { shape: [2, 1], seed: 7, layer: 0 });
  expect([...values]).toEqual([0.04484087601304054, -1.0901782512664795]);
});

test('an odd number of values uses one word of the last block', () => {
  const odd = initialValues('glorotUniform', { shape: [3, 1], seed: 1, layer: 0 });
  expect(odd.length).toBe(3);
  expect(odd[2]).not.toBe(0);
});

test('seed and layer each change every value, and 0 is a seed', () => {
  const draw = (seed: number, layer: number) => [
    ...initialValues('glorotUniform', { shape: [4, 4], seed, layer }),
  ];
  expect(draw(0, 0)).toEqual(draw(0, 0));
  expect(draw(0, 0).filter((value, i) => value === draw(1, 0)[i])).toEqual([]);
  expect(draw(0, 0).filter((value, i) => value === draw(0, 1)[i])).toEqual([]);
});

const draw = (initializer: Initializer, shape: readonly number[], weight = 0) => [
  ...initialValues(initializer, { shape, seed: 3, layer: 1, weight }),
];

test('the weights of a layer draw numbers of their own', () => {
  const [first, second] = [0, 1].map((weight) => draw('glorotUniform', [4, 4], weight));
  expect(first.filter((value, i) => value === second[i])).toEqual([]);
});

test('heNormal has variance 2 / inputs and ends at 2.27 standard deviations', () => {
  const shape = [3, 3, 16, 64];
  const values = draw('heNormal', shape);
  const variance = 2 / 144;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  // Five standard errors of 9,216 draws.
  expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(variance / values.length));
  expect(Math.abs(spread / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / values.length));
  expect(Math.max(...values.map(Math.abs))).toBeLessThan(2.28 * Math.sqrt(variance));
});

test('constants and ranges', () => {
  expect(draw('zeros', [2])).toEqual([0, 0]);
  expect(draw('ones', [2])).toEqual([1, 1]);
  expect(draw({ kind: 'constant', value: 0.5 }, [2])).toEqual([0.5, 0.5]);
  const values = draw({ kind: 'randomUniform', min: 2, max: 3 }, [100]);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...values)).toBeLessThanOrEqual(3);
});

test('dirac passes each channel on, and draws the filters beyond', () => {
  const [channels, filters] = [2, 5];
  const values = draw('dirac', [3, 3, channels, filters]);
  const at = (row: number, column: number, channel: number, filter: number) =>
    values[((row * 3 + column) * channels + channel) * filters + filter];
  for (let place = 0; place < 9; place++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let filter = 0; filter < filters; filter++) {
        const value = at(Math.floor(place / 3), place % 3, channel, filter);
        if (filter < channels) expect(value).toBe(place === 4 && channel === filter ? 1 : 0);
        else expect(Math.abs(value)).toBeLessThanOrEqual(Math.fround(Math.sqrt(1 / 18)));
      }
    }
  }
  expect(new Set(values).size).toBeGreaterThan(9 * channels * (filters - channels));
});

test('an invalid initializer is rejected with a message', () => {
  const refuse = (value: unknown) => () => checkInitializer('kernelInitializer', value);
  expect(refuse('heNorm')).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: kernelInitializer expects one of glorotUniform, glorotNormal, heUniform, heNormal, lecunUniform, lecunNormal, zeros, ones, dirac; received "heNorm" (a string). Did you mean heNormal?]`,
  );
  expect(refuse({ kind: 'constant' })).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: kernelInitializer.value expects a number; received nothing.]`,
  );
  expect(refuse({ kind: 'randomUniform', min: 2, max: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: kernelInitializer.max expects a number of 2 or more; received 1.]`,
  );
  for (const value of [null, 3, [], { kind: 'varianceScaling', scale: 0, mode: 'fanIn' }]) {
    expect(refuse(value)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  }
});

const tolerance = 1e-7;
const deviation = 0.8796256610342398;

/** The share of a normal distribution below x, by Simpson's rule in steps of 1/1000. */
function shareBelow(x: number): number {
  const density = (t: number) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  const steps = 2000;
  let sum = density(0) + density(x);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 0 ? 2 : 4) * density((x * i) / steps);
  return 0.5 + (sum * x) / (3 * steps);
}

test('inverts the distribution function up to two standard deviations', () => {
  const tail = shareBelow(-2);
  for (const part of [0, 1e-4, 0.001, 0.01, 0.2, 0.5, 0.7, 0.99, 0.9999]) {
    const word = Math.floor(part * 2 ** 24);
    const x = truncatedNormal((word << 8) >>> 0) * deviation;
    const expected = tail + ((word + 0.5) / 2 ** 24) * (1 - 2 * tail);
    expect(Math.abs(shareBelow(x) - expected)).toBeLessThan(tolerance);
  }
});

test('is symmetric, ends at 2 / 0.8796, and has mean 0 and variance 1', () => {
  expect(truncatedNormal(0xffffffff)).toBe(-truncatedNormal(0));
  expect(Math.abs(truncatedNormal(0xffffffff) - 2 / deviation)).toBeLessThan(1e-5);
  const values = Array.from({ length: 20_000 }, (_, i) => truncatedNormal(threefry2x32([5, 6], [0, i])[0]));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  // Five standard errors.
  expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(values.length));
  expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / values.length));
});
