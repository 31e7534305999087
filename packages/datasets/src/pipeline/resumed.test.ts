// Downloads that continue where they stopped: from another origin, after an abort, after a loss of the network.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { failureOf } from '../fixtures/failure-of.ts';
import { largeDigits } from '../fixtures/large-digits.ts';
import { type Behaviour, filesBelow, mirrorServer, temporaryDirectory } from '../fixtures/mirror.ts';
import { loadDescribed } from '../load-dataset.ts';

const set = largeDigits({ train: 300, test: 20, pixels: 'noise' });
const all = [...set.downloads.values()].reduce((sum, { length }) => sum + length, 0);
const timeouts = { headers: 5000, stall: 400, rateWindow: 250, retryDelay: 5 };
const HALF = 100_000;

/** Sends the first 100,000 bytes of the images as if all were to come; `after` decides how it goes on. */
const half =
  (after: (response: Parameters<Behaviour>[0]) => unknown): Behaviour =>
  (response, bytes, request) => {
    const { length } = bytes;
    if (request.headers.range !== undefined) return void response.destroy();
    response.writeHead(200, { 'content-length': length, etag: `"${length}"` });
    response.write(bytes.subarray(0, HALF), () => after(response));
  };

const unfinished = 'mnist/train-images-idx3-ubyte.gz.download';

/** Resolves when the bytes that came are on the disk, behind their header. */
async function areStored(cache: string): Promise<void> {
  const size = async () => (await stat(join(cache, unfinished)).catch(() => undefined))?.size;
  while ((await size()) !== 1024 + HALF) await sleep(5);
}

const stall = half(() => undefined);

test('another origin continues where one stalled', async () => {
  const first = await mirrorServer(set, stall);
  const second = await mirrorServer(set);
  const mirrors = [first.url, second.url];
  const { verified } = await loadDescribed(set.descriptor, { cache: false, mirrors, timeouts });
  expect(verified).toBe('official');
  expect(second.sent()).toBe(all - HALF);
});

test('a slow server is given up for a faster one', async () => {
  const slow = await mirrorServer(set, (response, bytes) => {
    response.writeHead(200, { 'content-length': bytes.length });
    let at = 0;
    const timer = setInterval(() => {
      response.write(bytes.subarray(at, at + 1000));
      at += 1000;
    }, 25);
    response.on('close', () => clearInterval(timer));
  });
  const fast = await mirrorServer(set);
  const mirrors = [slow.url, fast.url];
  const options = { cache: false, mirrors, timeouts, minimumRate: 200_000 } as const;
  expect((await loadDescribed(set.descriptor, options)).verified).toBe('official');
  expect(slow.requests).toHaveLength(1);
  expect(fast.sent()).toBeLessThan(all);
});

test('what was stopped is resumed by the next call', async () => {
  const cache = await temporaryDirectory();
  const stop = new AbortController();
  const first = await mirrorServer(
    set,
    half(() => areStored(cache).then(() => stop.abort())),
  );
  const failure = await failureOf(
    loadDescribed(set.descriptor, {
      cache,
      mirrors: [first.url],
      signal: stop.signal,
    }),
  );
  expect(failure.code).toBe('ABORTED');
  expect(await filesBelow(cache)).toEqual(['mnist', unfinished]);
  const second = await mirrorServer(set);
  await loadDescribed(set.descriptor, { cache, mirrors: [second.url] });
  expect(second.sent()).toBe(all - HALF);
  expect(await filesBelow(cache)).not.toContain(unfinished);
});

test('what the loss of the network cut short is resumed, what a bad server sent is not', async () => {
  const cache = await temporaryDirectory();
  const bad = await mirrorServer(set, stall);
  const behind = { cache, mirrors: [bad.url], timeouts };
  await failureOf(loadDescribed(set.descriptor, { ...behind, retries: 0 }));
  expect(await filesBelow(cache)).toEqual([]);
  const vanishing = await mirrorServer(
    set,
    half(async (response) => {
      await areStored(cache);
      response.destroy();
      vanishing.stop();
    }),
  );
  const failure = await failureOf(
    loadDescribed(set.descriptor, { cache, mirrors: [vanishing.url], timeouts }),
  );
  expect(failure.attempts[0].reason).toMatch(/ECONNREFUSED/);
  const good = await mirrorServer(set);
  await loadDescribed(set.descriptor, { cache, mirrors: [good.url] });
  expect(good.sent()).toBe(all - HALF);
});

test('what a commit that was cut short left is taken away by the next', async () => {
  const cache = await temporaryDirectory();
  const first = await mirrorServer(
    set,
    half(() => areStored(cache).then(() => stop.abort())),
  );
  const stop = new AbortController();
  await failureOf(loadDescribed(set.descriptor, { cache, mirrors: [first.url], signal: stop.signal }));
  // As a kill leaves it between the first file's rename and the second's.
  const images = 'train-images-idx3-ubyte';
  await writeFile(join(cache, 'mnist', images), set.contents.get(images) ?? '');
  const second = await mirrorServer(set);
  await loadDescribed(set.descriptor, { cache, mirrors: [second.url] });
  expect(second.requests).not.toContain(`/mnist/${images}.gz`);
  expect(await filesBelow(cache)).toEqual(
    ['mnist', ...[...set.contents.keys(), 'verified.json'].map((name) => `mnist/${name}`)].sort(),
  );
});

test('Retry-After is waited for', async () => {
  let refusals = 0;
  const busy = await mirrorServer(set, (response, bytes) => {
    if (refusals++ === 0) response.writeHead(429, { 'retry-after': '1' }).end();
    else response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  });
  const start = performance.now();
  await loadDescribed(set.descriptor, { cache: false, mirrors: [busy.url], timeouts });
  expect(performance.now() - start).toBeGreaterThanOrEqual(999);
});
