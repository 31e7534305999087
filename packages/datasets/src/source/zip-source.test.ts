// Files from a remote archive, on a server in memory that counts what it sends.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { tinyDigits } from '../fixtures/tiny-set.ts';
import { zipArchive } from '../fixtures/zip-archive.ts';
import { loadDescribed } from '../load-dataset.ts';
import { zipSource } from './zip-source.ts';

const set = tinyDigits();
const archive = zipArchive(
  [
    {
      name: 'gzip/large',
      content: Uint8Array.from({ length: 300_000 }, (_, at) => (at * at * 31) >> 3),
      stored: true,
    },
    ...Array.from(set.downloads, ([name, content]) => ({ name: `gzip/${name}`, content })),
  ],
  'the comment',
);

interface Server {
  readonly fetch: typeof globalThis.fetch;
  sent: number;
  requests: number;
}

function server(bytes: Uint8Array<ArrayBuffer>, { ranges = true } = {}): Server {
  const state: Server = { fetch, sent: 0, requests: 0 };
  async function fetch(_: unknown, init?: RequestInit): Promise<Response> {
    state.requests++;
    const [, first, last] = /^bytes=(\d*)-(\d+)$/.exec(new Headers(init?.headers).get('range') ?? '') ?? [];
    const start = first === '' ? Math.max(0, bytes.length - Number(last)) : Number(first);
    const end = first === '' ? bytes.length : Math.min(bytes.length, Number(last) + 1);
    const body = ranges ? bytes.slice(start, end) : bytes;
    const headers = ranges ? { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` } : undefined;
    const response = new Response(body, { status: ranges ? 206 : 200, headers });
    state.sent += body.length;
    return Object.defineProperty(response, 'url', { value: 'https://archive.example/gzip.zip' });
  }
  return Object.assign(state, { fetch });
}

const timeouts = { headers: 1000, stall: 1000 };
const where = { url: 'https://archive.example', archive: 'gzip.zip', folder: 'gzip/', timeouts };

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

test('a file is fetched without the rest of the archive', async () => {
  const remote = server(archive);
  const source = zipSource({ ...where, fetch: remote.fetch });
  for (const [name, content] of set.downloads) {
    expect(new Uint8Array(await collect((await source.open(name)).chunks))).toEqual(content);
  }
  // The directory once, and each file.
  expect(remote.requests).toBe(1 + set.downloads.size);
});

test('a whole set comes out of an archive, verified, and the large file in it is never fetched', async () => {
  const remote = server(archive);
  const downloads = set.descriptor.downloads.map((download) => ({
    ...download,
    contents: download.contents.map((file) => ({ ...file, sha256: undefined })),
    checksum: {
      algorithm: 'md5' as const,
      sum: createHash('md5')
        .update(set.downloads.get(download.name) ?? '')
        .digest('hex'),
      source: 'this test',
    },
  }));
  const zip = { archive: 'gzip.zip', folder: 'gzip/' };
  const origins = [{ url: 'https://archive.example/', cors: false, zip }];
  const descriptor = { ...set.descriptor, downloads, origins };
  const loaded = await loadDescribed(descriptor, { cache: false, mirrors: [], fetch: remote.fetch });
  expect(loaded.train.shape).toEqual([3, 28, 28, 1]);
  expect(loaded.verified).toBe('official');
});

test.each([
  [
    'a server without ranges',
    server(archive, { ranges: false }),
    'it does not support range requests for gzip.zip',
  ],
  [
    'an archive without the file',
    server(zipArchive([])),
    'the archive has no gzip/train-labels-idx1-ubyte.gz',
  ],
  ['bytes that are no archive', server(new Uint8Array(5000)), 'The zip archive cannot be read.'],
])('%s is reported, so that the next origin is tried', async (_, remote, reason) => {
  const source = zipSource({ ...where, fetch: remote.fetch });
  const attempt = source.open('train-labels-idx1-ubyte.gz');
  await expect(attempt).rejects.toMatchObject({ name: 'SourceError' });
  await expect(attempt).rejects.toThrow(reason);
});
