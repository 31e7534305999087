// A page of a project in Chromium: what its training came to.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { serveDirectory } from './serve-directory.ts';

const executablePath = process.env.NN101_CHROMIUM ?? '/usr/bin/chromium';

/** Why no page can be opened here; undefined where one can, and in continuous integration, where one must. */
export const whyNoChromium =
  existsSync(executablePath) || process.env.CI
    ? undefined
    : `skipped: there is no browser at ${executablePath}; set NN101_CHROMIUM`;

/** What `trainOnPage` leaves behind. */
export interface Outcome {
  readonly result?: { readonly loss: number; readonly accuracy: number };
  /** The stack of what was thrown. */
  readonly error?: string;
}

/** A folder to serve, pages that are texts by path, and the path to open: `/` by default. */
export interface PageOptions {
  readonly directory: string;
  readonly pages?: Readonly<Record<string, string>>;
  readonly path?: string;
}

/** Opens a page and waits until it has trained; an error that nobody caught ends the wait. */
export async function trainInChromium({ directory, pages, path = '/' }: PageOptions): Promise<Outcome> {
  const server = await serveDirectory(directory, pages);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const failed = new Promise<Outcome>((settle) => {
      page.on('pageerror', ({ stack, message }) => settle({ error: stack || message }));
    });
    await page.goto(`${server.address}${path}`);
    const trained = page
      .waitForFunction('globalThis.outcome', undefined, { timeout: 180_000 })
      .then((outcome) => outcome.jsonValue() as Promise<Outcome>);
    return await Promise.race([failed, trained]);
  } finally {
    await browser.close();
    server.close();
  }
}
