import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { cacheDirectory, clearDataset, datasetPath, verifyDataset } from './cache-admin.ts';
import { temporaryDirectory } from './fixtures/mirror.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('NN101_CACHE decides where a set is kept, an argument overrides it', () => {
  vi.stubEnv('NN101_CACHE', '/somewhere');
  expect(cacheDirectory()).toBe('/somewhere');
  expect(datasetPath('mnist')).toBe(join('/somewhere', 'mnist'));
  expect(datasetPath('cifar-10', { cache: '/else' })).toBe(join('/else', 'cifar-10'));
});

test('an empty cache has every file missing, and nothing to clear', async () => {
  const cache = await temporaryDirectory();
  const found = await verifyDataset('fashion-mnist', { cache });
  expect(found).toMatchObject({ ok: false, location: cache, repaired: [] });
  expect(found.files.map(({ state }) => state)).toEqual(['missing', 'missing', 'missing', 'missing']);
  expect(await clearDataset('fashion-mnist', { cache })).toEqual({ files: 0, bytes: 0 });
});

const mirror = process.env.NN101_MIRROR;

test.skipIf(!mirror)('one flipped byte is found, named and repaired (needs NN101_MIRROR)', async () => {
  const cache = await temporaryDirectory();
  const options = { cache, offline: true, repair: true };
  const fetched = await verifyDataset('mnist', options);
  expect(fetched.ok).toBe(true);
  expect(fetched.repaired).toHaveLength(4);

  const path = join(datasetPath('mnist', { cache }), 't10k-images-idx3-ubyte');
  const { atime, mtime } = await stat(path);
  const bytes = await readFile(path);
  bytes[5000] ^= 1;
  await writeFile(path, bytes);
  await utimes(path, atime, mtime);

  const found = await verifyDataset('mnist', { cache });
  expect(found.files.filter(({ state }) => state === 'damaged').map(({ file }) => file)).toEqual([
    'mnist/t10k-images-idx3-ubyte',
  ]);
  const mended = await verifyDataset('mnist', options);
  expect(mended).toMatchObject({ ok: true, repaired: ['mnist/t10k-images-idx3-ubyte'] });
  expect((await verifyDataset('mnist', { cache })).ok).toBe(true);
  expect(await clearDataset('mnist', { cache })).toEqual({ files: 4, bytes: 54_950_048 });
});
