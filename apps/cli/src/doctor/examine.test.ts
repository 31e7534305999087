import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyDirectory, eventsOf, runCli } from '../testing/run-cli.ts';
import { memoryFinding, nodeFinding, threadsFinding } from './examine.ts';

test.each([
  ['18.20.0', 'wrong'],
  ['20.18.3', 'wrong'],
  ['20.19.0', 'fine'],
  ['22.0.0', 'fine'],
])('Node %s is %s', (version, state) => {
  expect(nodeFinding(version).state).toBe(state);
});

test.each([
  [1, '1 core; training uses 1 thread'],
  [2, '2 cores; training uses 2 threads'],
  [16, '16 cores; training uses 4 threads (--workers and --lanes for more)'],
])('%i cores', (cores, what) => {
  expect(threadsFinding(cores).what).toBe(what);
});

test('little memory is worth a note, almost none is wrong', () => {
  const total = 8 * 2 ** 30;
  const states = [4, 1, 0.2].map((free) => memoryFinding({ free: free * 2 ** 30, total }).state);
  expect(states).toEqual(['fine', 'note', 'wrong']);
});

describe('nn101 doctor', () => {
  test('finds this machine in order, and leaves no trace', async () => {
    const directory = emptyDirectory();
    const run = await runCli(['doctor', '--json'], { directory });
    expect(run.exitCode).toBe(0);
    expect(eventsOf(run).map(({ name, event }) => name ?? event)).toEqual([
      ...['Node', 'SIMD', 'Threads', 'Memory', 'Cache', 'Mirrors'],
      'result',
    ]);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('says what is wrong with mirrors and cache, and how to fix it', async () => {
    const directory = emptyDirectory();
    mkdirSync(join(directory, 'mirror'));
    const environment = { NN101_MIRROR: 'mirror,nowhere', NN101_CACHE: '/dev/null/cache' };
    const run = await runCli(['doctor'], { directory, environment });
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('Cache, Mirror, Mirror') });
    expect(run.stdout).toMatch(/✗ Cache .*\n.*→ Point NN101_CACHE/);
    expect(run.stdout).toMatch(/✗ Mirror .*nowhere.*\n.*→ Correct NN101_MIRROR/);
  });
});
