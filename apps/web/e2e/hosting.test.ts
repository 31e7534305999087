// The course on a host that knows nothing of it: below a path, without headers, then without any network.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, plainHost } from './testing/course-server.ts';
import { longestRun, runAddress, trainedAt } from './testing/training-page.ts';

describe.skipIf(missingChromium)(`on any static host${whyNoChromium}`, { timeout: longestRun }, () => {
  const chromium = useChromium();
  let host: CourseServer;
  beforeAll(async () => {
    host = await plainHost();
  });
  afterAll(() => host?.close());

  test('works below a path, is kept, isolated at the second visit, and trains without a network', async () => {
    const { page, errors } = await chromium.open(host.url, { serviceWorkers: 'allow' });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    await page.getByText('Works offline now').waitFor();

    await page.reload();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);

    await host.close();
    await page.goto(`${host.url}#/backpropagation`);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Backpropagation' }).waitFor();
    await page.getByRole('heading', { name: 'Build it yourself' }).waitFor();
    await page.evaluate(() => document.fonts.ready);
    expect(errors).toEqual([]);
    const lost = await page.evaluate(async () => {
      const names = await caches.keys();
      const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      const urls = kept.flat().map(({ url }) => new URL(url).pathname);
      return ['.wasm', '.woff2', '.webmanifest', 'index.html'].filter(
        (end) => !urls.some((url) => url.endsWith(end)),
      );
    });
    expect(lost).toEqual([]);

    await page.goto(host.url + runAddress('simple-model', { limit: 1000, batch: 50, epochs: 2 }));
    // MNIST was never loaded here, and cannot be now; the drawn digits can.
    await page.getByRole('button', { name: /^Use: Synthetic digits/ }).click();
    expect((await trainedAt(page)).accuracy).toBeGreaterThan(0.5);
    await page.context().close();
  });
});
