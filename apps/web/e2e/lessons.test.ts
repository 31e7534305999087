// What holds for every lesson, whatever is in it: it opens without an error, axe finds nothing in light and dark, and
// nothing is wider than a small phone.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessons } from '../src/lessons/registry.ts';
import { accessibilityFaults } from './testing/accessibility.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';

describe.skipIf(missingChromium)(`every page of the course${whyNoChromium}`, () => {
  const chromium = useChromium();
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
  });
  afterAll(() => server?.close());

  const pages = [{ id: '', title: 'A neural network, with nothing hidden.' }, ...lessons];

  test.each(pages)('“$title” opens, is accessible, and fits', async ({ id, title }) => {
    const { page, errors } = await chromium.open(`${server.url}#/${id}`, { colorScheme: 'light' });
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
