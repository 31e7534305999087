import { expect, test } from 'vitest';
import { epochRecord } from '../testing/checkpoints.ts';
import { timeLimit } from './time-limit.ts';

test('ends after the epoch in which the time is reached', () => {
  const stop = timeLimit({ seconds: 5 });
  const history = [2, 2, 1, 2].map((seconds, i) => epochRecord({ epoch: i + 1, seconds }));
  expect(history.map((_, i) => stop(history.slice(0, i + 1)))).toEqual([false, false, true, true]);
});

test('a limit of 0 is rejected', () => {
  expect(() => timeLimit({ seconds: 0 })).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});
