// Sets of which only the sum of the compressed file is published: fetched, remembered, refused when it is another.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadDescribed } from '../dataset.ts';
import { mirrorDirectory, temporaryDirectory } from '../fixtures/mirror.ts';
import { gzipped, type TinySet, tinyDigits, tinyPhotographs } from '../fixtures/tiny-set.ts';
import type { LoadOptions } from '../pipeline/options.ts';
import { needsCheckedDownload } from './checked-download.ts';

function withChecksums(set: TinySet, algorithm: 'md5' | 'sha256'): TinySet {
  const downloads = set.descriptor.downloads.map((download) => ({
    ...download,
    contents: download.contents.map((file) => ({ ...file, sha256: undefined })),
    checksum: {
      algorithm,
      sum: createHash(algorithm)
        .update(set.downloads.get(download.name) ?? '')
        .digest('hex'),
      source: 'this test',
    },
  }));
  return { ...set, descriptor: { ...set.descriptor, downloads } };
}

const load = (set: TinySet, options: LoadOptions) =>
  loadDescribed(set.descriptor, { mirrors: [], trustMirrors: false, offline: true, ...options });

test.each([
  ['gzip files', 'md5', tinyDigits()],
  ['gzip files', 'sha256', tinyDigits()],
  ['an archive', 'sha256', tinyPhotographs()],
  ['an archive', 'md5', tinyPhotographs()],
] as const)('%s with published %s are official, and stay so in the cache', async (_, algorithm, tiny) => {
  const set = withChecksums(tiny, algorithm);
  const cache = await temporaryDirectory();
  const first = await load(set, { cache, mirrors: [await mirrorDirectory(set)] });
  expect(first.verified).toBe('official');
  expect(first.notes).toEqual(tiny.descriptor.notes);
  expect(await load(set, { cache })).toEqual(first);
});

test('the same content in another compression is refused: nothing published speaks for it', async () => {
  const set = withChecksums(tinyDigits(), 'md5');
  const other = gzipped(gzipped(new Uint8Array(5000)));
  const cache = await temporaryDirectory();
  const mirrors = [await mirrorDirectory(set, { 'train-images-idx3-ubyte.gz': other })];
  const attempt = load(set, { cache, mirrors, offline: false });
  await expect(attempt).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH' });
  await expect(attempt).rejects.toThrow(/train-images-idx3-ubyte\.gz has md5 [0-9a-f]{32}, expected/);
});

test('a cached file that changed is not official any more', async () => {
  const set = withChecksums(tinyDigits(), 'sha256');
  const cache = await temporaryDirectory();
  await load(set, { cache, mirrors: [await mirrorDirectory(set)] });
  const path = join(cache, 'mnist', 'train-images-idx3-ubyte');
  const bytes = await readFile(path);
  bytes[100] ^= 1;
  await writeFile(path, bytes);
  await expect(load(set, { cache })).rejects.toMatchObject({ code: 'OFFLINE' });
});

test('only sets without published sums of their content need it', () => {
  expect(tinyDigits().descriptor.downloads.some(needsCheckedDownload)).toBe(false);
  expect(withChecksums(tinyDigits(), 'md5').descriptor.downloads.every(needsCheckedDownload)).toBe(true);
});
