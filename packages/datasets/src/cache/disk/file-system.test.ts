import { existsSync } from 'node:fs';
import * as fileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './file-system.ts';

let root: string;
beforeEach(async () => {
  root = await fileSystem.mkdtemp(join(tmpdir(), 'nn101-folder-'));
});
afterEach(() => fileSystem.rm(root, { recursive: true }));

test('makes what is missing, and names it outermost first', async () => {
  const path = join(root, 'a', 'b');
  const made: string[] = [];
  await makeFolder({ path, made, fileSystem });
  await makeFolder({ path, made, fileSystem });
  expect(made).toEqual([join(root, 'a'), path]);
  expect(existsSync(path)).toBe(true);
});

test('fails where a part of the path is a file', async () => {
  await fileSystem.writeFile(join(root, 'file'), '');
  await expect(makeFolder({ path: join(root, 'file', 'a'), made: [], fileSystem })).rejects.toMatchObject({
    code: 'ENOTDIR',
  });
});

test.skipIf(!existsSync('/proc/self'))('returns where a parent takes no entries (needs /proc)', async () => {
  await expect(makeFolder({ path: '/proc/nn101/cache', made: [], fileSystem })).rejects.toMatchObject({
    code: 'ENOENT',
  });
});
