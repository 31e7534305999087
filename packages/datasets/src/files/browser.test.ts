// A user's own data in a page of Chromium: directory handles, chosen folders, and the browser's own decoder.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundledPage, launchChromium, whyNoChromium } from '../fixtures/chromium-page.ts';
import type { ownData } from '../fixtures/own-data-page.ts';
import { writeIdx } from '../formats/index.ts';

describe.skipIf(whyNoChromium)(`in Chromium${whyNoChromium ? ` (skipped: ${whyNoChromium})` : ''}`, () => {
  let browser: Browser;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nn101-own-data-'));
    browser = await launchChromium();
    page = await browser.newPage();
    const body = `<!doctype html><input type="file" webkitdirectory><script type="module">${await bundledPage('own-data-page.ts')}</script>`;
    // Only a secure page has a private file system.
    await page.route('https://nn101.invalid/', (route) => route.fulfill({ body, contentType: 'text/html' }));
    await page.goto('https://nn101.invalid/');
    await page.waitForFunction('"ownData" in globalThis');
  });

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  function inPage<Name extends keyof typeof ownData>(
    name: Name,
    ...parameters: Parameters<(typeof ownData)[Name]>
  ): Promise<Awaited<ReturnType<(typeof ownData)[Name]>>> {
    return page.evaluate(`ownData.${name}(...${JSON.stringify(parameters)})`);
  }

  test('a folder of images through a directory handle, in colour and in grey', async () => {
    const colour = await inPage('fromDirectoryHandle', 3);
    expect(colour).toMatchObject({
      shape: [3, 2, 2, 3],
      labels: [0, 1, 2],
      classNames: ['clear', 'grey', 'red'],
    });
    expect(colour.images.slice(0, 3)).toEqual([255, 255, 255]);
    // A JPEG of highest quality may be one off.
    for (const value of colour.images.slice(12, 24)) expect(Math.abs(value - 90)).toBeLessThanOrEqual(1);
    expect(colour.images.slice(24, 27)).toEqual([200, 10, 30]);
    const grey = await inPage('fromDirectoryHandle', 1);
    // 0.299 * 200 + 0.587 * 10 + 0.114 * 30 = 69.09.
    expect([grey.shape, grey.images.slice(8)]).toEqual([
      [3, 2, 2, 1],
      [69, 69, 69, 69],
    ]);
  });

  test('IDX files of a folder that was chosen, compressed or not', async () => {
    const images = writeIdx({ type: 'int16', shape: [2, 1, 2], data: Int16Array.of(0, 9, 255, 7) });
    await mkdir(join(folder, 'mine'));
    await writeFile(join(folder, 'mine', 'images.gz'), gzipSync(images));
    await writeFile(
      join(folder, 'mine', 'labels'),
      writeIdx({ type: 'uint8', shape: [2], data: Uint8Array.of(1, 0) }),
    );
    await page.setInputFiles('input', folder);
    expect(await inPage('fromChosenFiles', 'mine')).toEqual({
      images: [0, 9, 255, 7],
      labels: [1, 0],
      shape: [2, 1, 2, 1],
      classNames: ['0', '1'],
    });
  });

  test('paths, and files that are not images, are refused', async () => {
    expect(await inPage('failures')).toEqual(['UNSUPPORTED', 'PARSE_IMAGE']);
  });

  test('damaged images are read or refused', async () => {
    const outcomes = await inPage('damaged', 200);
    expect(Object.keys(outcomes).sort()).toEqual(['PARSE_IMAGE', 'none']);
  });
});
