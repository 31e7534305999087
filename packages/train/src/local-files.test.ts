import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './local-files.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'nn101-folder-'));
});
afterEach(() => rm(root, { recursive: true }));

test('creates missing folders, and accepts existing ones', async () => {
  const path = join(root, 'a', 'b');
  await Promise.all([makeFolder(path), makeFolder(path)]);
  await makeFolder(path);
  expect(existsSync(path)).toBe(true);
});

test('fails if a part of the path is a file', async () => {
  await writeFile(join(root, 'file'), '');
  await expect(makeFolder(join(root, 'file', 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test.skipIf(!existsSync('/proc/self'))(
  'returns if a parent cannot contain entries (needs /proc)',
  async () => {
    await expect(makeFolder('/proc/nn101/runs/a')).rejects.toMatchObject({ code: 'ENOENT' });
  },
);
