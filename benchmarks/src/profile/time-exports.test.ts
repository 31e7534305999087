import { expect, test } from 'vitest';
import { timeExports } from './time-exports.ts';

test('each export has its calls and their time, and results come through', () => {
  let clock = 0;
  const exports = {
    slow: (x: number) => {
      clock += 5;
      return x + 1;
    },
    quick: () => {
      clock += 1;
    },
    memory: 'as it is',
  };
  const Instance = class {
    readonly exports = exports;
  } as never;
  const host: { Instance: typeof WebAssembly.Instance } = { Instance };
  const { times, undo } = timeExports(() => clock, host);
  const timed = new host.Instance({} as never).exports as WebAssembly.Exports & typeof exports;
  expect(timed.slow(1) + timed.slow(2)).toBe(5);
  timed.quick();
  expect(timed.memory).toBe('as it is');
  expect([...times]).toEqual([
    ['slow', { calls: 2, milliseconds: 10 }],
    ['quick', { calls: 1, milliseconds: 1 }],
  ]);
  undo();
  expect(host.Instance).toBe(Instance);
});
