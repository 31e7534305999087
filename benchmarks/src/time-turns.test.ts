import { expect, test } from 'vitest';
import { timeTurns } from './time-turns.ts';

/** Functions that take a known time on a clock of their own, and the order in which they were called. */
function fakeWorks(durations: Readonly<Record<string, number>>) {
  let clock = 0;
  const calls: string[] = [];
  const works = Object.entries(durations).map(([name, milliseconds]) => () => {
    calls.push(name);
    clock += milliseconds;
  });
  return { works, calls, now: () => clock };
}

test('functions take turns, short ones several times in theirs', () => {
  const { works, calls, now } = fakeWorks({ a: 10, b: 4 });
  const times = timeTurns(works, { rounds: 2, turnMilliseconds: 8, now });
  expect(times).toEqual([
    [10, 10],
    [4, 4],
  ]);
  // Two calls each to warm up and to count, then two rounds.
  expect(calls.join('')).toBe('aabb' + 'abb' + 'abb');
});
