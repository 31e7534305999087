// The page while a convolutional network is trained on all cores: no task of the main thread above 50 ms, and an input
// is answered within 100 ms. Judged by the thread's own clock: how long it takes where nobody else wants the core.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { duringThat, type MainThread } from './testing/main-thread.ts';
import { longestRun, runAddress, train } from './testing/training-page.ts';

const longestTask = 50;
const slowestInput = 100;
/** Caches are shared with whatever else runs, so the best of some stretches counts. */
const stretches = 4;

// Two million multiply-adds an image: enough for the page to share the work out among all cores.
const address = runAddress('simple-model', {
  data: 'synthetic',
  network: 'conv16.pool.conv64.pool.dense64-relu',
  limit: 600,
  batch: 60,
  epochs: 500,
});

const isFluent = (found: MainThread) =>
  found.longestTask.thread <= longestTask && found.slowestInput.thread <= slowestInput;

describe.skipIf(missingChromium)(
  `while a network is trained${whyNoChromium}`,
  { timeout: 2 * longestRun },
  () => {
    const chromium = useChromium();
    let server: CourseServer;
    beforeAll(async () => {
      server = await serveCourse();
    });
    afterAll(() => server?.close());

    const epochOf = async (page: Page) => {
      const text = await page
        .getByText(/epoch \d+ of 500, step/)
        .first()
        .textContent();
      return Number(/epoch (\d+)/.exec(text ?? '')?.[1]);
    };

    /** Keys and clicks until an epoch has ended, and its validation. */
    const useThePage = async (page: Page) => {
      const before = await epochOf(page);
      const theme = page.getByRole('button', { name: /^Theme:/ });
      do {
        await theme.click();
        for (const key of ['Tab', 'Tab', 'Shift+Tab', 'PageDown', 'PageUp']) await page.keyboard.press(key);
      } while ((await epochOf(page)) <= before);
    };

    const measured = async (page: Page, isEnough: (found: MainThread) => boolean) => {
      const all: MainThread[] = [];
      while (all.length < stretches && !all.some(isEnough))
        all.push(await duringThat(page, () => useThePage(page)));
      return all;
    };

    test('the page answers, and would be caught if it did not', async () => {
      const { page } = await chromium.open(server.url + address, { reducedMotion: 'no-preference' });
      await train(page);
      await page
        .getByText(/epoch [2-9] of 500, step/)
        .first()
        .waitFor({ timeout: longestRun });
      const found = await measured(page, isFluent);
      expect(found, JSON.stringify(found)).toSatisfy((all: MainThread[]) => all.some(isFluent));

      await page.evaluate(sabotage);
      const blocked = await duringThat(page, () => page.keyboard.press('Tab'));
      expect(blocked.longestTask.thread).toBeGreaterThan(longestTask);
      expect(blocked.slowestInput.thread).toBeGreaterThan(slowestInput);
      await page.context().close();
    });
  },
);

/** In the page: every key is answered with work that takes a core some hundred milliseconds. */
function sabotage(): void {
  addEventListener('keydown', () => {
    let state = 1;
    for (let i = 0; i < 3e8; i++) state = Math.imul(state, 48_271) + 1;
    Reflect.set(window, 'sabotaged', state);
  });
}
