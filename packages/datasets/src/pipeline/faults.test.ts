// Misbehaving servers: each is given up for the next one, or ends in one clear error, and the cache stays clean.
import { describe, expect, test } from 'vitest';
import { failureOf } from '../fixtures/failure-of.ts';
import { faults } from '../fixtures/faults.ts';
import { filesBelow, mirrorServer, temporaryDirectory } from '../fixtures/mirror.ts';
import { tinyDigits } from '../fixtures/tiny-set.ts';
import { loadDescribed } from '../load-dataset.ts';
import type { DownloadProgress } from './progress.ts';

const digits = tinyDigits();

const timeouts = { headers: 300, stall: 300, rateWindow: 200, retryDelay: 5 };

/** A descriptor without public origins: nothing leaves this machine. */
const closed = { ...digits.descriptor, origins: [] };

const stored = [...digits.contents.keys(), 'verified.json'].map((name) => `mnist/${name}`);

describe.each(Object.entries(faults))('a server that %s', (_title, { behaviour, reason }) => {
  test(reason === undefined ? 'gives the data in the end' : 'ends in one clear error', async () => {
    const cache = await temporaryDirectory();
    const { url } = await mirrorServer(digits, behaviour());
    const loading = loadDescribed(closed, { cache, mirrors: [url], timeouts });
    if (reason === undefined) {
      expect((await loading).verified).toBe('official');
      expect(await filesBelow(cache)).toEqual(['mnist', ...stored].sort());
      return;
    }
    const failure = await failureOf(loading);
    expect(failure.attempts).toEqual([{ source: url, reason: expect.stringMatching(reason) }]);
    expect(['DATA_MISSING', 'CHECKSUM_MISMATCH']).toContain(failure.code);
    expect(failure.message).not.toContain('\n');
    expect(await filesBelow(cache)).toEqual([]);
  });

  test('is left for the next one', async () => {
    const cache = await temporaryDirectory();
    const bad = await mirrorServer(digits, behaviour());
    const good = await mirrorServer(digits);
    const loaded = await loadDescribed(closed, { cache, mirrors: [bad.url, good.url], timeouts });
    expect(loaded.verified).toBe('official');
    expect(await filesBelow(cache)).toEqual(['mnist', ...stored].sort());
  });
});

test('an unreachable server is given up for the next one', async () => {
  const gone = await mirrorServer(digits);
  gone.stop();
  const good = await mirrorServer(digits);
  const failure = await failureOf(loadDescribed(closed, { cache: false, mirrors: [gone.url], timeouts }));
  expect(failure).toMatchObject({
    code: 'DATA_MISSING',
    attempts: [{ reason: expect.stringMatching(/ECONNREFUSED/) }],
  });
  const loaded = await loadDescribed(closed, { cache: false, mirrors: [gone.url, good.url], timeouts });
  expect(loaded.verified).toBe('official');
});

test('a server that failed is asked last for the other files', async () => {
  const bad = await mirrorServer(digits, (response) => response.writeHead(500).end());
  const good = await mirrorServer(digits);
  await loadDescribed(closed, { cache: false, mirrors: [bad.url, good.url], timeouts });
  expect(bad.requests).toHaveLength(1);
  expect(good.requests).toHaveLength(4);
});

test('the error lists what each source said', async () => {
  const missing = await mirrorServer(digits, (response) => response.writeHead(404).end());
  const broken = await mirrorServer(digits, (response) => response.writeHead(503).end());
  const failure = await failureOf(
    loadDescribed(closed, { cache: false, mirrors: [missing.url, broken.url], timeouts }),
  );
  expect(failure.message.replace(missing.url, 'FIRST').replace(broken.url, 'SECOND')).toMatchInlineSnapshot(
    `"No source has the right mnist/train-images-idx3-ubyte.gz: FIRST: HTTP 404; SECOND: HTTP 503. Check the network, or set NN101_MIRROR (option mirrors) to a directory or URL that has it."`,
  );
});

test('a file that a server unpacked on the way is taken as it is', async () => {
  const encoded = await mirrorServer(digits, (response, bytes) =>
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bytes.length }).end(bytes),
  );
  const seen: DownloadProgress[] = [];
  const loaded = await loadDescribed(closed, {
    cache: false,
    mirrors: [encoded.url],
    onProgress: (progress) => seen.push(progress),
  });
  expect(loaded.verified).toBe('official');
  expect(seen[0].total).toBeUndefined();
});

test('progress names the file and ends with all bytes', async () => {
  const server = await mirrorServer(digits);
  const seen: DownloadProgress[] = [];
  const onProgress = (progress: DownloadProgress) => seen.push(progress);
  await loadDescribed(closed, { cache: false, mirrors: [server.url], onProgress });
  for (const [name, bytes] of digits.downloads) {
    const last = seen.findLast(({ file }) => file === `mnist/${name}`);
    expect(last).toMatchObject({ source: server.url, bytes: bytes.length, total: bytes.length });
    expect(last?.bytesPerSecond).toBeGreaterThan(0);
  }
});

test('a public origin must be https, and stay so', async () => {
  const server = await mirrorServer(digits);
  const plain = { ...digits.descriptor, origins: [{ url: `${server.url}/mnist/`, cors: false }] };
  const refused = await failureOf(loadDescribed(plain, { cache: false, mirrors: [] }));
  expect(refused.attempts[0].reason).toBe('not https');
  const secure = { ...digits.descriptor, origins: [{ url: 'https://origin.invalid/', cors: false }] };
  // Stands for a redirect: the answer's URL is not the one asked for.
  const fetch: typeof globalThis.fetch = async () =>
    globalThis.fetch(`${server.url}/mnist/train-labels-idx1-ubyte.gz`);
  const redirected = await failureOf(loadDescribed(secure, { cache: false, mirrors: [], fetch }));
  expect(redirected.attempts[0].reason).toBe('it redirects from https to http');
});
