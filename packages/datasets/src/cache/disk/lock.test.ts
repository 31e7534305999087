// The lock between processes: who holds it, who waits, and who takes over from killed processes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fileSystem from 'node:fs/promises';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../fixtures/mirror.ts';
import { acquireLock } from './lock.ts';

async function lockPath(): Promise<string> {
  return join(await temporaryDirectory(), 'set.lock');
}

async function pidOfTheDead(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

/** A lock file as another process would have written it, untouched for some seconds. */
async function heldBy(path: string, holder: string | object, secondsAgo = 0): Promise<void> {
  await writeFile(path, typeof holder === 'string' ? holder : JSON.stringify(holder));
  const time = Date.now() / 1000 - secondsAgo;
  await utimes(path, time, time);
}

const waited = Symbol('waited');

/** The lock, or `waited` if it can't be had within a few looks. */
async function tryLock(path: string): Promise<unknown> {
  return acquireLock({ path, fileSystem, signal: AbortSignal.timeout(250) }).catch((error: unknown) => {
    if (error instanceof DOMException) return waited;
    throw error;
  });
}

test('it names its holder, and is removed when it is released', async () => {
  const path = await lockPath();
  const release = await acquireLock({ path, fileSystem });
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ host: hostname(), pid: process.pid });
  await release();
  expect(await readdir(join(path, '..'))).toEqual([]);
});

test('one holds it at a time, though all want it', async () => {
  const path = await lockPath();
  await heldBy(path, { id: 'dead', host: hostname(), pid: await pidOfTheDead() });
  let holders = 0;
  const hold = async () => {
    const release = await acquireLock({ path, fileSystem });
    expect(++holders).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    holders--;
    await release();
  };
  await Promise.all(Array.from({ length: 6 }, hold));
  expect(await readdir(join(path, '..'))).toEqual([]);
});

test('whoever waits can be stopped, and leaves the lock to its holder', async () => {
  const path = await lockPath();
  await acquireLock({ path, fileSystem });
  expect(await tryLock(path)).toBe(waited);
  expect(JSON.parse(await readFile(path, 'utf8')).pid).toBe(process.pid);
});

test.each([
  ['a process that lives', { id: 'a', host: hostname(), pid: process.pid }, 0, 'holds'],
  ['a process that has not touched it for long', { id: 'a', host: hostname(), pid: process.pid }, 31, 'lost'],
  ['another machine', { id: 'a', host: 'elsewhere', pid: 1 }, 20, 'holds'],
  ['another machine that fell silent', { id: 'a', host: 'elsewhere', pid: 1 }, 31, 'lost'],
  ['someone who is writing its name', '', 0, 'holds'],
  ['someone who never wrote its name', '', 3, 'lost'],
  ['nobody we can read', '{"pid":1}', 3, 'lost'],
] as const)('%s', async (_title, holder, secondsAgo, expected) => {
  const path = await lockPath();
  await heldBy(path, holder, secondsAgo);
  expect((await tryLock(path)) === waited ? 'holds' : 'lost').toBe(expected);
});

test('a dead process loses it at once', async () => {
  const path = await lockPath();
  await heldBy(path, { id: 'dead', host: hostname(), pid: await pidOfTheDead() });
  expect(await tryLock(path)).toBeTypeOf('function');
});

test('what was taken over is not given back by its former holder', async () => {
  const path = await lockPath();
  const release = await acquireLock({ path, fileSystem });
  await heldBy(path, { id: 'another', host: 'elsewhere', pid: 1 });
  await release();
  expect(JSON.parse(await readFile(path, 'utf8')).id).toBe('another');
});
