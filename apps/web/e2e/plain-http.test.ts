// The course over plain http under a name of the local network, as a teacher may serve it: browsers give such a page no
// clipboard, no Web Crypto, no locks and no storage of files, and everything that matters works all the same.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { texts as shell } from '../src/texts/shell.ts';
import { texts } from '../src/texts/training.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, plainHost } from './testing/course-server.ts';
import { longestRun, resultOf, runAddress, train, trainedAt, words } from './testing/training-page.ts';

const name = 'course.school';
const short = { data: 'synthetic', limit: 1000, batch: 50, epochs: 2 };

describe.skipIf(missingChromium)(`over plain http${whyNoChromium}`, { timeout: 3 * longestRun }, () => {
  const chromium = useChromium({ name });
  let host: CourseServer;
  let url: string;
  beforeAll(async () => {
    host = await plainHost();
    url = host.url.replace('127.0.0.1', name);
  });
  afterAll(() => host?.close());

  test('a link is copied, and where that is refused it is shown to be copied by hand', async () => {
    const { page, errors } = await chromium.open(`${url}#/neuron?w1=2`);
    expect(await page.evaluate(() => [isSecureContext, 'clipboard' in navigator])).toEqual([false, false]);
    const button = page.getByRole('button', { name: shell.lesson.link });
    await button.click();
    await page.getByRole('button', { name: shell.copy.copied }).waitFor();
    // What is on the clipboard now can be pasted.
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<input aria-label="pasted" />');
    });
    await page.getByLabel('pasted').press('ControlOrMeta+V');
    const pasted = await page.getByLabel('pasted').inputValue();
    expect(pasted.startsWith(`${url}#/neuron?`)).toBe(true);
    expect(pasted).toContain('w1=2');

    await page.evaluate(() => {
      document.execCommand = () => false;
    });
    await button.or(page.getByRole('button', { name: shell.copy.copied })).click();
    await page.getByText(shell.copy.failed).waitFor();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(pasted);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('a network has the hash that it has elsewhere, and outlives a reload', async () => {
    const { page, errors } = await chromium.open(url + runAddress('simple-model', short));
    const there = await trainedAt(page);
    await page.reload();
    expect(await resultOf(page)).toEqual(there);
    await page.getByText(/images are wrong/).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();

    const safe = await chromium.open(host.url + runAddress('simple-model', short));
    expect(await trainedAt(safe.page)).toEqual(there);
    await safe.page.context().close();
  });

  test('the playground shows the hash of its weights', async () => {
    const { page, errors } = await chromium.open(`${url}#/xor?seed=2&step=100`);
    await page.getByText(/Weights: [0-9a-f]{16}/).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('a training that was paused goes on after a reload, and a second tab leaves it alone', async () => {
    const long = { ...short, network: 'dense8-relu', limit: 2000, batch: 10, epochs: 200 };
    const { page, errors } = await chromium.open(url + runAddress('simple-model', long));
    await train(page);
    const place = page.getByText(/epoch \d+ of 200, step/);
    await place.filter({ hasNotText: 'epoch 1 of' }).waitFor({ timeout: longestRun });
    await page.getByRole('button', { name: words.pause }).click();
    await page.getByRole('button', { name: words.proceed }).waitFor();
    const second = await page.context().newPage();
    await second.goto(url + runAddress('simple-model', short));
    await trainedAt(second);
    await second.close();
    await page.reload();
    await page.getByRole('button', { name: words.proceed }).click();
    await page.getByRole('button', { name: texts.run.stop }).click();
    await resultOf(page);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
