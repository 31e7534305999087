import { tensor, tidy } from '@tensorflow/tfjs-core';
import { constraints } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { limitNorms } from './max-norm.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { congruential } from './testing/striped-images.ts';

beforeAll(prepareBackend);

test.each([
  [3, 288, 2],
  [5, 7, 3],
  [784, 128, 1],
  [200, 1, 0.5],
])('has the bits of tfjs-layers: [%i, %i] within %d', (length, columns, most) => {
  const words = congruential(length);
  const weights = Float32Array.from({ length: length * columns }, () => words.next().value / 2 ** 31 - 1);
  const expected = tidy(() => {
    const constraint = constraints.maxNorm({ maxValue: most, axis: 0 });
    return constraint
      .apply(tensor(weights, [length, columns]))
      .dataSync<'float32'>()
      .slice();
  });
  limitNorms(weights, { length, most });
  const differing = weights.filter((value, i) => value !== expected[i]).length;
  expect(differing).toBe(0);
});

test('columns longer than the limit shrink to it, others stay', () => {
  // Columns (3, 4) and (0.3, 0.4): norms 5 and 0.5.
  const weights = Float32Array.of(3, 0.3, 4, 0.4);
  limitNorms(weights, { length: 2, most: 1 });
  [0.6, 0.3, 0.8, 0.4].forEach((value, i) => {
    expect(Math.abs(weights[i] - value)).toBeLessThan(1e-6);
  });
});
