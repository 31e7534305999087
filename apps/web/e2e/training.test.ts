// Networks that learn in the page: a dense one and a convolutional one, with and without cross-origin isolation, to
// the same bits for everyone who opens the link. Images are drawn in the page, so no network is asked for any.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, plainHost, serveCourse } from './testing/course-server.ts';
import { longestRun, runAddress, trainedAt } from './testing/training-page.ts';

/** Guessing gets a tenth right. */
const learned = 0.7;

const dense = runAddress('simple-model', { data: 'synthetic', limit: 8000, batch: 100, epochs: 5 });
const convolutional = runAddress('simple-model', {
  data: 'synthetic',
  network: 'conv16.pool.conv32.pool.dense32-relu',
  limit: 2000,
  batch: 50,
  epochs: 3,
});

describe.skipIf(missingChromium)(`training in the page${whyNoChromium}`, { timeout: 2 * longestRun }, () => {
  const chromium = useChromium();
  let isolated: CourseServer;
  let plain: CourseServer;
  beforeAll(async () => {
    [isolated, plain] = await Promise.all([serveCourse(), plainHost()]);
  });
  afterAll(() => Promise.all([isolated?.close(), plain?.close()]));

  test('a dense network learns the drawn digits, and its link gives the same weights to somebody else', async () => {
    const { page, errors } = await chromium.open(isolated.url + dense, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const first = await trainedAt(page);
    expect(first.accuracy).toBeGreaterThan(learned);
    await page.getByRole('button', { name: 'Copy link' }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.context().close();

    const other = await chromium.open(link);
    expect(await trainedAt(other.page)).toEqual(first);
    expect([...errors, ...other.errors]).toEqual([]);
    await other.page.context().close();
  });

  test('a convolutional network learns with isolation and without, to the same bits', async () => {
    const shared = await chromium.open(isolated.url + convolutional);
    expect(await shared.page.evaluate(() => crossOriginIsolated)).toBe(true);
    const first = await trainedAt(shared.page);
    expect(first.accuracy).toBeGreaterThan(learned);
    await shared.page.context().close();

    const alone = await chromium.open(plain.url + convolutional);
    expect(await alone.page.evaluate(() => crossOriginIsolated)).toBe(false);
    expect(await trainedAt(alone.page)).toEqual(first);
    expect([...shared.errors, ...alone.errors]).toEqual([]);
    await alone.page.context().close();
  });
});
