import { describe, expect, test } from 'vitest';
import { BenchmarkError } from '../benchmark-error.ts';
import type { EngineProcess } from './engine-process.ts';
import type { EngineName } from './engines.ts';
import type { Cell } from './presets.ts';
import { takeTurns } from './take-turns.ts';

const limits = { seconds: 1, leastRounds: 2, mostRounds: 3, processSeconds: 60 };
const cell = (engine: EngineName): Cell => ({ engine, model: 'mnist-basic', batchSize: 8 });

/** Engines whose steps take a known time on a clock of their own, and what happened in which order. */
function fakeEngines(
  milliseconds: Readonly<Record<string, number>>,
  failsAt: Readonly<Record<string, number>> = {},
) {
  let clock = 0;
  const log: string[] = [];
  const open = async ({ engine }: Cell): Promise<EngineProcess> => {
    if (failsAt[engine] === 0) throw new BenchmarkError('CANNOT_TRAIN', 'not today');
    let steps = 0;
    return {
      ready: { event: 'ready', label: `${engine} 1`, workers: 1, versions: { [engine]: '1' } },
      step: async () => {
        steps += 1;
        if (failsAt[engine] === steps) throw new BenchmarkError('TIMED_OUT', 'no result within 60 seconds');
        log.push(engine);
        clock += milliseconds[engine];
        return milliseconds[engine] * 10 + steps;
      },
      close: () => void log.push(`${engine} closed`),
    };
  };
  return { log, options: { open, limits, now: () => clock } };
}

describe('engines side by side', () => {
  test('take steps in turn until the time is over', async () => {
    const { log, options } = fakeEngines({ nn101: 300, 'pytorch-1': 400 });
    const { rows, versions } = await takeTurns([cell('nn101'), cell('pytorch-1')], options);
    // Two rounds take 1.4 seconds, which is more than the limit of one.
    expect(log).toEqual(['nn101', 'pytorch-1', 'nn101', 'pytorch-1', 'nn101 closed', 'pytorch-1 closed']);
    expect(versions).toEqual({ nn101: '1', 'pytorch-1': '1' });
    expect(rows).toEqual([
      {
        ...cell('nn101'),
        outcome: 'measured',
        label: 'nn101 1',
        workers: 1,
        steps: 2,
        microsecondsPerSample: { best: 3001, median: 3002 },
      },
      expect.objectContaining({ engine: 'pytorch-1', microsecondsPerSample: { best: 4001, median: 4002 } }),
    ]);
  });

  test('take several short steps in one turn, and not more rounds than enough', async () => {
    const { log, options } = fakeEngines({ nn101: 60, 'pytorch-1': 100 });
    const { rows } = await takeTurns([cell('nn101'), cell('pytorch-1')], options);
    const turn = ['nn101', 'nn101', 'pytorch-1'];
    expect(log).toEqual([...turn, ...turn, ...turn, 'nn101 closed', 'pytorch-1 closed']);
    expect(rows[0]).toMatchObject({ steps: 6 });
  });

  test('go on without one that cannot train, whose row says why', async () => {
    const { options } = fakeEngines({ nn101: 300, 'tfjs-cpu': 1 }, { 'tfjs-cpu': 0 });
    const { rows } = await takeTurns([cell('tfjs-cpu'), cell('nn101')], options);
    expect(rows).toMatchObject([
      { outcome: 'cannot', why: 'not today' },
      { outcome: 'measured', steps: 3 },
    ]);
  });

  test('keep the steps that one finished before its time was over', async () => {
    const { options } = fakeEngines({ nn101: 300, 'jax-js': 300 }, { 'jax-js': 2 });
    const { rows } = await takeTurns([cell('jax-js'), cell('nn101')], options);
    expect(rows[0]).toMatchObject({ outcome: 'measured', steps: 1, microsecondsPerSample: { best: 3001 } });
  });

  test('a fault of the harness is not taken for one of the engine', async () => {
    const { options } = fakeEngines({});
    const open = () => Promise.reject(new TypeError('a bug'));
    await expect(takeTurns([cell('nn101')], { ...options, open })).rejects.toThrow('a bug');
  });
});
