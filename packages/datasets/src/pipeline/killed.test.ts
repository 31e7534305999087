// Processes that are killed while they download, and ten that load at once.
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { largeDigits } from '../fixtures/large-digits.ts';
import { type Behaviour, filesBelow, mirrorServer, serve, temporaryDirectory } from '../fixtures/mirror.ts';
import { useDownloads } from '../fixtures/start-download.ts';
import type { TinySet } from '../fixtures/tiny-set.ts';
import { loadDescribed } from '../load-dataset.ts';
import { createRandom } from '../random.ts';

const startDownload = useDownloads();
const HEADER = 1024;
// Some ten seconds each on two free processors.
const patience = { timeout: 240_000 };

const storedFiles = (set: TinySet) =>
  ['mnist', ...[...set.contents.keys(), 'verified.json'].map((name) => `mnist/${name}`)].sort();

/** sha256 of the images of both parts, as ../fixtures/download-process.ts computes it. */
function imagesSum({ contents }: TinySet): string {
  const hash = createHash('sha256');
  for (const name of ['train-images-idx3-ubyte', 't10k-images-idx3-ubyte']) {
    hash.update(contents.get(name)?.subarray(16) ?? '');
  }
  return hash.digest('hex');
}

/** Sends a range in small pieces, so that there is time to kill whoever reads it. */
const slowly: Behaviour = async (response, bytes) => {
  response.writeHead(200, { 'content-length': bytes.length, etag: `"${bytes.length}"` });
  for (let at = 0; at < bytes.length && !response.destroyed; at += 32_768) {
    response.write(bytes.subarray(at, at + 32_768));
    await sleep(2);
  }
  response.end();
};

/** Bytes of downloads that a killed process left on the disk, or in files that are complete. */
async function bytesKept(set: TinySet, cache: string): Promise<number> {
  const folder = join(cache, 'mnist');
  const names: string[] = await readdir(folder).catch(() => []);
  let kept = 0;
  for (const [name, bytes] of set.downloads) {
    if (names.includes(`${name}.download`)) {
      const { size } = await stat(join(folder, `${name}.download`));
      kept += Math.max(0, size - HEADER);
    } else if (names.includes(name.replace('.gz', ''))) {
      kept += bytes.length;
    }
  }
  return kept;
}

test('what fifty killed processes left is completed, and nothing is fetched twice', patience, async () => {
  const set = largeDigits({ train: 1000, test: 200, pixels: 'noise' });
  const all = [...set.downloads.values()].reduce((sum, { length }) => sum + length, 0);
  const moments = createRandom({ seed: 1, stream: 0 });
  const outcomes: { readonly fetched: number; readonly missing: number; readonly kept: number }[] = [];
  const killOnce = async () => {
    const cache = await temporaryDirectory();
    let isSlow = true;
    const server = await mirrorServer(set, (...request) => (isSlow ? slowly : serve)(...request));
    const options = { cache, mirrors: [server.url] };
    const running = (await startDownload({ set, options })).begin();
    // A moment is a number of bytes on their way, so that a slow machine spreads them as well; or soon after the last.
    const moment = moments.between(0, 1.2 * all);
    while (server.sent() < Math.min(moment, all)) await sleep(1);
    if (moment > all) await sleep(moments.between(0, 100));
    await running.kill();
    const kept = await bytesKept(set, cache);
    isSlow = false;
    const before = server.sent();
    const loaded = await loadDescribed(set.descriptor, options);
    const images = createHash('sha256').update(loaded.train.images).update(loaded.test.images).digest('hex');
    expect(images).toBe(imagesSum(set));
    // A process that is killed when all is done may leave the file that names it as the lock's holder.
    expect((await filesBelow(cache)).filter((name) => name !== 'mnist.lock')).toEqual(storedFiles(set));
    outcomes.push({ fetched: server.sent() - before, missing: all - kept, kept });
  };
  for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 5 }, killOnce));
  expect(outcomes).toHaveLength(50);
  for (const { fetched, missing } of outcomes) expect(fetched).toBe(missing);
  // The moments were spread over the download: many were killed with something, and not all, on the disk.
  expect(outcomes.filter(({ kept }) => kept > 0 && kept < all).length).toBeGreaterThan(10);
});

test('ten processes that load at once download each file once', patience, async () => {
  const set = largeDigits({ train: 60_000, test: 10_000, pixels: 'lines' });
  const cache = await temporaryDirectory();
  const server = await mirrorServer(set);
  const options = { cache, mirrors: [server.url] };
  const ready = await Promise.all(Array.from({ length: 10 }, () => startDownload({ set, options })));
  const outcomes = await Promise.all(ready.map((process) => process.begin().outcome()));
  expect(outcomes).toEqual(Array.from(outcomes, () => ({ verified: 'official', images: imagesSum(set) })));
  expect(server.requests).toEqual([...set.downloads.keys()].map((name) => `/mnist/${name}`));
  expect(await filesBelow(cache)).toEqual(storedFiles(set));
});
