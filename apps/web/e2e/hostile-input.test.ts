// What should not come, and comes: images that are none or far too large, a damaged model file, an address without
// sense. Each gets an answer in words, and the training that is going on meanwhile ends as if nothing had been.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { texts } from '../src/texts/training.ts';
import { blankPng } from './testing/blank-png.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { longestRun, resultOf, runAddress, train, trainedAt } from './testing/training-page.ts';

const fields = { data: 'synthetic', network: 'conv8.pool.conv16.pool.dense32-relu', limit: 2000, batch: 40 };
/** Enough for the training to be under way until everything was offered, on a quick machine too. */
const epochs = 40;

describe.skipIf(missingChromium)(`hostile input${whyNoChromium}`, { timeout: 2 * longestRun }, () => {
  const chromium = useChromium();
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
  });
  afterAll(() => server?.close());

  const checkpointKeyOf = (page: Page) => page.getByText(new RegExp(`epoch \\d+ of ${epochs}, step`)).first();

  test('is refused with a reason, and a training ends as if there had been none', async () => {
    const address = runAddress('simple-model', { ...fields, epochs });
    const calm = await chromium.open(server.url + address);
    const undisturbed = await trainedAt(calm.page);
    await calm.page.context().close();

    const { page, errors } = await chromium.open(server.url + address);
    await train(page);
    await checkpointKeyOf(page).waitFor({ timeout: longestRun });
    await offerModels(page);
    await offerAddresses(page, server.url);
    await page.goto(server.url + address);
    await page.getByText('Part of this link made no sense').waitFor({ state: 'hidden' });
    expect(await checkpointKeyOf(page).isVisible()).toBe(true);
    expect(await resultOf(page)).toEqual(undisturbed);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('images that are none, or too large, are named, and the others taken', async () => {
    const { page, errors } = await chromium.open(`${server.url}#/simple-model?data=own`);
    await offerImages(page);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

/** Files that are no model, in the button that opens model files. */
async function offerModels(page: Page): Promise<void> {
  const field = page.getByLabel(texts.result.openModel).and(page.locator('input[type=file]'));
  const answer = page.getByRole('alert').filter({ hasText: texts.result.modelRefused });
  const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(500, 7)]);
  const files = [
    { name: 'model.zip', mimeType: 'application/zip', buffer: zip },
    { name: 'model.json', mimeType: 'application/json', buffer: Buffer.from('{"modelTopology": {') },
    { name: 'holiday.zip', mimeType: 'application/zip', buffer: Buffer.from('no archive at all') },
    { name: 'empty.zip', mimeType: 'application/zip', buffer: Buffer.alloc(0) },
  ];
  for (const file of files) {
    await field.setInputFiles([file]);
    await answer.waitFor();
    expect(await answer.textContent()).toContain(file.name);
    await answer.getByRole('button', { name: 'Dismiss' }).click();
  }
}

/** Nonsense in the address while something is trained. */
async function offerAddresses(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/simple-model?epochs=many&network=../../etc&seed=-1&x=%E0%A4%A`);
  await page.getByText('Part of this link made no sense').first().waitFor();
  await page.goto(`${url}#/%00%ff`);
  await page.getByRole('heading', { level: 1, name: 'There is no such lesson' }).waitFor();
}

/** A folder of images of which half are none. */
async function offerImages(page: Page): Promise<void> {
  const png = 'image/png';
  await page.locator('input[type=file][webkitdirectory]').evaluate((input) => {
    // A folder can only be chosen by hand; the files in it are what matters.
    input.removeAttribute('webkitdirectory');
  });
  await page
    .locator('input[type=file][multiple]')
    .first()
    .setInputFiles([
      { name: 'square.png', mimeType: png, buffer: blankPng(40) },
      { name: 'enormous.png', mimeType: png, buffer: blankPng(10_000) },
      { name: 'letter.png', mimeType: png, buffer: Buffer.from('Dear reader, this is no image.\n') },
      { name: 'cut-off.png', mimeType: png, buffer: blankPng(40).subarray(0, 50) },
    ]);
  const refusals = page.getByRole('alert').filter({ hasText: texts.pictures.refused(3) });
  await refusals.waitFor();
  const reasons = await refusals.getByRole('listitem').allTextContents();
  expect(reasons).toEqual([
    'enormous.png: it has 100 megapixels, and 50 are the most',
    'letter.png: it is no image that can be read here (PNG, JPEG, GIF, WebP, BMP)',
    'cut-off.png: it is damaged',
  ]);
}
