// Archives that lack a file, lie about it, or have names that lead out of the cache.
import { expect, test } from 'vitest';
import { failureOf } from '../fixtures/failure-of.ts';
import { filesBelow, mirrorServer, serve, temporaryDirectory } from '../fixtures/mirror.ts';
import { archiveOf, gzipped, tinyPhotographs } from '../fixtures/tiny-set.ts';
import { loadDescribed } from '../load-dataset.ts';

const timeouts = { headers: 400, stall: 400, retryDelay: 5 };

test('what one archive had right is kept when the next is asked for the rest', async () => {
  const set = tinyPhotographs();
  const half = archiveOf([...set.contents].slice(0, 1));
  const first = await mirrorServer(set, (response) => serve(response, half, response.req));
  const second = await mirrorServer({
    ...set,
    downloads: new Map([['tiny.tar.gz', archiveOf([...set.contents].slice(1))]]),
  });
  const descriptor = { ...set.descriptor, origins: [] };
  const loaded = await loadDescribed(descriptor, { cache: false, mirrors: [first.url, second.url] });
  expect(loaded.verified).toBe('official');
});

test('names in an archive lead nowhere, and extra files are passed over', async () => {
  const set = tinyPhotographs();
  const cache = await temporaryDirectory();
  const evil = archiveOf([
    ['../../escaped.bin', new Uint8Array(10)],
    ['/tmp/x', new Uint8Array(3)],
    ...set.contents,
  ]);
  const server = await mirrorServer(set, (response) => serve(response, evil, response.req));
  await loadDescribed({ ...set.descriptor, origins: [] }, { cache, mirrors: [server.url] });
  expect(await filesBelow(cache)).toEqual([
    'cifar-10',
    'cifar-10/batches-bin',
    'cifar-10/batches-bin/test.bin',
    'cifar-10/batches-bin/train.bin',
    'cifar-10/verified.json',
  ]);
});

test.each([
  ['lacks a file', archiveOf([]), /the archive has no batches-bin\/train.bin, batches-bin\/test.bin/],
  [
    'has a file of another length',
    archiveOf([['batches-bin/train.bin', new Uint8Array(9)]]),
    /expects 6146 bytes/,
  ],
  ['is no archive', gzipped(new Uint8Array(5000).fill(65)), /checksum is wrong/],
  ['is cut off', gzipped(new Uint8Array(100)), /cut off, 412 bytes are missing/],
])('an archive that %s', async (_title, archive, reason) => {
  const set = tinyPhotographs();
  const server = await mirrorServer(set, (response) => serve(response, archive, response.req));
  const descriptor = { ...set.descriptor, origins: [] };
  const failure = await failureOf(
    loadDescribed(descriptor, { cache: false, mirrors: [server.url], timeouts }),
  );
  expect(failure.attempts[0].reason).toMatch(reason);
});
