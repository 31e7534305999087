// A download in Chromium whose tab is closed halfway: the next tab requests only what is missing.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundledPage, launchChromium, whyNoChromium } from '../../fixtures/chromium-page.ts';
import { largeDigits } from '../../fixtures/large-digits.ts';
import { type Behaviour, mirrorServer, serve } from '../../fixtures/mirror.ts';
import type { resumed } from '../../fixtures/resumed-page.ts';
import { PIECE } from './partial-entries.ts';

const set = largeDigits({ train: 4000, test: 20, pixels: 'noise' });
const { counts, downloads } = set.descriptor;
const all = [...set.downloads.values()].reduce((sum, { length }) => sum + length, 0);
const pixels = set.contents.get('train-images-idx3-ubyte')?.subarray(16) ?? new Uint8Array();
const sum = pixels.reduce((total, pixel) => total + pixel, 0);

/** Lets pages of other addresses have what it serves. */
const open =
  (behave: Behaviour): Behaviour =>
  (response, bytes, request) => {
    response.setHeader('access-control-allow-origin', '*');
    behave(response, bytes, request);
  };

/** Sends two and a half pieces of a longer file, and no more. */
const stalling: Behaviour = (response, bytes) => {
  response.writeHead(200, { 'content-length': bytes.length });
  response.write(bytes.subarray(0, 2.5 * PIECE));
};

describe.skipIf(whyNoChromium)(`in Chromium${whyNoChromium ? ` (skipped: ${whyNoChromium})` : ''}`, () => {
  let browser: Browser;
  let context: BrowserContext;
  let host: Server;
  beforeAll(async () => {
    browser = await launchChromium();
    context = await browser.newContext();
    const body = `<!doctype html><script type="module">${await bundledPage('resumed-page.ts')}</script>`;
    host = createServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(body),
    );
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await browser?.close();
    host?.close();
  });

  async function openPage(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    await page.waitForFunction('"resumed" in globalThis');
    return page;
  }

  function inPage<Name extends keyof typeof resumed>(
    page: Page,
    name: Name,
    ...parameters: Parameters<(typeof resumed)[Name]>
  ): Promise<Awaited<ReturnType<(typeof resumed)[Name]>>> {
    return page.evaluate(`resumed.${name}(...${JSON.stringify(parameters)})`);
  }

  test('a closed tab leaves pieces, and the next one fetches the rest', async () => {
    const first = await mirrorServer(set, open(stalling));
    const closed = await openPage();
    const loading = inPage(closed, 'load', { counts, downloads }, first.url).catch(() => 'closed');
    while ((await inPage(closed, 'entries')).length < 2) await sleep(20);
    await closed.close();
    expect(await loading).toBe('closed');

    const second = await mirrorServer(set, open(serve));
    const page = await openPage();
    expect(await inPage(page, 'load', { counts, downloads }, second.url)).toBe(sum);
    // A piece ends with the chunk that fills it.
    expect(second.sent()).toBeLessThanOrEqual(all - 2 * PIECE);
    expect(second.sent()).toBeGreaterThanOrEqual(all - 2.5 * PIECE);
    const entries = await inPage(page, 'entries');
    expect(entries.map((url) => url.split('/').at(-1)).sort()).toEqual([
      't10k-images-idx3-ubyte',
      't10k-labels-idx1-ubyte',
      'train-images-idx3-ubyte',
      'train-labels-idx1-ubyte',
    ]);
  });
});
