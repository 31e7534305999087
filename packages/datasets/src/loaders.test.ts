// Loading from start to end: cache, directories, trust, offline, abort. Misbehaving servers: pipeline/faults.test.ts.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DatasetError } from './error.ts';
import { filesBelow, mirrorDirectory, mirrorServer, temporaryDirectory } from './fixtures/mirror.ts';
import {
  archiveOf,
  gzipped,
  sha256Of,
  type TinySet,
  tinyDigits,
  tinyPhotographs,
} from './fixtures/tiny-set.ts';
import { loadDescribed, loadParts } from './load-dataset.ts';
import { loadDataset, loadSplit } from './loaders.ts';
import type { LoadOptions } from './pipeline/options.ts';
import type { DatasetName } from './registry/descriptor.ts';

const digits = tinyDigits();
const photographs = tinyPhotographs();

const load = (set: TinySet, options: LoadOptions) =>
  loadDescribed(set.descriptor, { mirrors: [], trustMirrors: false, offline: true, ...options });

async function failureOf(action: Promise<unknown>): Promise<DatasetError> {
  return action.then(
    () => expect.fail('it did not fail'),
    (error: DatasetError) => error,
  );
}

test('from a mirror directory, then from the cache alone', async () => {
  const cache = await temporaryDirectory();
  const first = await load(digits, { cache, mirrors: [await mirrorDirectory(digits)] });
  expect(first.verified).toBe('official');
  expect(first.train.shape).toEqual([3, 28, 28, 1]);
  expect(Array.from(first.train.images.subarray(783, 785))).toEqual([0, 1]);
  expect(Array.from(first.test.labels)).toEqual([0, 1]);
  expect(first.train.images.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(await filesBelow(cache)).toEqual([
    'mnist',
    ...[...digits.contents.keys()].sort().map((name) => `mnist/${name}`),
    'mnist/verified.json',
  ]);
  expect(await load(digits, { cache })).toEqual(first);
});

test('an archive is unpacked into its files', async () => {
  const cache = await temporaryDirectory();
  const loaded = await load(photographs, { cache, mirrors: [await mirrorDirectory(photographs)] });
  expect(loaded.train.shape).toEqual([2, 32, 32, 3]);
  expect(Array.from(loaded.test.images.subarray(0, 3))).toEqual([102, 102, 102]);
  expect(await filesBelow(cache)).toContain('cifar-10/batches-bin/test.bin');
});

test('without a cache nothing is kept', async () => {
  const mirrors = [await mirrorDirectory(digits)];
  expect((await load(digits, { cache: false, mirrors })).train.shape[0]).toBe(3);
  expect((await failureOf(load(digits, { cache: false }))).code).toBe('OFFLINE');
});

test('files put into the cache by hand are verified and used', async () => {
  const cache = await temporaryDirectory();
  await load(digits, { cache, mirrors: [await mirrorDirectory(digits)] });
  await writeFile(join(cache, 'mnist/verified.json'), 'no JSON');
  expect((await load(digits, { cache })).verified).toBe('official');
});

test('a damaged cached file is fetched again or reported', async () => {
  const cache = await temporaryDirectory();
  const mirrors = [await mirrorDirectory(digits)];
  await load(digits, { cache, mirrors });
  await writeFile(join(cache, 'mnist/t10k-labels-idx1-ubyte'), Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 9, 9));
  const failure = await failureOf(load(digits, { cache }));
  expect(failure.code).toBe('OFFLINE');
  expect(failure.message.replaceAll(cache, 'CACHE')).toMatchInlineSnapshot(
    `"Offline, and neither the cache nor a mirror directory has mnist/t10k-labels-idx1-ubyte (10 bytes) (CACHE: t10k-labels-idx1-ubyte is damaged, sha256 095a2741fa1a9a21ba63d5b5d056d5495684ab6f95dffe7dd2dd95d6d590bd4a, expected 8c50639ad7f90a8211edb1bbdfb25436fd8e2a10794b6d5e3d479d1b22c7e318). Load once without offline, set NN101_MIRROR to a mirror directory, or put the uncompressed files into CACHE."`,
  );
  expect(Array.from((await load(digits, { cache, mirrors })).test.labels)).toEqual([0, 1]);
});

test('a mirror with other content is refused, unless its own SHA256SUMS is trusted', async () => {
  const cache = await temporaryDirectory();
  const other = new Map(photographs.contents).set('batches-bin/test.bin', new Uint8Array(2 * 3073).fill(7));
  const mirror = await mirrorDirectory(photographs, { 'tiny.tar.gz': archiveOf(other) });
  const mirrors = [mirror];

  const unlisted = await failureOf(load(photographs, { cache, mirrors, trustMirrors: true }));
  expect(unlisted.code).toBe('OFFLINE');
  expect(unlisted.attempts).toHaveLength(1);

  const sums = Array.from(other, ([name, bytes]) => `${sha256Of(bytes)}  cifar-10/${name}\n`).join('');
  await writeFile(join(mirror, 'SHA256SUMS'), sums);
  const refused = await failureOf(load(photographs, { cache, mirrors }));
  expect(refused.message).toContain('NN101_MIRROR_TRUST=1 to accept it');
  expect(await filesBelow(cache)).toEqual([]);

  const trusted = await load(photographs, { cache, mirrors, trustMirrors: true });
  expect(trusted.verified).toBe('mirror');
  expect(trusted.notes.at(-1)?.replace(mirror, 'MIRROR')).toMatchInlineSnapshot(
    `"batches-bin/test.bin: not the official content, but what the mirror MIRROR vouches for."`,
  );
  expect((await load(photographs, { cache, trustMirrors: true })).verified).toBe('mirror');
  // Whoever does not trust mirrors gets nothing from the cache that only a mirror vouches for.
  expect((await failureOf(load(photographs, { cache }))).message).toContain('is listed by the mirror');
  const official = await mirrorDirectory(photographs);
  expect((await load(photographs, { cache, mirrors: [official] })).verified).toBe('official');
});

