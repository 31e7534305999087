import { expect, test } from 'vitest';
import { parseOptimizer, scheduleOf } from './fit-settings.ts';

test.each([
  ['adam', { kind: 'adam' }],
  ['adamw', { kind: 'adamw' }],
  ['adamw:0.05', { kind: 'adamw', weightDecay: 0.05 }],
  ['sgd', { kind: 'sgd' }],
  ['sgd:0.9', { kind: 'sgd', momentum: 0.9 }],
  ['nesterov:0.9', { kind: 'sgd', momentum: 0.9, nesterov: true }],
])('%s', (text, spec) => {
  expect(parseOptimizer(text)).toEqual(spec);
});

test.each(['', 'Adam', 'adam:1', 'adamw:2', 'sgd:1', 'sgd:x', 'nesterov', 'rmsprop'])(
  'refuses "%s"',
  (text) => {
    expect(() => parseOptimizer(text)).toThrow(`but received "${text}"`);
  },
);

const rateAt = (schedule: string, update: number) => {
  const rate = scheduleOf({ schedule, learningRate: 0.01 });
  if (typeof rate === 'number') return rate;
  return rate({ update, epoch: 1 + Math.floor(update / 10), updatesPerEpoch: 10, epochs: 10, history: [] });
};

test.each([
  ['constant', 50, 0.01],
  ['cosine', 0, 0.01],
  ['cosine', 50, 0.005],
  ['cosine:5', 0, 0.0001],
  ['one-cycle', 0, 0.0004],
  ['one-cycle', 29, 0.01],
  ['one-cycle:0.5', 49, 0.01],
  ['one-cycle', 99, 4e-8],
])('%s at update %i of 100', (schedule, update, rate) => {
  expect(Math.abs(rateAt(schedule, update) - rate)).toBeLessThan(1e-9);
});

test.each(['', 'linear', 'constant:1', 'cosine:x', 'one-cycle:2'])('refuses "%s"', (schedule) => {
  expect(() => scheduleOf({ schedule, learningRate: 0.01 })).toThrow(`but received "${schedule}"`);
});
