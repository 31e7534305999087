// One contract for all caches: directory, the browser's Cache API, memory.
import * as fileSystem from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { FakeCacheStorage } from '../fixtures/fake-cache-storage.ts';
import { temporaryDirectory } from '../fixtures/mirror.ts';
import { sha256Of } from '../fixtures/tiny-set.ts';
import { createCacheStorageCache } from './browser/cache-storage.ts';
import type { Cache, NewFile } from './cache.ts';
import { createDirectoryCache } from './disk/directory-cache.ts';
import { createMemoryCache } from './memory-cache.ts';

const caches: Record<string, () => Promise<Cache>> = {
  directory: async () => createDirectoryCache({ directory: await temporaryDirectory(), fileSystem }),
  'cache storage': async () => createCacheStorageCache({ name: 'test', storage: new FakeCacheStorage() }),
  memory: async () => createMemoryCache(),
};

function file(key: string, ...bytes: number[]): NewFile {
  const content = Uint8Array.from(bytes);
  return { key, content, sha256: sha256Of(content) };
}

async function put(cache: Cache, ...files: NewFile[]): Promise<void> {
  const transaction = await cache.begin({ set: 'set' });
  for (const one of files) await transaction.put(one);
  await transaction.commit();
}

describe.each(Object.entries(caches))('%s', (_name, open) => {
  test('what is committed is found and read', async () => {
    const cache = await open();
    const given = { ...file('set/folder/a', 1, 2, 3), vouchedBy: 'http://mirror/ä' };
    await put(cache, given);
    const found = await cache.find('set/folder/a');
    expect(found).toMatchObject({ bytes: 3, sha256: given.sha256, remembered: true });
    expect(decodeURI(found?.vouchedBy ?? '')).toBe('http://mirror/ä');
    expect(await cache.find('set/folder/a', { recompute: true })).toMatchObject({ sha256: given.sha256 });
    expect(Array.from(await cache.read('set/folder/a'))).toEqual([1, 2, 3]);
  });

  test('reads into given memory if it is as long', async () => {
    const cache = await open();
    await put(cache, file('set/a', 1, 2, 3));
    const memory = new Uint8Array(3);
    expect(await cache.read('set/a', memory)).toBe(memory);
    expect((await cache.read('set/a', new Uint8Array(4))).length).toBe(3);
  });

  test('nothing is seen before the commit, or after a rollback', async () => {
    const cache = await open();
    await put(cache, file('set/a', 1));
    const transaction = await cache.begin({ set: 'set' });
    await transaction.put(file('set/a', 9));
    await transaction.put(file('set/b', 9));
    expect(await cache.find('set/b')).toBeUndefined();
    await transaction.rollback();
    expect(await cache.find('set/b')).toBeUndefined();
    expect(Array.from(await cache.read('set/a'))).toEqual([1]);
  });

  test('a later commit replaces', async () => {
    const cache = await open();
    await put(cache, { ...file('set/a', 1), vouchedBy: 'mirror' });
    await put(cache, file('set/a', 2));
    const found = await cache.find('set/a');
    expect(found?.sha256).toBe(file('set/a', 2).sha256);
    expect(found?.vouchedBy).toBeUndefined();
  });

  test('clearing takes the named files of one set', async () => {
    const cache = await open();
    await put(cache, file('set/a', 1, 2), file('set/b', 3), file('other/a', 4));
    expect(await cache.clear('set', ['a', 'none'])).toEqual({ files: 1, bytes: 2 });
    expect(await cache.find('set/a')).toBeUndefined();
    expect(await cache.find('set/b')).toBeDefined();
    expect(await cache.find('other/a')).toBeDefined();
  });

  test('a missing file cannot be read', async () => {
    const cache = await open();
    expect(await cache.find('set/none')).toBeUndefined();
    await expect(cache.read('set/none')).rejects.toMatchObject({ code: 'CACHE_UNREADABLE' });
  });
});
