// Two tabs of the course in one browser: what one of them keeps or forgets, the other neither loses nor brings back.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { texts as runs } from '../src/texts/runs.ts';
import { texts as shell } from '../src/texts/shell.ts';
import { texts } from '../src/texts/training.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { longestRun, resultOf, runAddress, train, trainedAt } from './testing/training-page.ts';

const short = { data: 'synthetic', limit: 200, batch: 50, epochs: 1 };
const turn = (network: string) => runAddress('your-turn', { ...short, network });

describe.skipIf(missingChromium)(`two tabs${whyNoChromium}`, { timeout: 2 * longestRun }, () => {
  const chromium = useChromium();
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
  });
  afterAll(() => server?.close());

  /** Two tabs of one browser, each at an address. */
  async function open(first: string, second: string): Promise<{ one: Page; two: Page; errors: string[] }> {
    const { page: one, errors } = await chromium.open(server.url + first);
    const two = await one.context().newPage();
    two.on('pageerror', (error) => errors.push(error.message));
    await two.goto(server.url + second);
    return { one, two, errors };
  }

  const networks = async (page: Page) =>
    (await page.getByRole('region', { name: runs.region }).locator('tbody td:nth-child(2)').allTextContents())
      .map((text) => text.trim())
      .sort();
  const untilListed = (page: Page, expected: readonly string[]) =>
    expect.poll(() => networks(page), { timeout: longestRun }).toEqual([...expected].sort());

  test('lessons that are done in each of them are done in both, also after a reload', async () => {
    const { one, two } = await open('#/neuron', '#/cost');
    for (const page of [one, two]) await page.getByRole('checkbox', { name: shell.lesson.markDone }).check();
    for (const page of [one, two, one]) {
      await page.reload();
      const rail = page.getByRole('navigation', { name: shell.rail });
      for (const name of ['Lesson 1: A neuron, done', 'Lesson 3: The cost, done']) {
        await rail.getByRole('link', { name, exact: true }).waitFor();
      }
    }
    // Taken back in one, it is taken back in the other, which then keeps another and does not bring it back.
    await one.getByRole('checkbox', { name: shell.lesson.markDone }).uncheck();
    await two.getByRole('link', { name: 'Lesson 1: A neuron', exact: true }).waitFor();
    await two.getByRole('checkbox', { name: shell.lesson.markDone }).uncheck();
    await one.reload();
    await one.getByRole('link', { name: 'Lesson 3: The cost', exact: true }).waitFor();
    await one.context().close();
  });

  test('runs that end in each of them are listed in both, and what one forgets stays forgotten', async () => {
    const { one, two, errors } = await open(turn('dense8-relu'), turn('dense9-relu'));
    await trainedAt(two);
    await trainedAt(one);
    await untilListed(one, ['dense8-relu', 'dense9-relu']);
    await untilListed(two, ['dense8-relu', 'dense9-relu']);

    await one.getByRole('button', { name: runs.forget }).click();
    await one.getByRole('button', { name: runs.forgetReally(2) }).click();
    await two.getByText(runs.empty).waitFor();
    await two.getByRole('button', { name: texts.run.again }).click();
    await untilListed(one, ['dense9-relu']);
    await two.reload();
    await untilListed(two, ['dense9-relu']);
    expect(errors).toEqual([]);
    await one.context().close();
  });

  test('a run in a second tab of the same lesson takes nothing from the first one’s', async () => {
    const long = { ...short, network: 'dense8-relu', epochs: 200, batch: 10, limit: 2000 };
    const { one, two } = await open(runAddress('your-turn', long), turn('dense9-relu'));
    await train(one);
    const place = one.getByText(/epoch \d+ of 200, step/);
    await place.filter({ hasNotText: 'epoch 1 of' }).waitFor({ timeout: longestRun });
    await one.getByRole('button', { name: texts.run.pause }).click();
    await one.getByRole('button', { name: texts.run.proceed }).waitFor();
    // The second begins and ends its own: the note of the first, and what it has kept, stay.
    await trainedAt(two);
    await one.reload();
    await one.getByRole('button', { name: texts.run.proceed }).click();
    await one.getByRole('button', { name: texts.run.stop }).click();
    await resultOf(one);
    await one.context().close();
  });

  test('the theme that one of them chooses is the other’s too', async () => {
    const { one, two } = await open('#/neuron', '#/cost');
    await one.getByRole('button', { name: shell.theme.system }).click();
    await two.getByRole('button', { name: shell.theme.light }).waitFor();
    expect(await two.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
    await one.context().close();
  });

  test('"Forget all" asks, and keeps everything if that was not meant', async () => {
    const { page } = await chromium.open(server.url + turn('dense8-relu'));
    await trainedAt(page);
    await page.getByRole('button', { name: runs.forget }).click();
    await page.getByText(runs.forgetQuestion(1)).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(runs.forgetNot);
    await page.keyboard.press('Enter');
    await untilListed(page, ['dense8-relu']);
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(runs.forget);
    await page.context().close();
  });
});
