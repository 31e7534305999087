import { expect, test } from 'vitest';
import { parseOptimizer } from './optimizer-text.ts';

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
