// Servers that misbehave: each is left for the next one, or ends in one clear error, and the cache stays clean.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { loadDescribed } from '../dataset.ts';
import { failureOf } from '../fixtures/failure-of.ts';
import { type Behaviour, filesBelow, mirrorServer, serve, temporaryDirectory } from '../fixtures/mirror.ts';
import { gzipped, tinyDigits } from '../fixtures/tiny-set.ts';
import type { Progress } from './progress.ts';

const digits = tinyDigits();

const timeouts = { headers: 400, stall: 400, backOff: 5 };
const bomb = gzipped(new Uint8Array(50_000_000));

/** A descriptor without public origins: nothing leaves this machine. */
const closed = { ...digits.descriptor, origins: [] };

const faults: Record<string, { behave: Behaviour; reason: RegExp }> = {
  'answers 404': { behave: (response) => response.writeHead(404).end(), reason: /HTTP 404/ },
  'answers 500': { behave: (response) => response.writeHead(500).end('sorry'), reason: /HTTP 500/ },
  'answers 429': {
    behave: (response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
    reason: /HTTP 429/,
  },
  'hangs before headers': { behave: () => undefined, reason: /no answer for 0.4 s/ },
  'stalls in the body': {
    behave: (response, bytes) =>
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 9)),
    reason: /it stalled for 0.4 s/,
  },
  'closes early': {
    behave: (response, bytes) => {
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 9));
      setTimeout(() => response.destroy(), 20);
    },
    reason: /closed|terminated|reset/,
  },
  'refuses the connection': { behave: (response) => response.destroy(), reason: /closed|reset|hang up/ },
  'sends a truncated file': {
    behave: (response, bytes) => serve(response, bytes.subarray(0, bytes.length - 12), response.req),
    reason: /cut off gzip data/,
  },
  'sends damaged gzip': {
    behave: (response, bytes) => serve(response, bytes.slice().fill(255, 12, 20), response.req),
    reason: /damaged or cut off gzip data/,
  },
  'sends a web page with status 200': {
    behave: (response) => response.writeHead(200).end('<!doctype html><title>Log in</title>'),
    reason: /web page/,
  },
  'sends other content': {
    behave: (response) => serve(response, gzipped(new Uint8Array(16 + 3 * 784)), response.req),
    reason: /has sha256 [0-9a-f]{64}, expected [0-9a-f]{64}/,
  },
  'sends a shorter file': {
    behave: (response) => serve(response, gzipped(new Uint8Array(100)), response.req),
    reason: /cut off: 100 of 2368 bytes/,
  },
  'sends nothing': { behave: (response) => response.writeHead(200).end(), reason: /it sent nothing/ },
  'sends a decompression bomb': {
    behave: (response) => serve(response, bomb, response.req),
    reason: /longer than the 2368 bytes expected/,
  },
  'sends gzip within gzip': {
    behave: (response, bytes) => serve(response, gzipSync(bytes), response.req),
    reason: /cut off|longer|sha256/,
  },
  'redirects in a circle': {
    behave: (response, _bytes, request) => response.writeHead(302, { location: request.url }).end(),
    reason: /redirect/,
  },
};

test.each(Object.entries(faults))('a server that %s', async (_title, { behave, reason }) => {
  const cache = await temporaryDirectory();
  const bad = await mirrorServer(digits, behave);
  const good = await mirrorServer(digits);
  const failure = await failureOf(loadDescribed(closed, { cache, mirrors: [bad.url], timeouts }));
  expect(failure.attempts).toEqual([{ source: bad.url, reason: expect.stringMatching(reason) }]);
  expect(['DATA_MISSING', 'CHECKSUM_MISMATCH']).toContain(failure.code);
  expect(failure.message).not.toContain('\n');
  expect(await filesBelow(cache)).toEqual([]);
  const loaded = await loadDescribed(closed, { cache, mirrors: [bad.url, good.url], timeouts });
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
    `"No source has mnist/train-images-idx3-ubyte.gz as it should be: FIRST: HTTP 404; SECOND: HTTP 503. Check the network, or name a directory or URL that has it with NN101_MIRROR (option mirrors)."`,
  );
});

test('a file that a server unpacked on the way is taken as it is', async () => {
  const encoded = await mirrorServer(digits, (response, bytes) =>
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bytes.length }).end(bytes),
  );
  const seen: Progress[] = [];
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
  const seen: Progress[] = [];
  const onProgress = (progress: Progress) => seen.push(progress);
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