test('a trusted mirror may still not pass off another file', async () => {
  const name = 't10k-images-idx3-ubyte';
  const wrong = new Uint8Array(digits.contents.get(name) ?? []);
  wrong[11] = 14;
  wrong[15] = 56;
  const mirror = await mirrorDirectory(digits, { [`${name}.gz`]: gzipped(wrong) });
  await writeFile(join(mirror, 'SHA256SUMS'), `${sha256Of(wrong)} *mnist/${name}\n`);
  const failure = await failureOf(load(digits, { cache: false, mirrors: [mirror], trustMirrors: true }));
  expect(failure).toMatchInlineSnapshot(
    `[DatasetError: mnist test expects [2, 28, 28, 1], received [2, 14, 56, 1]. The mirror has another data set under this name.]`,
  );
});

test('offline lists every missing file with its size', async () => {
  const cache = join(await temporaryDirectory(), 'none');
  const failure = await failureOf(load(digits, { cache }));
  expect(failure.code).toBe('OFFLINE');
  expect(failure.message.replaceAll(cache, 'CACHE')).toMatchInlineSnapshot(
    `"Offline, and neither the cache nor a mirror directory has mnist/train-images-idx3-ubyte (2368 bytes), mnist/train-labels-idx1-ubyte (11 bytes), mnist/t10k-images-idx3-ubyte (1584 bytes), mnist/t10k-labels-idx1-ubyte (10 bytes). Load once without offline, set NN101_MIRROR to a mirror directory, or put the uncompressed files into CACHE."`,
  );
  expect(await filesBelow(cache)).toEqual([]);
});

test('offline asks no server, not even a mirror', async () => {
  const server = await mirrorServer(digits);
  const failure = await failureOf(load(digits, { cache: false, mirrors: [server.url] }));
  expect(failure.code).toBe('OFFLINE');
  expect(server.requests).toEqual([]);
});

test('an abort stops the load and leaves the cache as it was', async () => {
  const cache = await temporaryDirectory();
  const controller = new AbortController();
  const server = await mirrorServer(digits, (response, bytes) => {
    response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 10));
    setTimeout(() => controller.abort(new Error('enough')), 20);
  });
  const { signal } = controller;
  const failure = await failureOf(load(digits, { cache, mirrors: [server.url], offline: false, signal }));
  expect(failure).toMatchInlineSnapshot(`[DatasetError: Loading mnist was stopped by its signal.]`);
  expect(failure.cause).toEqual(new Error('enough'));
  expect(await filesBelow(cache)).toEqual([]);
  expect((await failureOf(load(digits, { cache, signal }))).code).toBe('ABORTED');
});

test('an unknown name is answered with the known ones', async () => {
  const failure = await failureOf(loadDataset('mnits' as DatasetName));
  expect(failure).toMatchInlineSnapshot(
    `[DatasetError: There is no data set of that name: name expects one of mnist, fashion-mnist, cifar-10, kmnist, qmnist, emnist-balanced, emnist-digits, emnist-letters, cifar-100; received "mnits" (a string). Did you mean mnist?]`,
  );
});

const downloads = digits.descriptor.downloads.map((download) => ({
  ...download,
  contents: download.contents.map((file) => ({
    ...file,
    split: file.name.startsWith('t10k') ? ('test' as const) : ('train' as const),
  })),
}));
/** Digits whose files belong to one split each. */
const descriptor = { ...digits.descriptor, downloads };

test('of the test split alone, the training files are not fetched', async () => {
  const server = await mirrorServer(digits);
  const cache = await temporaryDirectory();
  const loaded = await loadParts(descriptor, ['test'], { cache, mirrors: [server.url] });
  expect(loaded.test?.shape).toEqual([2, 28, 28, 1]);
  expect(loaded.train).toBeUndefined();
  expect(server.requests).toEqual(['/mnist/t10k-images-idx3-ubyte.gz', '/mnist/t10k-labels-idx1-ubyte.gz']);
  await loadParts(descriptor, ['train', 'test'], { cache, mirrors: [server.url] });
  expect(server.requests.filter((path) => path.includes('t10k'))).toHaveLength(2);
});

test('a set without parts of its own is loaded whole', async () => {
  const photographs = tinyPhotographs();
  const server = await mirrorServer(photographs);
  const whole = { ...photographs.descriptor, parseSplit: undefined };
  const loaded = await loadParts(whole, ['test'], { cache: false, mirrors: [server.url] });
  expect(loaded.train?.shape[0]).toBe(2);
});

test('a wrong selection is refused before anything is fetched', async () => {
  const fetch = () => expect.fail('it fetched');
  await expect(loadSplit('mnist', 'test[:20000]', { cache: false, fetch })).rejects.toMatchObject({
    code: 'PARSE_SPLIT',
  });
});

test.skipIf(!process.env.NN101_MIRROR)('of the real MNIST (needs NN101_MIRROR)', async () => {
  const cache = await temporaryDirectory();
  const split = await loadSplit('mnist', 'test[-2:]+train[:1]', { cache, offline: true });
  // The last two test images are a 5 and a 6, the first training image is a 5.
  expect(Array.from(split.labels)).toEqual([5, 6, 5]);
});
