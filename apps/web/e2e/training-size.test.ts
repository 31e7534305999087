// How much a page loads when a reader presses «Train»: the kernels and the training, and nothing of tfjs.
import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { longestRun, resultOf, runAddress, train } from './testing/training-page.ts';

const limit = 160_000;

describe.skipIf(missingChromium)(`training loads little${whyNoChromium}`, { timeout: longestRun }, () => {
  const chromium = useChromium();
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
  });
  afterAll(() => server?.close());

  test(`at most ${limit / 1000} kB of gzipped scripts and WebAssembly, none of them tfjs'`, async () => {
    const short = { data: 'synthetic', limit: 1000, batch: 50, epochs: 1 };
    const { page, errors } = await chromium.open(server.url + runAddress('simple-model', short));
    await page.waitForLoadState('networkidle');
    const responses: Response[] = [];
    page.context().on('response', (response) => responses.push(response));
    await train(page);
    await resultOf(page);
    const loaded = responses.filter((response) => /\.(js|wasm)$/.test(new URL(response.url()).pathname));
    const sizes = await Promise.all(loaded.map(async (response) => gzipSync(await response.body()).length));
    expect(loaded.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(limit);
    expect(loaded.map((response) => response.url()).filter((url) => /tfjs|foreign/.test(url))).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
