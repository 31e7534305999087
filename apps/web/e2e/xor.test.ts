// The playground in Chromium: XOR is learned, its surface has the right colours at the four examples, and a link leads
// somebody else to the same weights.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';

/** Who trained at step 2000 with these settings has learned XOR, and one with seed 0 has not. */
const learned = '#/xor?seed=2&step=2000';

const hashNote = /Weights: ([0-9a-f]{8,64})/;

describe.skipIf(missingChromium)(`XOR in the playground${whyNoChromium}`, () => {
  const chromium = useChromium();
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
  });
  afterAll(() => server?.close());

  const right = (page: Page) => page.locator('.stat', { hasText: 'Right' }).locator('.value');
  const weightsOf = async (page: Page) =>
    hashNote.exec((await page.getByText(hashNote).textContent()) ?? '')?.[1];

  test('learns while one looks, stops, and goes one step back', async () => {
    const { page, errors } = await chromium.open(`${server.url}#/xor?seed=2&pace=all`);
    expect(await right(page).textContent()).not.toBe('100 %');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await right(page).filter({ hasText: '100 %' }).waitFor();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    const step = async () => Number(new URLSearchParams(page.url().split('?')[1]).get('step'));
    await expect.poll(step).toBeGreaterThan(0);
    const reached = await step();
    await page.getByRole('button', { name: 'One step back' }).click();
    await expect.poll(step).toBe(reached - 1);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('says that the last step is the last one', async () => {
    const { page } = await chromium.open(`${server.url}#/xor?layers=1&step=50000&pace=all`);
    const last = page.getByText('Step 50,000 is the last one here');
    await last.waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'One step on' }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    expect(await last.isVisible()).toBe(true);
    await page.getByRole('button', { name: 'One step back' }).click();
    await last.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('keeps its controls where they are, playing or not', async () => {
    const { page } = await chromium.open(`${server.url}#/xor?pace=10`);
    const places = () =>
      page
        .locator('.controls')
        .locator('button, select, input')
        .evaluateAll((controls) => controls.map((control) => control.getBoundingClientRect().x));
    await right(page).waitFor();
    const before = await places();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    expect(await places()).toEqual(before);
    await page.context().close();
  });

  test('has a surface that is orange at the examples of class 1, and blue at those of class 0', async () => {
    const { page } = await chromium.open(server.url + learned);
    await right(page).filter({ hasText: '100 %' }).waitFor();
    const drawing = page.locator('.plot', { has: page.getByRole('img', { name: /^What “Output” says/ }) });
    expect(await drawing.evaluate(coloursAtExamples)).toEqual({
      ones: ['orange', 'orange'],
      zeros: ['blue', 'blue'],
    });
    await page.context().close();
  });

  test('gives the same weights to whoever opens the link', async () => {
    const first = await chromium.open(server.url + learned);
    const second = await chromium.open(server.url + learned);
    const hashes = [await weightsOf(first.page), await weightsOf(second.page)];
    expect(hashes[0]).toMatch(/^[0-9a-f]{8,64}$/);
    expect(hashes[1]).toBe(hashes[0]);
    await second.page.goto(`${server.url}#/xor?seed=3&step=2000`);
    await expect.poll(() => weightsOf(second.page)).not.toBe(hashes[0]);
    await Promise.all([first, second].map(({ page }) => page.context().close()));
  });
});

/** In the page: what colour the surface has under each example's sign. */
function coloursAtExamples(plot: Element): { ones: string[]; zeros: string[] } {
  const canvas = plot.querySelector('canvas');
  const context = canvas?.getContext('2d');
  if (!canvas || !context) throw new Error('there is no surface');
  const box = canvas.getBoundingClientRect();
  const colourAt = (sign: Element): string => {
    const { left, top, width, height } = sign.getBoundingClientRect();
    const x = ((left + width / 2 - box.left) / box.width) * canvas.width;
    const y = ((top + height / 2 - box.top) / box.height) * canvas.height;
    const [red, , blue] = context.getImageData(Math.floor(x), Math.floor(y), 1, 1).data;
    return red > blue ? 'orange' : 'blue';
  };
  return {
    ones: [...plot.querySelectorAll('circle.one')].map(colourAt),
    zeros: [...plot.querySelectorAll('rect.zero')].map(colourAt),
  };
}
