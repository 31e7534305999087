// Where the cache is, and its functions by the name of a data set. What they do with files: pipeline/cached-files.test.ts.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { cacheDirectory, clearDataset, datasetPath, verifyDataset } from './cache-admin.ts';
import { temporaryDirectory } from './fixtures/mirror.ts';
import { defaultCacheDirectory } from './platform/cache-directory.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('NN101_CACHE decides where a set is kept, an argument overrides it', () => {
  vi.stubEnv('NN101_CACHE', '/somewhere');
  expect(cacheDirectory()).toBe('/somewhere');
  expect(datasetPath('mnist')).toBe(join('/somewhere', 'mnist'));
  expect(datasetPath('cifar-10', { cache: '/else' })).toBe(join('/else', 'cifar-10'));
});

test('without NN101_CACHE the operating system decides', () => {
  vi.stubEnv('NN101_CACHE', undefined);
  vi.stubEnv('XDG_CACHE_HOME', '/cache/of/ada');
  const expected = defaultCacheDirectory({
    environment: { ...process.env, NN101_CACHE: undefined },
    system: process.platform,
    home: homedir(),
  });
  expect(cacheDirectory()).toBe(expected);
  expect(datasetPath('mnist')).toBe(join(expected, 'mnist'));
  expect(expected).not.toContain('somewhere');
});

test('unknown names and options are refused before anything is read', async () => {
  const name = 'mnits' as 'mnist';
  expect(() => datasetPath(name)).toThrow(/Did you mean mnist/);
  await expect(verifyDataset(name)).rejects.toMatchObject({ code: 'UNKNOWN_DATASET' });
  await expect(clearDataset(name)).rejects.toMatchObject({ code: 'UNKNOWN_DATASET' });
  const options: object = { cahce: '/else' };
  await expect(clearDataset('mnist', options)).rejects.toThrow(/Did you mean cache/);
  await expect(verifyDataset('mnist', { repair: 1 as never })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
  });
});

test('an empty cache has every file missing, and nothing to clear', async () => {
  const cache = await temporaryDirectory();
  const found = await verifyDataset('fashion-mnist', { cache });
  expect(found).toMatchObject({ ok: false, location: cache, repaired: [] });
  expect(found.files.map(({ state }) => state)).toEqual(['missing', 'missing', 'missing', 'missing']);
  expect(await clearDataset('fashion-mnist', { cache })).toEqual({ files: 0, bytes: 0 });
});

test.skipIf(!process.env.NN101_MIRROR)('the real MNIST (needs NN101_MIRROR)', async () => {
  const cache = await temporaryDirectory();
  const fetched = await verifyDataset('mnist', { cache, offline: true, repair: true });
  expect(fetched.ok).toBe(true);
  expect(fetched.repaired).toHaveLength(4);
  expect(await clearDataset('mnist', { cache })).toEqual({ files: 4, bytes: 54_950_048 });
});
