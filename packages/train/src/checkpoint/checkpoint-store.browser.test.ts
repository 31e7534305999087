// The browsers' stores, bundled by Vite and run in Chromium.
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectedResults } from '../testing/checkpoint-store-contract.ts';

const executablePath = process.env.NN101_CHROMIUM ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath) && !process.env.CI;
const skipped = missing ? ` (skipped: there is no browser at ${executablePath}; set NN101_CHROMIUM)` : '';

async function bundle(): Promise<string> {
  const root = new URL('../..', import.meta.url).pathname;
  const [output] = [
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      resolve: { conditions: ['@nn101/source', 'browser', 'module', 'import'] },
      build: {
        write: false,
        lib: { entry: `${root}src/testing/browser-stores.ts`, name: 'stores', formats: ['iife'] },
      },
    }),
  ].flat() as Rolldown.RolldownOutput[];
  return output.output[0].code;
}

describe.skipIf(missing)(`in Chromium${skipped}`, () => {
  let browser: Browser;
  let context: BrowserContext;
  let script: string;

  beforeAll(async () => {
    script = await bundle();
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    context = await browser.newContext();
    // There is no server: this route serves the page of a secure origin.
    await context.route('https://course.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
    );
  });

  afterAll(() => browser?.close());

  async function openPage(): Promise<Page> {
    const page = await context.newPage();
    await page.goto('https://course.test/');
    await page.addScriptTag({ content: script });
    return page;
  }

  test.each(['exercisePrivate', 'exerciseDatabase', 'exerciseWithoutWritable'])(
    '%s: satisfies the contract of a store',
    async (exercise) => {
      const page = await openPage();
      expect(await page.evaluate(`stores.${exercise}('runs/../${exercise} ü')`)).toEqual(expectedResults);
      await page.close();
    },
  );

  test('a checkpoint outlives its page', async () => {
    const first = await openPage();
    await first.evaluate("stores.save('a', 7)");
    await first.close();
    const second = await openPage();
    expect(await second.evaluate("stores.loadedUpdates('a')")).toBe(7);
    await second.close();
  });

  test('if a page is closed during a save, earlier saves remain', async () => {
    for (const updates of [100, 200, 300]) {
      const page = await openPage();
      await page.evaluate(`stores.save('b', ${updates})`);
      await page.evaluate(
        `void (async () => { for (let i = 1; ; i++) await stores.save('b', ${updates} + i); })()`,
      );
      await page.close();
      const next = await openPage();
      expect(await next.evaluate("stores.loadedUpdates('b')")).toBeGreaterThanOrEqual(updates);
      await next.close();
    }
  });
});
