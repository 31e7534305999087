// What interrupts a training and loses nothing: a reload, a pause with a reload, a worker that crashes. Whatever
// happened, the weights at the end are those of an undisturbed run.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import {
  longestRun,
  resultOf,
  runAddress,
  type ShownResult,
  train,
  trainedAt,
  words,
} from './testing/training-page.ts';

/** A quick machine needs a fifth of a second for one: enough of them that none ends before the test has interfered. */
const epochs = 40;

const address = runAddress('simple-model', {
  data: 'synthetic',
  network: 'conv8.pool.conv16.pool.dense32-relu.drop20',
  limit: 2000,
  batch: 40,
  epochs,
});

const checkpointKeyOf = (page: Page) => page.getByText(new RegExp(`epoch \\d+ of ${epochs}, step`));

/** The epoch that the page shows, once it shows one. */
const epochShown = async (page: Page) => {
  const place = await checkpointKeyOf(page).textContent({ timeout: longestRun });
  return Number(/epoch (\d+)/.exec(place ?? '')?.[1]);
};

/** Waits until an epoch from the second on is being trained, and says which. */
const laterEpoch = async (page: Page) => {
  await checkpointKeyOf(page).filter({ hasNotText: 'epoch 1 of' }).waitFor({ timeout: longestRun });
  return epochShown(page);
};

describe.skipIf(missingChromium)(`going on${whyNoChromium}`, { timeout: 2 * longestRun }, () => {
  const chromium = useChromium();
  let server: CourseServer;
  let undisturbed: ShownResult;
  beforeAll(async () => {
    server = await serveCourse();
    const { page } = await chromium.open(server.url + address);
    undisturbed = await trainedAt(page);
    await page.context().close();
  }, longestRun);
  afterAll(() => server?.close());

  test('a reload in the middle goes on by itself, where it was', async () => {
    const { page } = await chromium.open(server.url + address);
    const late = await page.context().newPage();
    await late.goto(`${server.url}#/neuron`);
    await page.bringToFront();
    await train(page);
    const before = await laterEpoch(page);
    // The page that is left may give the lesson's place back late: here another one holds it for a second more.
    await late.evaluate(() => {
      void navigator.locks.request(
        'nn101-web-simple-model',
        () => new Promise((done) => setTimeout(done, 1000)),
      );
    });
    await page.reload();
    expect(await epochShown(page)).toBeGreaterThanOrEqual(before);
    expect(await resultOf(page)).toEqual(undisturbed);
    await page.context().close();
  });

  test('a paused training is still there, and paused, after a reload', async () => {
    const { page } = await chromium.open(server.url + address);
    await train(page);
    await laterEpoch(page);
    await page.getByRole('button', { name: words.pause }).click();
    await page.getByRole('button', { name: words.proceed }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: words.proceed }).click();
    expect(await resultOf(page)).toEqual(undisturbed);
    await page.context().close();
  });

  test('a worker that crashes is told, and retrying goes on from what was kept', async () => {
    const { page } = await chromium.open(server.url + address);
    await train(page);
    await laterEpoch(page);
    const workers = page.workers();
    expect(workers.length).toBeGreaterThan(0);
    await workers[0].evaluate(() => {
      setTimeout(() => {
        throw new Error('the test broke it');
      });
    });
    const message = page.getByRole('alert').filter({ hasText: words.lost });
    await message.waitFor();
    expect(await message.textContent()).toContain('the test broke it');
    await message.getByRole('button', { name: words.retry }).click();
    await message.waitFor({ state: 'hidden' });
    expect(await laterEpoch(page)).toBeGreaterThan(1);
    expect(await resultOf(page)).toEqual(undisturbed);
    await page.context().close();
  });
});
