import { readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyDirectory } from '../testing/run-cli.ts';
import { lockRun } from './run-lock.ts';

const held = (holder: object) => {
  const path = emptyDirectory();
  writeFileSync(join(path, 'running.json'), JSON.stringify(holder));
  return { name: 'a', path };
};

test('is taken and given back', async () => {
  const runDirectory = { name: 'a', path: emptyDirectory() };
  const unlock = await lockRun(runDirectory);
  expect(readdirSync(runDirectory.path)).toEqual(['running.json']);
  await unlock();
  expect(readdirSync(runDirectory.path)).toEqual([]);
});

test('a running program keeps others out', async () => {
  await expect(lockRun(held({ process: process.ppid, host: hostname() }))).rejects.toMatchObject({
    code: 'RUN_BUSY',
    message: expect.stringContaining(`process ${process.ppid}`),
  });
});

test.each([
  ['was killed', { process: 2 ** 22 - 1, host: hostname() }],
  ['ran on another machine', { process: process.ppid, host: 'elsewhere' }],
  ['wrote half a lock', {}],
])('one that %s does not', async (_, holder) => {
  await (await lockRun(held(holder)))();
});
