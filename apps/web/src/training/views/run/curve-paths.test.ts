import fc from 'fast-check';
import { expect, test } from 'vitest';
import { savedRun } from '../../page/saved-run-example.ts';
import {
  endLabels,
  linePath,
  linesOf,
  niceTicks,
  scaleFor,
  trainingPoints,
  validationPoints,
} from './curve-paths.ts';

const record = (epoch: number, loss: number, valLoss?: number) => ({
  epoch,
  loss,
  accuracy: 0.95,
  metrics: { accuracy: 0.95 },
  ...(valLoss !== undefined && { valLoss, valAccuracy: 0.9 }),
  seconds: 1,
  learningRate: 0.001,
  microsecondsPerSample: 1,
});
const line = { key: 'a', name: 'a', series: 0, epochs: [record(1, 1, 0.5), record(2, 0.5)] };
const frame = { width: 100, height: 100, margin: { left: 0, right: 0, top: 0, bottom: 0 } };

test('epochs are points at their ends; what follows the last one goes on from it', () => {
  const steps = [
    { epochs: 0.05, loss: 9, accuracy: 0 },
    { epochs: 0.5, loss: 2, accuracy: 0 },
    { epochs: 2.5, loss: 0.4, accuracy: 0 },
  ];
  expect(trainingPoints({ ...line, steps }, 'loss').map(({ value }) => value)).toEqual([2, 1, 0.5, 0.4]);
  expect(validationPoints(line, 'loss')).toEqual([{ epochs: 1, value: 0.5 }]);
});

test('a path by hand, and none where there is nothing', () => {
  const scale = scaleFor({ lines: [line], quantity: 'loss', epochs: 4, ...frame });
  expect(linePath(line, 'loss', scale)).toBe('M25 4.8L50 52.4');
  expect(linePath({ ...line, epochs: [] }, 'loss', scale)).toBe('');
});

test('a training that diverged leaves a gap, and finite scales', () => {
  const broken = { ...line, epochs: [record(1, 1), record(2, Number.NaN)] };
  const scale = scaleFor({ lines: [broken], quantity: 'loss', epochs: 2, ...frame });
  expect(Number.isFinite(scale.high)).toBe(true);
  expect(linePath(broken, 'loss', scale)).not.toContain('NaN');
});

test('ticks are round and inside', () => {
  expect(niceTicks(0, 12)).toEqual([0, 2, 4, 6, 8, 10, 12]);
  expect(niceTicks(0.9, 1)).toEqual([0.9, 0.92, 0.94, 0.96, 0.98, 1]);
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (high) => {
      const ticks = niceTicks(0, high);
      expect(ticks.length).toBeGreaterThan(2);
      expect(ticks.length).toBeLessThan(12);
      expect(Math.max(...ticks)).toBeLessThanOrEqual(high * (1 + 1e-5));
    }),
  );
});

test('names stand at the ends of their lines, and never over each other', () => {
  const lines = ['a', 'b', 'c'].map((key, i) => ({ ...line, key, name: `run ${key}`, series: i }));
  const scale = scaleFor({ lines, quantity: 'loss', epochs: 2, ...frame });
  const labels = endLabels([...lines, { ...line, key: 'none', epochs: [] }], 'loss', scale);
  // All three end at loss 0.5, half-way up to 1.05.
  expect(labels.map(({ name, x, y }) => [name, x, y])).toEqual([
    ['run a', 100, 52.4],
    ['run b', 100, 65.4],
    ['run c', 100, 78.4],
  ]);
});

const saved = ['a', 'b', 'c'].map((run) => savedRun(run));

test('chosen runs are numbered as in the list, and never in the colour of the present run', () => {
  const lines = linesOf(saved, ['c', 'a', 'gone']);
  expect(lines.map(({ key, name, series }) => ({ key, name, series }))).toEqual([
    { key: 'a', name: 'run 1', series: 2 },
    { key: 'c', name: 'run 3', series: 1 },
  ]);
});
