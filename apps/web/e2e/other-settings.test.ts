// A result beside settings that are not its own says so, and its link and its command stay its own. What it takes is told
// before, tests included.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { texts as network } from '../src/texts/network.ts';
import { texts } from '../src/texts/training.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { longestRun, resultOf, runAddress, trainedAt } from './testing/training-page.ts';

const short = { data: 'synthetic', limit: 1000, batch: 50, epochs: 2 };
const words = texts.otherSettings;

describe.skipIf(missingChromium)(`a result${whyNoChromium}`, { timeout: 3 * longestRun }, () => {
  const chromium = useChromium();
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
  });
  afterAll(() => server?.close());

  const notice = (page: Page) => page.getByRole('alert').filter({ hasText: words.title });

  test('says which settings are not its own, gives them back, and has a link of its own', async () => {
    const { page } = await chromium.open(server.url + runAddress('simple-model', short), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const first = await trainedAt(page);
    expect(await notice(page).count()).toBe(0);
    await page.getByLabel(texts.settings.seed).fill('9');
    await page.getByLabel(texts.settings.seed).press('Tab');
    await page.getByLabel(texts.data.choose, { exact: true }).selectOption({ label: 'Your own images' });
    await notice(page).waitFor();
    expect(await notice(page).getByRole('listitem').allTextContents()).toEqual([
      words.difference('data', texts.dataNames.synthetic, texts.dataNames.own),
      words.difference('seed', '0', '9'),
    ]);

    await page.getByRole('button', { name: texts.result.runLink }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain('data=synthetic');
    expect(link).toContain('seed=0');

    await notice(page).getByRole('button', { name: words.takeBack }).click();
    await notice(page).waitFor({ state: 'hidden' });
    expect(page.url()).not.toContain('seed=9');
    await page.context().close();

    const other = await chromium.open(link);
    expect(await trainedAt(other.page)).toEqual(first);
    await other.page.context().close();
  });

  test.each([
    ['draw', {}],
    ['your-turn', {}],
    ['convolution', {}],
    ['fashion-mnist', {}],
    ['cifar-10', { data: 'synthetic-colour' }],
  ])('says so in %s as well', async (lesson, more) => {
    const small = { ...short, limit: 200, epochs: 1, network: 'conv4.pool.dense8-relu', ...more };
    const { page } = await chromium.open(server.url + runAddress(lesson, small));
    await trainedAt(page);
    await page.goto(server.url + runAddress(lesson, { ...small, batch: 51 }));
    await notice(page)
      .getByText(words.difference('batch', '50', '51'))
      .waitFor();
    await page.context().close();
  });

  test('comes about when it was said to, once a network was measured', async () => {
    const own = { ...short, network: 'conv8.pool.conv16.pool.dense32-relu', limit: 3000, batch: 100 };
    const { page } = await chromium.open(server.url + runAddress('your-turn', { ...own, epochs: 1 }));
    const told = page.locator('.stat', { hasText: network.time });
    await told.getByText(network.assumed).waitFor();
    await trainedAt(page);
    await page.goto(server.url + runAddress('your-turn', { ...own, epochs: 5 }));
    await told.getByText(network.measured).waitFor();
    const promised = Number.parseFloat((await told.locator('.value').textContent()) ?? '');
    const began = Date.now();
    await page.getByRole('button', { name: texts.run.again }).click();
    await page.getByRole('button', { name: texts.run.stop }).waitFor();
    await page.getByRole('button', { name: texts.run.again }).waitFor({ timeout: longestRun });
    await resultOf(page);
    const seconds = (Date.now() - began) / 1000;
    // Generous: other programs may want the machine in one of the two runs.
    expect(promised).toBeGreaterThan(seconds / 4);
    expect(promised).toBeLessThan(seconds * 4);
    await page.context().close();
  });
});
