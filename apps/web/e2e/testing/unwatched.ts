// A training that no WebDriver session looks on at. Firefox (153) tells a session of each worker that is made, and a worker
// that makes one at that moment may wait for ever, on a machine with other work to do; without a session none ever did.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer-core';

export interface UnwatchedRun {
  /** The browser that the page is open in; its session is ended. */
  readonly browser: Browser;
  readonly page: Page;
  /** What the button says that begins the run. */
  readonly button: string;
  /** The `data-testid` of what the run shows in the end. */
  readonly result: string;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Presses the button, leaves the browser alone, and gives the text of the result, which the page itself sends. */
export async function unwatched({ browser, page, button, result, timeout }: UnwatchedRun): Promise<string> {
  const ear = createServer((_, response) => void response.end()).listen(0, '127.0.0.1');
  try {
    await once(ear, 'listening');
    const heard = once(ear, 'request', { signal: AbortSignal.timeout(timeout) });
    heard.catch(() => undefined);
    const { port } = ear.address() as AddressInfo;
    await page.waitForSelector(`::-p-xpath(//button[normalize-space()="${button}" and not(@disabled)])`);
    await page.evaluate(pressAndTell, { button, result, ear: `http://127.0.0.1:${port}/` });
    await browser.disconnect();
    const [request]: IncomingMessage[] = await heard;
    return decodeURIComponent(request.url?.slice(1) ?? '');
  } finally {
    ear.closeAllConnections();
    ear.close();
  }
}

// Runs in the page.
function pressAndTell({ button, result, ear }: { button: string; result: string; ear: string }): void {
  // By then the session is over.
  setTimeout(() => {
    [...document.querySelectorAll('button')]
      .find(({ textContent }) => textContent.trim() === button)
      ?.click();
  }, 1000);
  const timer = setInterval(() => {
    const text = document.querySelector(`[data-testid=${result}]`)?.textContent;
    if (!text) return;
    clearInterval(timer);
    void fetch(ear + encodeURIComponent(text), { mode: 'no-cors' }).catch(() => undefined);
  }, 100);
}
