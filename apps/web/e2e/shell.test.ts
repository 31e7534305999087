// The frame around the lessons in Chromium: keyboard, theme, presenter mode, progress, addresses that make no sense.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './testing/accessibility.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';

describe.skipIf(missingChromium)(`the frame${whyNoChromium}`, () => {
  const chromium = useChromium();
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
  });
  afterAll(() => server?.close());

  const focused = () => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim();
  };

  test('is isolated, so that training may use several workers', async () => {
    const { page } = await chromium.open(server.url);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });

  test('the keyboard leads from the skip link to a lesson, and the heading is read first there', async () => {
    const { page } = await chromium.open(server.url);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(focused)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(focused)).toContain('Start with a single neuron');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'A neuron' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    expect(await page.title()).toBe('1. A neuron · Neural Networks 101');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: /nothing hidden/ }).waitFor();
  });

  test('the list of lessons opens, leads somewhere, and closes with Escape', async () => {
    const { page } = await chromium.open(server.url, { viewport: { width: 360, height: 740 } });
    const opener = page.getByRole('button', { name: 'Lessons' });
    await opener.press('Enter');
    const list = page.getByRole('dialog', { name: 'Lessons' });
    await list.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    expect(await page.evaluate(focused)).toBe('Lessons');
    await opener.press('Enter');
    await list.getByRole('link', { name: /Draw a digit/ }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Draw a digit' }).waitFor();
    expect(await list.isVisible()).toBe(false);
  });

  test('the theme is chosen, and remembered', async () => {
    const { page } = await chromium.open(server.url, { colorScheme: 'light' });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.getByRole('button', { name: "Theme: the system's" }).click();
    await page.getByRole('button', { name: 'Theme: light' }).click();
    expect(await background()).not.toBe(light);
    await page.reload();
    await page.getByRole('button', { name: 'Theme: dark' }).waitFor();
    expect(await background()).not.toBe(light);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('presenter mode: larger type, arrow keys through the page and on to the next lesson, Escape', async () => {
    const { page } = await chromium.open(`${server.url}#/backpropagation`, {
      viewport: { width: 1280, height: 800 },
    });
    await page.getByRole('heading', { name: 'Build it yourself' }).waitFor();
    const size = () =>
      page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
    const usual = await size();
    await page.getByRole('button', { name: 'Presenter mode' }).click();
    expect(await size()).toBeGreaterThan(usual * 1.2);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate(() => scrollY)).toBe(0);
    for (let i = 0; i < 60 && page.url().includes('backpropagation'); i++)
      await page.keyboard.press('PageDown');
    await page.getByRole('heading', { level: 1, name: 'XOR playground' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await size()).toBe(usual);
  });

  test('progress is marked, shown and remembered', async () => {
    const { page } = await chromium.open(`${server.url}#/neuron`, { viewport: { width: 1280, height: 800 } });
    // The link is at the page's end, which moves until all of the lesson is there.
    await page.waitForLoadState('networkidle');
    await page.getByRole('link', { name: 'Next' }).click();
    await page.getByRole('heading', { level: 1, name: 'A layer, forwards' }).waitFor();
    await page.getByRole('checkbox', { name: 'I have done this lesson' }).check();
    await page.reload();
    const rail = page.getByRole('navigation', { name: 'Lessons, in order' });
    for (const name of [
      'Lesson 1: A neuron, done',
      'Lesson 2: A layer, forwards, done',
      'Lesson 3: The cost',
    ]) {
      expect(await rail.getByRole('link', { name, exact: true }).count()).toBe(1);
    }
  });

  test('an address without a page says so', async () => {
    const { page, errors } = await chromium.open(server.url);
    const senseless = [
      'nothing-of-that-name',
      '%',
      'xor/../../etc',
      'x'.repeat(5000),
      '<img src=x onerror=alert(1)>',
    ];
    for (const address of senseless) {
      await page.goto(`${server.url}#/neuron`);
      await page.getByRole('heading', { level: 1, name: 'A neuron' }).waitFor();
      await page.goto(`${server.url}#/${address}`);
      await page.getByRole('heading', { level: 1, name: 'There is no such lesson' }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
    expect(errors).toEqual([]);
  });

  test('nonsense in a lesson’s address is told, and the lesson works', async () => {
    const { page, errors } = await chromium.open(
      `${server.url}#/neuron?nonsense=%E0%A4%A&=&w1=much&w1=1e999`,
    );
    await page.getByRole('heading', { level: 1, name: 'A neuron' }).waitFor();
    await page.getByText('Part of this link made no sense').waitFor();
    expect(errors).toEqual([]);
  });
});
