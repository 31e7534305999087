// Verifying, repairing and deleting cached files, on a data set of a few images. The public functions, which take a name
// only, are tested in ../cache-admin.test.ts.
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, mirrorDirectory, temporaryDirectory } from '../fixtures/mirror.ts';
import { sha256Of, tinyDigits } from '../fixtures/tiny-set.ts';
import { clearFiles, verifyFiles } from './cached-files.ts';

const { descriptor, contents, downloads } = tinyDigits();
const names = [...contents.keys()];
const labels = 't10k-labels-idx1-ubyte';

/** A cache that holds the data set, and the options that can repair it. */
async function filledCache() {
  const cache = await temporaryDirectory();
  const mirrors = [await mirrorDirectory({ descriptor, contents, downloads })];
  const repairing = { cache, mirrors, offline: true, repair: true };
  const filled = await verifyFiles(descriptor, repairing);
  return { cache, repairing, filled };
}

test('what an empty cache lacks is fetched, file by file', async () => {
  const { cache, filled } = await filledCache();
  expect(filled).toEqual({
    name: 'mnist',
    location: cache,
    ok: true,
    files: names.map((name) => ({
      file: `mnist/${name}`,
      state: 'official',
      bytes: contents.get(name)?.length,
      sha256: sha256Of(contents.get(name) ?? new Uint8Array()),
      expected: sha256Of(contents.get(name) ?? new Uint8Array()),
    })),
    repaired: names.map((name) => `mnist/${name}`),
  });
});

test('a flipped byte is found although size and time are unchanged, and only that file is repaired', async () => {
  const { cache, repairing } = await filledCache();
  const path = join(cache, 'mnist', labels);
  const bytes = await readFile(path);
  bytes[9] ^= 1;
  await writeFile(path, bytes);
  // Not by utimes, which loses fractions of a millisecond: the manifest is given the new time instead.
  const manifest = JSON.parse(await readFile(join(cache, 'mnist/verified.json'), 'utf8'));
  manifest[labels].modified = (await stat(path)).mtimeMs;
  await writeFile(join(cache, 'mnist/verified.json'), JSON.stringify(manifest));

  const found = await verifyFiles(descriptor, { cache });
  expect(found).toMatchObject({ ok: false, repaired: [] });
  expect(found.files.filter(({ state }) => state !== 'official')).toEqual([
    {
      file: `mnist/${labels}`,
      state: 'damaged',
      bytes: bytes.length,
      sha256: sha256Of(bytes),
      expected: sha256Of(contents.get(labels) ?? new Uint8Array()),
    },
  ]);
  expect(await verifyFiles(descriptor, repairing)).toMatchObject({ ok: true, repaired: [`mnist/${labels}`] });
  expect(new Uint8Array(await readFile(path))).toEqual(contents.get(labels));
});

test('a missing file has no bytes and no checksum', async () => {
  const { cache } = await filledCache();
  await rm(join(cache, 'mnist', labels));
  const { ok, files } = await verifyFiles(descriptor, { cache });
  expect(ok).toBe(false);
  expect(files.at(-1)).toMatchObject({ state: 'missing', bytes: 0, sha256: undefined });
});

test('deleting leaves files that are not of the data set', async () => {
  const { cache } = await filledCache();
  await writeFile(join(cache, 'mnist', 'notes.txt'), 'mine');
  const bytes = [...contents.values()].reduce((sum, { length }) => sum + length, 0);
  expect(await clearFiles(descriptor, { cache })).toEqual({ files: 4, bytes });
  expect(await filesBelow(cache)).toEqual(['mnist', 'mnist/notes.txt']);
});
