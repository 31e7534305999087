// A second engine: the course opens in Firefox, isolated, handles can be dragged, and a network learns there to the bits
// of Chromium.
import { existsSync } from 'node:fs';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallConfiguration, useInProcessWorker } from '../src/training/worker/in-process-worker.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { longestRun, runAddress, words } from './testing/training-page.ts';
import { unwatched } from './testing/unwatched.ts';

const executablePath = process.env.NN101_FIREFOX ?? '/usr/bin/firefox-esr';
const missing = !existsSync(executablePath);
const why = missing ? ` (skipped: there is no browser at ${executablePath}; set NN101_FIREFOX)` : '';

/** Small, with convolutions, and more than one worker's worth of work. */
const run = { network: 'conv16.pool.conv64.pool.dense32-relu', limit: 300, batch: 50, epochs: 2 };

describe.skipIf(missing)(`in Firefox${why}`, () => {
  const worker = useInProcessWorker();
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

  async function hashInNode(): Promise<string | undefined> {
    await worker.train('here', { configuration: { ...smallConfiguration, ...run } });
    const end = worker.notificationsOf('here').find(({ type }) => type === 'finished');
    return end?.type === 'finished' ? end.result.weightsSha256 : undefined;
  }

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
    await page.close();
  });

  test('XOR is learned', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}#/xor?seed=2&step=2000`);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.stat .value')].some(({ textContent }) => textContent === '100 %'),
    );
    await page.close();
  });

  test('two tabs lose no lesson that was done in the other', async () => {
    const open = async (lesson: string) => {
      const page = await browser.newPage();
      await page.goto(`${server.url}#/${lesson}`);
      const box = await page.waitForSelector('.end input[type=checkbox]');
      return { page, mark: () => box?.evaluate((element) => element.click()) };
    };
    const [one, two] = [await open('neuron'), await open('cost')];
    await one.mark();
    await two.mark();
    await one.page.reload();
    for (const { page } of [one, two]) {
      for (const name of ['Lesson 1: A neuron, done', 'Lesson 3: The cost, done']) {
        await page.waitForSelector(`a[aria-label="${name}"]`);
      }
      await page.close();
    }
  });

  test('a handle follows the mouse and a finger', async () => {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(`${server.url}#/neuron`);
    const handle = await page.waitForSelector('[data-handle][aria-label="Inputs"]');
    if (!handle) throw new Error('there is no handle');
    const text = () => handle.evaluate((element) => element.getAttribute('aria-valuetext'));
    const middle = async () => {
      await handle.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      const box = await handle.evaluate((element) => element.getBoundingClientRect().toJSON());
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    expect(await text()).toBe('x₁ 1.00, x₂ 0.50');
    const { x, y } = await middle();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 80, y + 60, { steps: 4 });
    await page.mouse.up();
    expect(await text()).not.toBe('x₁ 1.00, x₂ 0.50');
    const from = await middle();
    const finger = await page.touchscreen.touchStart(from.x, from.y);
    for (let i = 1; i <= 4; i++) await finger.move(from.x + 20 * i, from.y - 15 * i);
    await finger.end();
    expect(await text()).toBe('x₁ 1.00, x₂ 0.50');
    await page.close();
  });

  test('a convolutional network gets the weights that it gets in Node', {
    timeout: 2 * longestRun,
  }, async () => {
    const page = await browser.newPage();
    await page.goto(server.url + runAddress('simple-model', { data: 'synthetic', ...run }));
    const ends = { button: words.train, result: 'weights-hash', timeout: longestRun };
    expect(await unwatched({ browser, page, ...ends })).toBe(await hashInNode());
  });
});
