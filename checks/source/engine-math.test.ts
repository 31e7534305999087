import { expect, test } from 'vitest';
import { readTracked } from '../repository/tracked-files.ts';
import { findEngineMath } from './engine-math.ts';
import { isTestCode } from './test-code.ts';

test('weights are computed by what the language defines to the bit', () => {
  const sources = readTracked(
    /^packages\/(scratch|deterministic-math|models|random|train)\/src\/.*\.ts$/,
  ).filter(({ path }) => !isTestCode(path));
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.flatMap(findEngineMath)).toEqual([]);
});

test('and so are the points of the playground', () => {
  const points = readTracked(/^apps\/web\/src\/lessons\/05-xor\/playground-(data|run)\.ts$/);
  expect(points).toHaveLength(2);
  expect(points.flatMap(findEngineMath)).toEqual([]);
});

test('what engines choose is found, and what they may not is left alone', () => {
  const text = 'const { f = Math.tanh } = o; x **= 2; Math.sqrt(y ** 2) + 2 ** k + Math.PI * Math.exp(1);';
  expect(findEngineMath({ path: 'a.ts', text })).toEqual([
    'a.ts: Math.tanh',
    'a.ts: x **= 2',
    'a.ts: y ** 2',
    'a.ts: Math.exp',
  ]);
});
