// Full, read-only and missing disks: one clear error, and nothing left behind. Browsers: ../browser/cache-storage.test.ts.
import * as fileSystem from 'node:fs/promises';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, mirrorDirectory, temporaryDirectory } from '../../fixtures/mirror.ts';
import { sha256Of, tinyDigits } from '../../fixtures/tiny-set.ts';
import { loadDescribed } from '../../load-dataset.ts';
import { createDirectoryCache } from './directory-cache.ts';
import type { FileSystem } from './file-system.ts';

const content = Uint8Array.of(1, 2, 3);
const file = { key: 'set/a', content, sha256: sha256Of(content) };

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: it failed`), { code });
}

/** The real file system, except that files opened for writing fail in `step`, from the `after`-th of them on. */
function failing(step: 'writeFile' | 'sync', code: string, after: number): FileSystem {
  let opened = 0;
  return {
    ...fileSystem,
    async open(path, flags) {
      const handle = await fileSystem.open(path, flags);
      if (flags === 'wx' && opened++ >= after) handle[step] = () => Promise.reject(systemError(code));
      return handle;
    },
  };
}

test.each([
  ['writeFile', 'ENOSPC', 'CACHE_FULL'],
  ['sync', 'ENOSPC', 'CACHE_FULL'],
  ['writeFile', 'EDQUOT', 'CACHE_FULL'],
  ['sync', 'EIO', 'CACHE_UNWRITABLE'],
] as const)('%s failing with %s is %s and leaves nothing', async (step, code, expected) => {
  const directory = join(await temporaryDirectory(), 'cache');
  for (const after of [0, 1, 2]) {
    const cache = createDirectoryCache({ directory, fileSystem: failing(step, code, after) });
    const store = async () => {
      const transaction = await cache.begin({ set: 'set' });
      try {
        await transaction.put(file);
        await transaction.put({ ...file, key: 'set/b' });
        await transaction.commit();
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
    };
    await expect(store()).rejects.toMatchObject({ code: expected });
    expect(await filesBelow(directory)).toEqual([]);
  }
});

test('a full disk is reported before anything is fetched', async () => {
  const directory = join(await temporaryDirectory(), 'cache');
  const statfs = async () => ({ bavail: 10, bsize: 4096, blocks: 1000 });
  const cache = createDirectoryCache({ directory, fileSystem: { ...fileSystem, statfs } });
  const failure: unknown = await cache.begin({ set: 'set', bytes: 50_000 }).catch((error) => error);
  expect(String(failure).replaceAll(directory, 'CACHE')).toBe(
    'DatasetError: The cache CACHE needs 50000 bytes for this set and has room for 40960. Free some space there, or choose another directory with NN101_CACHE.',
  );
  expect(await filesBelow(directory)).toEqual([]);
  await (await cache.begin({ set: 'set', bytes: 40_000 })).rollback();
  expect(await filesBelow(directory)).toEqual([]);
});

test('a read-only disk is reported as such', async () => {
  const directory = join(await temporaryDirectory(), 'cache');
  const mkdir = () => Promise.reject(systemError('EROFS'));
  const cache = createDirectoryCache({ directory, fileSystem: { ...fileSystem, mkdir } });
  await expect(cache.begin({ set: 'set' })).rejects.toMatchObject({
    code: 'CACHE_UNWRITABLE',
    message: expect.stringContaining('That disk is read-only: choose another directory with NN101_CACHE.'),
  });
});

test('a folder that disappears halfway is reported, and nothing is left behind', async () => {
  const directory = join(await temporaryDirectory(), 'cache');
  const cache = createDirectoryCache({ directory, fileSystem });
  const transaction = await cache.begin({ set: 'set' });
  await transaction.put(file);
  await rm(directory, { recursive: true });
  await expect(transaction.commit()).rejects.toMatchObject({
    code: 'CACHE_UNWRITABLE',
    message: expect.stringContaining('It was removed in the meantime: load again'),
  });
  await transaction.rollback();
  expect(await filesBelow(directory)).toEqual([]);
});

test('a partial download without space is reported and removed', async () => {
  const directory = join(await temporaryDirectory(), 'cache');
  const full: FileSystem = {
    ...fileSystem,
    async open(path, flags) {
      const handle = await fileSystem.open(path, flags);
      if (flags === 'wx+') handle.write = () => Promise.reject(systemError('ENOSPC'));
      return handle;
    },
  };
  const transaction = await createDirectoryCache({ directory, fileSystem: full }).begin({ set: 'set' });
  const partial = await transaction.partial('set/a.gz');
  await expect(partial.begin({ source: 'x' })).rejects.toMatchObject({ code: 'CACHE_FULL' });
  await transaction.rollback();
  expect(await filesBelow(directory)).toEqual([]);
});

test('a full disk leaves an older copy as it was', async () => {
  const directory = await temporaryDirectory();
  const good = createDirectoryCache({ directory, fileSystem });
  const first = await good.begin({ set: 'set' });
  await first.put(file);
  await first.commit();
  const before = await filesBelow(directory);
  const full = createDirectoryCache({ directory, fileSystem: failing('writeFile', 'ENOSPC', 1) });
  const second = await full.begin({ set: 'set' });
  await expect(second.put({ ...file, content: Uint8Array.of(9) })).rejects.toThrowError(/Free some space/);
  await second.rollback();
  expect(await filesBelow(directory)).toEqual(before);
  expect(Array.from(await good.read('set/a'))).toEqual([1, 2, 3]);
});

test('an unwritable cache fails before anything is fetched, in one sentence', async () => {
  const blocked = join(await temporaryDirectory(), 'file');
  await writeFile(blocked, 'not a directory');
  const set = tinyDigits();
  const mirrors = [await mirrorDirectory(set)];
  const attempt = loadDescribed(set.descriptor, { cache: join(blocked, 'cache'), mirrors, offline: true });
  const failure: unknown = await attempt.catch((error) => error);
  expect(String(failure).replaceAll(blocked, 'BLOCKED')).toMatchInlineSnapshot(
    `"DatasetError: The cache BLOCKED/cache cannot be written to (ENOTDIR: not a directory, mkdir 'BLOCKED/cache'). Fix its permissions, or choose another directory with NN101_CACHE."`,
  );
  expect(failure).toMatchObject({ code: 'CACHE_UNWRITABLE' });
  expect(await readFile(blocked, 'utf8')).toBe('not a directory');
});

test('a cache that can only be read still serves', async () => {
  const directory = await temporaryDirectory();
  const set = tinyDigits();
  await mkdir(join(directory, 'mnist'));
  for (const [name, bytes] of set.contents) await writeFile(join(directory, 'mnist', name), bytes);
  const readOnly = createDirectoryCache({ directory, fileSystem: failing('writeFile', 'EROFS', 0) });
  const key = 'mnist/t10k-labels-idx1-ubyte';
  const found = await readOnly.find(key);
  expect(found).toMatchObject({ remembered: false, bytes: 10 });
  if (found !== undefined) await readOnly.recordChecksum(key, found);
  expect(await filesBelow(directory)).not.toContain('mnist/verified.json');
});

test('a change of time or size is noticed without being asked to look', async () => {
  const directory = await temporaryDirectory();
  const cache = createDirectoryCache({ directory, fileSystem });
  const transaction = await cache.begin({ set: 'set' });
  await transaction.put(file);
  await transaction.commit();
  const path = join(directory, 'set/a');
  const { atime, mtime } = await stat(path);
  await writeFile(path, Uint8Array.of(1, 2, 4));
  expect((await cache.find('set/a'))?.sha256).toBe(sha256Of(Uint8Array.of(1, 2, 4)));
  // A change that hides itself is found when all bytes are read.
  await utimes(path, atime, mtime);
  expect((await cache.find('set/a', { recompute: true }))?.sha256).toBe(sha256Of(Uint8Array.of(1, 2, 4)));
});

test('clearing takes leftovers of a killed download, and leaves what is not ours', async () => {
  const directory = await temporaryDirectory();
  await mkdir(join(directory, 'set'));
  await writeFile(join(directory, 'set/a.1234.part'), 'half');
  await writeFile(join(directory, 'set/notes.txt'), 'mine');
  const cache = createDirectoryCache({ directory, fileSystem });
  expect(await cache.clear('set', ['a'])).toEqual({ files: 0, bytes: 0 });
  expect(await filesBelow(directory)).toEqual(['set', 'set/notes.txt']);
});
