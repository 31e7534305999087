// What holds for every page, whatever is in it: it opens without an error, axe finds nothing in light and dark, the
// keyboard reaches all that can be touched, who asks for less motion gets none, and nothing is wider than a phone.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './testing/accessibility.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { unreachableControls } from './testing/keyboard.ts';
import { lessonStates } from './testing/lesson-states.ts';
import { longestRun, trainedAt } from './testing/training-page.ts';

const phone = { width: 360, height: 740 };

describe.skipIf(missingChromium)(
  `every page of the course${whyNoChromium}`,
  { timeout: 2 * longestRun },
  () => {
    const chromium = useChromium();
    let server: CourseServer;
    beforeAll(async () => {
      server = await serveCourse();
    });
    afterAll(() => server?.close());

    test.each(lessonStates)('“$title” opens, is accessible, and fits', async ({ title, address, trains }) => {
      const { page, errors } = await chromium.open(server.url + address, { colorScheme: 'light' });
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.waitForLoadState('networkidle');
      // The images are drawn in a worker, of which the network knows nothing.
      await page.waitForFunction(() => document.querySelector('progress') === null);
      if (trains) await trainedAt(page);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(motion)).toEqual([]);
      expect(await unreachableControls(page)).toEqual([]);
      await page.setViewportSize(phone);
      expect(await tooWide(page)).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    });
  },
);

/** In the page: what moves, although this browser asks for less motion. */
function motion(): string[] {
  return document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 1)
    .map(
      ({ effect }) => (effect instanceof KeyframeEffect ? effect.target?.outerHTML : '')?.slice(0, 160) ?? '',
    );
}

/** What makes the page wider than its window, outermost first; what scrolls by itself does not. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const isTooWide = (element: Element) => element.getBoundingClientRect().right > innerWidth + 0.5;
    const scrolls = (element: Element) => getComputedStyle(element).overflowX !== 'visible';
    const isInBox = (element: Element): boolean => {
      const { parentElement } = element;
      return parentElement !== null && (scrolls(parentElement) || isInBox(parentElement));
    };
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => isTooWide(element) && !isInBox(element),
    );
    return wide.map((element) => element.outerHTML.slice(0, 120));
  });
}
