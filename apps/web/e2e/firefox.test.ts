// A second engine: the frame opens, is isolated and turns pages in Firefox.
import { existsSync } from 'node:fs';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseServer, serveCourse } from './testing/course-server.ts';

const executablePath = process.env.NN101_FIREFOX ?? '/usr/bin/firefox-esr';
const missing = !existsSync(executablePath);
const why = missing ? ` (skipped: there is no browser at ${executablePath}; set NN101_FIREFOX)` : '';

describe.skipIf(missing)(`in Firefox${why}`, () => {
  let browser: Browser;
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
    browser = await launch({ browser: 'firefox', executablePath, headless: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('the course opens, isolated, and leads to a lesson with its formulas and code', async () => {
    const page = await browser.newPage();
    const errors: unknown[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(server.url);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const link = await page.waitForSelector('a[href="#/backpropagation"]');
    await link?.evaluate((element) => element.click());
    await page.waitForSelector('.prose .katex');
    await page.waitForFunction(() => document.title.startsWith('4. Backpropagation'));
    expect(await page.$eval('h1', ({ textContent }) => textContent)).toBe('Backpropagation');
    expect(errors).toEqual([]);
  });
});
