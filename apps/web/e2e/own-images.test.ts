// A folder of one's own with a folder of images for each class, chosen or dropped on the page: both become a data set that
// a network can be trained on.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { texts } from '../src/texts/training.ts';
import { blankPng } from './testing/blank-png.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { longestRun, runAddress, trainedAt } from './testing/training-page.ts';

const classes = ['large', 'small'];
const imagesOfClass = 12;

describe.skipIf(missingChromium)(`own images${whyNoChromium}`, { timeout: 2 * longestRun }, () => {
  const chromium = useChromium();
  let server: CourseServer;
  let folder: string;
  beforeAll(async () => {
    server = await serveCourse();
    folder = mkdtempSync(join(tmpdir(), 'nn101-own-images-'));
    for (const [place, name] of classes.entries()) {
      mkdirSync(join(folder, name));
      for (let i = 0; i < imagesOfClass; i++) {
        writeFileSync(join(folder, name, `${i}.png`), blankPng(8 + 40 * (1 - place) + i));
      }
    }
    // What file managers leave, and what is no image.
    writeFileSync(join(folder, classes[0], '.hidden.png'), 'hidden');
    writeFileSync(join(folder, classes[0], 'notes.txt'), 'To do: take more pictures.');
  });
  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const choose = (page: Page) =>
    page.locator('input[type=file][webkitdirectory]').first().setInputFiles(folder);

  /** As from a file manager: the page gets entries of real folders. */
  const drop = async (page: Page) => {
    const place = page.getByText(texts.pictures.drop).first();
    await place.scrollIntoViewIfNeeded();
    const box = await place.boundingBox();
    if (!box) throw new Error('There is nowhere to drop images.');
    const devtools = await page.context().newCDPSession(page);
    const data = { items: [], files: classes.map((name) => join(folder, name)), dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devtools.send('Input.dispatchDragEvent', { type, x: box.x + 5, y: box.y + 5, data });
    }
  };

  test('before there are any, the lesson stays with its network and its choice of images', async () => {
    const { page, errors } = await chromium.open(server.url + runAddress('simple-model', { data: 'own' }));
    await page.getByText(texts.data.ownMissing).waitFor();
    await page.getByRole('table').first().waitFor();
    expect(await page.getByRole('button', { name: texts.run.train, exact: true }).isDisabled()).toBe(true);
    await page.getByLabel(texts.data.choose, { exact: true }).selectOption(texts.dataNames.synthetic);
    await page.getByText(texts.data.ownMissing).waitFor({ state: 'hidden' });
    await expect
      .poll(() => page.getByRole('button', { name: texts.run.train, exact: true }).isEnabled())
      .toBe(true);
    for (const lesson of ['your-turn', 'fashion-mnist', 'cifar-10']) {
      await page.goto(server.url + runAddress(lesson, { data: 'own' }));
      await page.getByText(texts.data.ownMissing).waitFor();
      await page.getByLabel(texts.data.choose, { exact: true }).waitFor();
    }
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test.each([
    ['chosen', choose],
    ['dropped', drop],
  ])('a folder that is %s is read, and trained on', async (_how, give) => {
    const address = runAddress('simple-model', { data: 'own', network: 'dense16-relu', batch: 4, epochs: 3 });
    const { page, errors } = await chromium.open(server.url + address);
    await give(page);
    await page.getByText(texts.pictures.taken(classes.length * imagesOfClass, classes.length)).waitFor();
    const refusals = page.getByRole('alert').filter({ hasText: texts.pictures.refused(1) });
    expect(await refusals.getByRole('listitem').allTextContents()).toEqual([
      expect.stringContaining('notes.txt: it is no image'),
    ]);
    await trainedAt(page);
    // A fifth of each class of 12 is kept for the test.
    await page.getByText(texts.run.validationNote(4, 4)).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
