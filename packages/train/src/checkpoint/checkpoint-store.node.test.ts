import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exerciseStore, expectedResults } from '../testing/checkpoint-store-contract.ts';
import { checkpointAt } from '../testing/checkpoints.ts';
import type { Checkpoint } from './checkpoint.ts';
import { directoryFiles, openCheckpointStore } from './checkpoint-store.node.ts';

let parent: string;
let directory: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'nn101-checkpoints-'));
  directory = join(parent, 'runs', 'a');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

test('satisfies the contract of a checkpoint store', async () => {
  const files = directoryFiles(directory);
  expect(await exerciseStore({ open: openCheckpointStore, directory, files })).toEqual(expectedResults);
});

test('incomplete files of a killed program are deleted, and no others', async () => {
  await mkdir(directory, { recursive: true });
  for (const name of [
    'last-7.checkpoint.123.tmp',
    'best.checkpoint.123.tmp',
    'model.json',
    'last-x.checkpoint',
  ]) {
    await writeFile(join(directory, name), '');
  }
  await openCheckpointStore(directory).save(checkpointAt(1));
  expect((await readdir(directory)).sort()).toEqual(['last-1.checkpoint', 'last-x.checkpoint', 'model.json']);
});

test('a newer format is reported instead of loading an older checkpoint', async () => {
  const store = openCheckpointStore(directory);
  await store.save(checkpointAt(1));
  await store.save(checkpointAt(2));
  const file = join(directory, 'last-2.checkpoint');
  const bytes = await readFile(file);
  bytes[8] = 2;
  const digest = await crypto.subtle.digest('SHA-256', bytes.subarray(0, -32));
  bytes.set(new Uint8Array(digest), bytes.length - 32);
  await writeFile(file, bytes);
  await expect(store.load('last')).rejects.toThrow(expect.objectContaining({ code: 'CHECKPOINT_VERSION' }));
});

test('a location that cannot be written', async () => {
  await writeFile(join(parent, 'runs'), 'a file where the directory should be');
  const store = openCheckpointStore(directory);
  const error = await store.save(checkpointAt(1)).catch((error) => error);
  expect(error.code).toBe('CHECKPOINT_UNWRITABLE');
  expect(error.message.replaceAll(parent, '').replace(/'[^']*'/g, "'…'")).toMatchInlineSnapshot(
    `"The checkpoint could not be saved to /runs/a: ENOTDIR: not a directory, scandir '…'. Choose a writable location with enough space."`,
  );
  await expect(store.load('last')).rejects.toThrow(expect.objectContaining({ code: 'CHECKPOINT_DAMAGED' }));
});

test.skipIf(!existsSync('/proc/self'))(
  'a location without support for directories fails at once (needs /proc)',
  async () => {
    await expect(openCheckpointStore('/proc/nn101/runs/a').save(checkpointAt(1))).rejects.toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_UNWRITABLE' }),
    );
  },
);

test('after a failed save the next one can succeed', async () => {
  const store = openCheckpointStore(directory);
  await writeFile(join(parent, 'runs'), '');
  const failing = store.save(checkpointAt(1)).catch((error) => error.code);
  expect(await failing).toBe('CHECKPOINT_UNWRITABLE');
  await rm(join(parent, 'runs'));
  await store.save(checkpointAt(2));
  expect((await store.load('last'))?.position.updates).toBe(2);
});

test('a program killed with SIGKILL during a save leaves its earlier saves', async () => {
  const program = await bundleProgram('save-for-ever.ts');
  const store = openCheckpointStore(directory);
  for (let round = 0; round < 12; round++) {
    const acknowledged = await runAndKill(program, Math.random() * 60);
    const last = await store.load('last');
    const best = await store.load('best');
    if (!last && acknowledged === 0) continue;
    expect(whole(last)).toBeGreaterThanOrEqual(acknowledged);
    if (best || acknowledged >= 3) expect(whole(best) % 3).toBe(0);
  }
});

/** The number of a checkpoint, all of whose weights are that number. */
function whole(checkpoint: Checkpoint | undefined): number {
  const updates = checkpoint?.position.updates ?? Number.NaN;
  expect(checkpoint?.vectors.weights.every((value) => value === updates)).toBe(true);
  return updates;
}

/** Kills the program this many milliseconds after its first save; returns the last number that it reported. */
async function runAndKill(program: string, milliseconds: number): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, [program, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let lastReported = 0;
  if (!child.stdout) throw new Error('the child has no output');
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => {
    if (lastReported === 0) setTimeout(() => child.kill('SIGKILL'), milliseconds);
    lastReported = Number(line);
  });
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
  return lastReported;
}

/** Bundles a TypeScript program as one file that Node can run. */
async function bundleProgram(name: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    root: new URL('..', import.meta.url).pathname,
    ssr: { noExternal: true, resolve: { conditions: ['@nn101/source'] } },
    build: {
      ssr: new URL(`../testing/${name}`, import.meta.url).pathname,
      outDir: parent,
      emptyOutDir: false,
    },
  });
  const [file] = (await readdir(parent)).filter((entry) => /\.m?js$/.test(entry));
  await writeFile(join(parent, 'package.json'), '{"type":"module"}');
  return join(parent, file);
}
