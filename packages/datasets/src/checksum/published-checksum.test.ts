// Data sets with published checksums of the compressed files only: fetched, recorded, refused if they differ.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../fixtures/failure-of.ts';
import { mirrorDirectory, mirrorServer, temporaryDirectory } from '../fixtures/mirror.ts';
import { concatenate } from '../fixtures/tar-archive.ts';
import { gzipped, sha256Of, type TinySet, tinyDigits, tinyPhotographs } from '../fixtures/tiny-set.ts';
import { loadDescribed } from '../load-dataset.ts';
import type { LoadOptions } from '../pipeline/options.ts';
import { datasets } from '../registry/datasets.ts';
import { isVerifiedAsDownload } from './published-checksum.ts';

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
  expect(tinyDigits().descriptor.downloads.some(isVerifiedAsDownload)).toBe(false);
  expect(withChecksums(tinyDigits(), 'md5').descriptor.downloads.every(isVerifiedAsDownload)).toBe(true);
});

describe('other content than the published sums are of', () => {
  const set = withChecksums(tinyDigits(), 'sha256');
  const names = [...set.contents.keys()];

  /** A mirror directory with the given files of the set, and sums of what they hold. */
  async function mirrorOf(
    files: Iterable<readonly [string, Uint8Array]>,
    { sums = true } = {},
  ): Promise<string> {
    const directory = await temporaryDirectory();
    await mkdir(join(directory, 'mnist'));
    for (const [name, bytes] of files) await writeFile(join(directory, 'mnist', name), bytes);
    const lines = Array.from(set.contents, ([name, bytes]) => `${sha256Of(bytes)}  mnist/${name}\n`);
    if (sums) await writeFile(join(directory, 'SHA256SUMS'), lines.join(''));
    return directory;
  }

  const packedAnew = () =>
    Array.from(set.contents, ([name, bytes]) => [`${name}.gz`, gzipped(bytes, 1)] as const);

  test.each([
    ['packed anew', packedAnew],
    ['unpacked', () => set.contents],
  ])('%s: taken where a trusted mirror lists it, offline too', async (_, files) => {
    const mirrors = [await mirrorOf(files())];
    const cache = await temporaryDirectory();
    const { verified, test: part, notes } = await load(set, { cache, mirrors, trustMirrors: true });
    expect([verified, part.shape]).toEqual(['mirror', [2, 28, 28, 1]]);
    expect(notes.join()).toContain('not the official content');
    const again = await load(set, { cache, trustMirrors: true });
    expect(again.verified).toBe('mirror');
  });

  test.each([
    ['packed anew', packedAnew],
    ['unpacked', () => set.contents],
  ])('%s: without trust the reason says what would accept it', async (_, files) => {
    const attempt = load(set, { cache: false, mirrors: [await mirrorOf(files())] });
    await expect(attempt).rejects.toThrow(/its own SHA256SUMS lists it: set trustMirrors/);
  });

  test('unpacked and listed nowhere: refused, with the reason and the way out', async () => {
    const attempt = load(set, { cache: false, mirrors: [await mirrorOf(set.contents, { sums: false })] });
    await expect(attempt).rejects.toMatchObject({ code: 'OFFLINE' });
    await expect(attempt).rejects.toThrow(
      /nothing official to compare it with: only the checksum of the packed file/,
    );
    await expect(attempt).rejects.toThrow(
      'set NN101_MIRROR (option mirrors) to a directory that has mnist/train-images-idx3-ubyte.gz, ' +
        'mnist/train-labels-idx1-ubyte.gz, mnist/t10k-images-idx3-ubyte.gz, mnist/t10k-labels-idx1-ubyte.gz.',
    );
  });

  test('put into the cache by hand: reported as unverifiable, not as damaged', async () => {
    const cache = await temporaryDirectory();
    await mkdir(join(cache, 'mnist'));
    for (const [name, bytes] of set.contents) await writeFile(join(cache, 'mnist', name), bytes);
    const failure = await failureOf(load(set, { cache }));
    expect(failure.attempts.map(({ reason }) => reason)).toEqual(
      names.map((name) => `${name} can't be verified: only the checksum of the packed file is published`),
    );
    expect(failure.message).not.toMatch(/undefined|damaged/);
  });

  test('a server that unpacks in transit is told from one that has another file', async () => {
    const server = await mirrorServer(set, (response, bytes) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes);
    });
    const options = { cache: false, offline: false, mirrors: [server.url], retries: 0 } as const;
    const failure = await failureOf(
      loadDescribed({ ...set.descriptor, origins: [] }, { trustMirrors: false, ...options }),
    );
    expect(failure.attempts[0].reason).toMatch(
      /it arrived unpacked, and the published checksum is that of the packed file$/,
    );
  });
});

test('a set whose content has published sums is taken unpacked from a mirror, near or far', async () => {
  const set = tinyDigits();
  const unpacked = { ...set, downloads: set.contents };
  const near = await load(set, { cache: false, mirrors: [await mirrorDirectory(unpacked)] });
  expect(near.verified).toBe('official');
  const { url } = await mirrorServer(unpacked);
  const descriptor = { ...set.descriptor, origins: [] };
  const far = await loadDescribed(descriptor, { cache: false, mirrors: [url], retries: 0 });
  expect(far.verified).toBe('official');
  const photographs = tinyPhotographs();
  const folder = await mirrorDirectory({ ...photographs, downloads: photographs.contents });
  expect((await load(photographs, { cache: false, mirrors: [folder] })).verified).toBe('official');
});

test('several gzip members, and zeros after the last, are the official content too', async () => {
  const set = tinyDigits();
  const packed = Array.from(set.contents, ([name, bytes]) => {
    const members = [bytes.subarray(0, 9), bytes.subarray(9)].map((part) => gzipped(part));
    return [`${name}.gz`, concatenate([...members, new Uint8Array(512)])] as const;
  });
  const mirror = await mirrorDirectory({ ...set, downloads: new Map(packed) });
  expect((await load(set, { cache: false, mirrors: [mirror] })).verified).toBe('official');
});

test('KMNIST has a second origin', () => {
  expect(datasets.kmnist.origins.map(({ url }) => new URL(url).host)).toEqual([
    'storage.googleapis.com',
    'codh.rois.ac.jp',
  ]);
});
