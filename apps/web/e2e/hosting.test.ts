// The course on a host that knows nothing of it: below a path, without headers, then without any network.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, plainHost } from './testing/course-server.ts';

describe.skipIf(missingChromium)(`on any static host${whyNoChromium}`, () => {
  const chromium = useChromium();
  let host: CourseServer;
  beforeAll(async () => {
    host = await plainHost();
  });
  afterAll(() => host?.close());

  test('works below a path, is kept, isolated at the second visit, and works without a network', async () => {
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
    // tfjs' WebAssembly is part of the build as soon as a lesson trains.
    expect(lost.filter((end) => end !== '.wasm')).toEqual([]);
  });
});
