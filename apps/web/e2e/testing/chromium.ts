// Chromium for tests of the built course: found or skipped with a reason, started once for a test file.
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

const executablePath = process.env.NN101_CHROMIUM ?? '/usr/bin/chromium';

/** Names of hosts lead nowhere: what passes here passes without the internet. */
const hostRules = (name?: string) =>
  `--host-resolver-rules=${name ? `MAP ${name} 127.0.0.1, ` : ''}MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`;

/** Whether there is none. On CI its absence is a failure, not a skip. */
export const missingChromium = !existsSync(executablePath) && !process.env.CI;

/** For the name of a `describe.skipIf(missingChromium)`. */
export const whyNoChromium = missingChromium
  ? ` (skipped: there is no browser at ${executablePath}; set NN101_CHROMIUM)`
  : '';

/** A page, and what went wrong on it: uncaught errors and lines of the console of kind error. */
export interface WatchedPage {
  readonly page: Page;
  readonly errors: string[];
}

/**
 * Starts Chromium before the tests of this `describe` and closes it after them. The host `name`, if one is given, is this
 * machine under a name that does not make a page secure, as an address in a school's network is. `engineFlags` are V8's.
 */
export function useChromium({ name, engineFlags }: { name?: string; engineFlags?: string } = {}): {
  open: (url: string, options?: BrowserContextOptions) => Promise<WatchedPage>;
} {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', hostRules(name)],
        ...(engineFlags ? [`--js-flags=${engineFlags}`] : []),
      ],
    });
  });
  afterAll(() => browser?.close());
  return {
    async open(url, options = {}) {
      if (!browser) throw new Error('useChromium() belongs into a describe');
      const context = await browser.newContext({
        reducedMotion: 'reduce',
        serviceWorkers: 'block',
        ...options,
      });
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      const errors = watch(page);
      await page.goto(url);
      return { page, errors };
    },
  };
}

function watch(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}
