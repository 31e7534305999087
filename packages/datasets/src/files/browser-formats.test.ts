// The formats in a page of Chromium, whose decompression reads one gzip member and refuses what follows it: the same files
// must give the same splits as in Node. Images and folders: ./browser.test.ts.
import { gzipSync } from 'node:zlib';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundledPage, launchChromium, whyNoChromium } from '../fixtures/chromium-page.ts';
import type { ownTables } from '../fixtures/own-tables-page.ts';
import { tinyDigits } from '../fixtures/tiny-set.ts';
import { writeIdx } from '../formats/index.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Several gzip members, and zeros after the last. */
function inMembers(bytes: Uint8Array, cuts: readonly number[]): Buffer {
  const ends = [...cuts, bytes.length];
  const members = ends.map((end, index) => gzipSync(bytes.subarray(ends[index - 1] ?? 0, end)));
  return Buffer.concat([...members, Buffer.alloc(512)]);
}

const images = writeIdx({ type: 'float32', shape: [3, 2], data: Float32Array.of(0, 1, 0.5, 0, 0, 1) });
const labels = writeIdx({ type: 'uint8', shape: [3, 2], data: Uint8Array.of(0, 1, 1, 0, 0, 1) });
const table = 'kind;p0;p1\ncat;10;20\ndog;30;40\n';
const pets = { images: [10, 20, 30, 40], labels: [0, 1], shape: [2, 1, 2, 1], classNames: ['cat', 'dog'] };
const answers = new Map<string, (route: Route) => Promise<void>>();
const set = tinyDigits();

describe.skipIf(whyNoChromium)(`in Chromium${whyNoChromium ? ` (skipped: ${whyNoChromium})` : ''}`, () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
    const body = `<!doctype html><meta charset="utf-8"><script type="module">${await bundledPage('own-tables-page.ts')}</script>`;
    await page.route('https://nn101.invalid/**', async (route) => {
      const answer = answers.get(new URL(route.request().url()).pathname);
      await (answer === undefined ? route.fulfill({ status: 404 }) : answer(route));
    });
    answers.set('/', (route) => route.fulfill({ body, contentType: 'text/html' }));
    await page.goto('https://nn101.invalid/');
    await page.waitForFunction('"ownTables" in globalThis');
  });

  afterAll(async () => {
    await browser?.close();
  });

  function inPage<Name extends keyof typeof ownTables>(
    name: Name,
    ...parameters: Parameters<(typeof ownTables)[Name]>
  ): Promise<Awaited<ReturnType<(typeof ownTables)[Name]>>> {
    return page.evaluate(`ownTables.${name}(...${JSON.stringify(parameters)})`);
  }

  test('gzip in several members with zeros at the end, and what else follows refused', async () => {
    const text = Buffer.from('some text, and some text again');
    expect(await inPage('gunzip', { file: base64(inMembers(text, [4, 10])) })).toEqual([...text]);
    expect(
      await inPage('gunzip', { file: base64(Buffer.concat([gzipSync(text), Buffer.from('more')])) }),
    ).toMatch(/^PARSE_GZIP: .*4 bytes follow the compressed data/);
    expect(await inPage('gunzip', { file: base64(gzipSync(text).subarray(0, 30)) })).toMatch(/^PARSE_GZIP/);
  });

  test.each([
    ['UTF-8', Buffer.from(table)],
    ['UTF-16', Buffer.from(`\ufeff${table}`, 'utf16le')],
    ['UTF-16, big-endian', Buffer.from(`\ufeff${table}`, 'utf16le').swap16()],
    ['gzip in members', inMembers(Buffer.from(table), [3, 20])],
  ])('a table in %s from a File', async (_, bytes) => {
    expect(await inPage('csv', { file: base64(bytes) }, { imageShape: [1, 2, 1] })).toEqual(pets);
  });

  test('IDX with rows of floats and one-hot labels, in gzip members', async () => {
    const file = { images: base64(inMembers(images, [7])), labels: base64(labels) };
    expect(await inPage('idx', file, { imageShape: [1, 2, 1], range: [0, 1] })).toEqual({
      images: [0, 255, 128, 0, 0, 255],
      labels: [1, 0, 1],
      shape: [3, 1, 2, 1],
      classNames: ['0', '1'],
    });
    expect(await inPage('idx', file, {})).toMatch(/^INVALID_ARGUMENT: .*Pass imageShape/);
  });

  test('other kinds of files are named, paths refused', async () => {
    const file = base64(gzipSync('x'));
    expect(await inPage('npz', { file }, {})).toMatch(/^PARSE_ZIP: .*looks like gzip data/);
    expect(await inPage('cifar', { file: base64(images) })).toMatch(/^PARSE_CIFAR: .*looks like an IDX file/);
    expect(await inPage('path', '/data/table.csv')).toMatch(/^UNSUPPORTED: Browsers cannot open the path/);
  });

  test('fetchIdx judges a file by its first bytes, whatever its name and headers', async () => {
    const rows = writeIdx({ type: 'uint8', shape: [3, 2], data: Uint8Array.of(1, 2, 3, 4, 5, 6) });
    const expected = { shape: [2, 2], data: [1, 2, 3, 4] };
    answers.set('/unpacked.gz', (route) => route.fulfill({ body: Buffer.from(rows) }));
    answers.set('/packed', (route) => route.fulfill({ body: gzipSync(rows) }));
    answers.set('/members.gz', (route) => route.fulfill({ body: inMembers(rows, [5, 14]) }));
    for (const name of ['unpacked.gz', 'packed', 'members.gz']) {
      expect(await inPage('fetchIdx', `/${name}`)).toEqual(expected);
    }
    expect(await inPage('fetchIdx', '/missing.gz')).toMatch(/^DATA_MISSING/);
  });

  test.each([
    ['in members', (bytes: Uint8Array) => inMembers(bytes, [9])],
    ['unpacked under its name', (bytes: Uint8Array) => Buffer.from(bytes)],
  ])('a set of a mirror, %s', async (_, pack) => {
    for (const [name, bytes] of set.contents) {
      answers.set(`/mirror/mnist/${name}.gz`, (route) => route.fulfill({ body: pack(bytes) }));
    }
    expect(await inPage('load', { ...set.descriptor, origins: [] })).toEqual({
      shape: [3, 28, 28, 1],
      verified: 'official',
    });
  });
});
