// Refusals of a browser's storage, persistence, and the lock that lets one tab write at a time.
import { expect, test } from 'vitest';
import { FakeCacheStorage } from '../../fixtures/fake-cache-storage.ts';
import { sha256Of } from '../../fixtures/tiny-set.ts';
import { createCacheStorageCache, type PageStorage } from './cache-storage.ts';

const content = Uint8Array.of(1, 2, 3);
const file = { key: 'set/a', content, sha256: sha256Of(content) };
const full = new DOMException('The quota is used up.', 'QuotaExceededError');

function cacheWith(page: PageStorage, failure?: Error) {
  return createCacheStorageCache({ name: 'test', storage: new FakeCacheStorage(failure), ...page });
}

test('full storage is reported, with its size if the browser knows it', async () => {
  const silent = await cacheWith({}, full).begin({ set: 'set' });
  await expect(silent.put(file)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: The browser did not store the file (The quota is used up.). Free this site's storage or space on the disk, or load with cache: false.]`,
  );
  const estimate = async () => ({ usage: 9.6 * 2 ** 20, quota: 10 * 2 ** 20 });
  const telling = await cacheWith({ estimate }, full).begin({ set: 'set' });
  await expect(telling.put(file)).rejects.toMatchObject({
    code: 'CACHE_FULL',
    message: expect.stringContaining('this site uses 10 MiB of the 10 MiB that the browser grants it'),
  });
});

test('storage that is forbidden, as in private windows, is not reported as full', async () => {
  const forbidden = new DOMException('The operation is insecure.', 'SecurityError');
  const transaction = await cacheWith({}, forbidden).begin({ set: 'set' });
  await expect(transaction.put(file)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: The browser did not store the file (The operation is insecure.). Private windows may forbid it: open an ordinary one, or load with cache: false.]`,
  );
});

test('it is asked to persist, and a refusal changes nothing', async () => {
  let asked = 0;
  const persist = async () => {
    asked++;
    throw new Error('no');
  };
  const cache = cacheWith({ persist });
  expect(await cache.find('set/a')).toBeUndefined();
  expect(asked).toBe(0);
  const transaction = await cache.begin({ set: 'set' });
  await transaction.put(file);
  await transaction.commit();
  expect(asked).toBe(1);
  expect(await cache.find('set/a')).toMatchObject({ bytes: 3 });
});

test('the lock of a set is given back by a commit, a rollback and a failure', async () => {
  const held: string[] = [];
  const lock = async (name: string) => {
    held.push(name);
    return () => void held.splice(held.indexOf(name), 1);
  };
  const cache = cacheWith({ lock });
  const first = await cache.begin({ set: 'set' });
  expect(held).toEqual(['test/set']);
  await first.commit();
  expect(held).toEqual([]);
  await (await cache.begin({ set: 'set' })).rollback();
  expect(held).toEqual([]);
  const storage = { open: () => Promise.reject(full) };
  await expect(
    createCacheStorageCache({ name: 'test', storage, lock }).begin({ set: 'set' }),
  ).rejects.toMatchObject({ code: 'CACHE_FULL' });
  expect(held).toEqual([]);
});

test('an interrupted download stays for the next transaction, and is removed with the data set', async () => {
  const storage = new FakeCacheStorage();
  const cache = createCacheStorageCache({ name: 'test', storage });
  const begin = async () => {
    const transaction = await cache.begin({ set: 'set' });
    return { transaction, partial: await transaction.partial('set/a.gz') };
  };
  const first = await begin();
  await first.partial.begin({ source: 'somewhere', total: 5 });
  await first.partial.append(content);
  await first.transaction.rollback({ keepPartials: true });

  const second = await begin();
  expect([second.partial.bytes, second.partial.origin]).toEqual([3, { source: 'somewhere', total: 5 }]);
  await second.transaction.rollback({ keepPartials: true });
  await cache.clear('other', []);
  expect(await (await storage.open('test')).keys()).toHaveLength(1);
  await cache.clear('set', []);
  expect(await (await storage.open('test')).keys()).toEqual([]);
});
