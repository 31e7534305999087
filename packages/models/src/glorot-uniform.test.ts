import '@tensorflow/tfjs-backend-cpu';
import { env } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import { glorotLimit, glorotUniform, glorotValues } from './glorot-uniform.ts';

// Keeps the cpu backend from advertising another backend on stderr.
env().set('IS_TEST', true);

test('the limits are those of the definition', () => {
  expect(glorotLimit([784, 128])).toBe(Math.fround(Math.sqrt(6 / 912)));
  expect(glorotLimit([3, 3, 32, 64])).toBe(Math.fround(Math.sqrt(6 / (9 * 96))));
});

test('values fill [-limit, limit) evenly', () => {
  const shape = [784, 128];
  const limit = glorotLimit(shape);
  const values = glorotValues({ shape, seed: 0, layer: 1 });
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
  const values = glorotValues({ shape: [2, 1], seed: 7, layer: 0 });
  expect([...values]).toEqual([0.04484087601304054, -1.0901782512664795]);
});

test('an odd number of values takes one word of the last block', () => {
  const odd = glorotValues({ shape: [3, 1], seed: 1, layer: 0 });
  expect(odd.length).toBe(3);
  expect(odd[2]).not.toBe(0);
});

test('seed and layer each change every value, and 0 is a seed', () => {
  const draw = (seed: number, layer: number) => [...glorotValues({ shape: [4, 4], seed, layer })];
  expect(draw(0, 0)).toEqual(draw(0, 0));
  expect(draw(0, 0).filter((value, i) => value === draw(1, 0)[i])).toEqual([]);
  expect(draw(0, 0).filter((value, i) => value === draw(0, 1)[i])).toEqual([]);
});

test('a layer takes it, and a saved model names it as Keras does', () => {
  const model = sequential({
    layers: [
      layers.dense({ units: 3, inputShape: [2], kernelInitializer: glorotUniform({ seed: 5, layer: 0 }) }),
    ],
  });
  expect([...model.getWeights()[0].dataSync()]).toEqual([
    ...glorotValues({ shape: [2, 3], seed: 5, layer: 0 }),
  ]);
  expect(JSON.stringify(model.toJSON(null, false))).toContain(
    '"kernel_initializer":{"class_name":"GlorotUniform","config":{"seed":5}}',
  );
  model.dispose();
});

test('a shape without fan in and fan out is refused, not filled with NaN', () => {
  const initializer = glorotUniform({ seed: 1, layer: 0 });
  for (const shape of [undefined, [5], [], [2, 0], [2.5, 2], '22', [[2, 2]]]) {
    expect(() => initializer.apply(shape as never)).toThrow(
      expect.objectContaining({ name: 'ModelError', code: 'INVALID_ARGUMENT' }),
    );
  }
});
