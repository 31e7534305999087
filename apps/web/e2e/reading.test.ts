// The code beside a lesson's text stays in sight while one reads, in every lesson, and stands below it on a phone.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessons } from '../src/lessons/registry.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';

describe.skipIf(missingChromium)(`the code of a lesson${whyNoChromium}`, () => {
  const chromium = useChromium();
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
  });
  afterAll(() => server?.close());

  async function open(id: string, viewport: { width: number; height: number }): Promise<Page> {
    const { page } = await chromium.open(`${server.url}#/${id}`, { viewport });
    await page.locator('.reading .code pre').first().waitFor();
    return page;
  }

  test.each(lessons)('of lesson $number stands still while one reads its text', async ({ id }) => {
    const page = await open(id, { width: 1280, height: 800 });
    const tops = await page.evaluate(topsWhileReading);
    const height = await page.locator('.reading section.code').evaluate(({ clientHeight }) => clientHeight);
    // Below the bar at the top, with its last line above the window's end.
    expect(Math.min(...tops)).toBeGreaterThanOrEqual(56);
    expect(Math.max(...tops) + height).toBeLessThanOrEqual(800);
    await page.context().close();
  });

  test('on a phone comes after the text, and covers nothing', async () => {
    const page = await open('neuron', { width: 390, height: 844 });
    const { prose, code } = await page.evaluate(() => {
      const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
      return { prose: box('.reading .prose')?.bottom ?? 0, code: box('.reading section.code')?.top ?? 0 };
    });
    expect(code).toBeGreaterThan(prose);
    const position = await page
      .locator('.reading section.code')
      .evaluate((element) => getComputedStyle(element).position);
    expect(position).toBe('static');
    await page.context().close();
  });
});

/** In the page: how far from the window's top the code is at places between the text's beginning and its end. */
async function topsWhileReading(): Promise<number[]> {
  const prose = document.querySelector('.reading .prose');
  const code = document.querySelector('.reading section.code');
  if (!prose || !code) throw new Error('there is no text, or no code');
  const tops: number[] = [];
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    // Anew each time: what stands above may still grow.
    const text = prose.getBoundingClientRect();
    const way = Math.max(0, text.height - code.getBoundingClientRect().height);
    scrollBy(0, text.top - 72 + share * way);
    await new Promise((done) => requestAnimationFrame(done));
    tops.push(code.getBoundingClientRect().top);
  }
  return tops;
}
