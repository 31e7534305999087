// All that can be dragged in the course follows a finger to the end, on a phone and on a tablet, and the page stays where
// it is meanwhile; beside it a finger scrolls as anywhere. What is dragged is found by what it listens to, so that a new
// handle is tested as well.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { dragWithMouse, findDraggables, fingerOn, nextFrame, noteListeners } from './testing/gestures.ts';
import { lessonStates } from './testing/lesson-states.ts';

const sizes = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true },
} as const satisfies Record<string, BrowserContextOptions>;

/** Lessons in states in which other things can be dragged. */
const pages = [
  ...lessonStates.map(({ title, address }) => ({ name: title, title, address })),
  { name: 'points of one’s own', title: 'XOR playground', address: '#/xor?data=own' },
  { name: 'points with noise', title: 'XOR playground', address: '#/xor?data=moons' },
];

/** How many things can be dragged, at least, where there are any: a finder that finds nothing would pass. */
const expected: Readonly<Record<string, number>> = {
  'A neuron': 8,
  'A layer, forwards': 3,
  'The cost': 8,
  Backpropagation: 2,
  'XOR playground': 1,
  MNIST: 1,
  'points of one’s own': 2,
  'points with noise': 2,
  'Draw a digit': 1,
  Convolution: 3,
};

describe.skipIf(missingChromium)(`with a finger${whyNoChromium}`, { timeout: 180_000 }, () => {
  const chromium = useChromium();
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
  });
  afterAll(() => server?.close());

  async function open(address: string, title: string, size: keyof typeof sizes) {
    const { page, errors } = await chromium.open(server.url, sizes[size]);
    await page.addInitScript(noteListeners);
    await page.goto('about:blank');
    await page.goto(server.url + address);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.waitForLoadState('networkidle');
    return { page, errors };
  }

  /** The lesson as its address says, whatever was dragged before. */
  async function startAnew(page: Page, address: string): Promise<void> {
    await page.evaluate((hash) => location.replace(hash), address);
    await nextFrame(page);
    await nextFrame(page);
  }

  const valueAt = async (page: Page, index: number) => (await findDraggables(page))[index]?.value;

  test.each([
    ...pages.map((shown) => ({ ...shown, size: 'phone' as const })),
    ...pages.filter(({ name }) => name in expected).map((shown) => ({ ...shown, size: 'tablet' as const })),
  ])('all that can be dragged follows, on a $size: $name', async ({ name, title, address, size }) => {
    const { page, errors } = await open(address, title, size);
    const finger = await fingerOn(page);
    const count = async () => (await findDraggables(page)).length;
    await expect.poll(count, { timeout: 20_000 }).toBeGreaterThanOrEqual(expected[name] ?? 0);
    for (let i = 0, all = await count(); i < all; i++) {
      await startAnew(page, address);
      const before = (await findDraggables(page, i))[i];
      const { canceled, lifted, scrolled } = await finger.swipe(before, before.end);
      expect({ canceled, lifted, of: before.markup }).toEqual({ canceled: 0, lifted: 1, of: before.markup });
      // What stands above may become a little higher or lower with the numbers in it.
      expect(Math.abs(scrolled), before.markup).toBeLessThan(10);
      await expect.poll(() => valueAt(page, i), { message: before.markup }).not.toBe(before.value);
      expect(Math.min(before.width, before.height), before.markup).toBeGreaterThanOrEqual(44);
      if (before.kind === 'board') continue;
      // The mouse takes it back, and to the same end again: that is where the finger has left it.
      const left = await valueAt(page, i);
      await dragWithMouse(page, before.end, before);
      await expect.poll(() => valueAt(page, i), { message: before.markup }).toBe(left);
    }
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test.each(['phone', 'tablet'] as const)(
    'beside the handles of a drawing the page scrolls, on a %s',
    async (size) => {
      for (const { title, address } of pages.filter(({ name }) => name in expected)) {
        const { page } = await open(address, title, size);
        const finger = await fingerOn(page);
        const plots = page.locator('svg:has([data-handle])');
        for (let i = 0; i < (await plots.count()); i++) {
          await startAnew(page, address);
          const values = await handleValues(page);
          const spot = await plots.nth(i).evaluate(spotBesideHandles);
          const { scrolled } = await finger.swipe(spot, { ...spot, y: spot.y - 150 });
          expect(scrolled).toBeGreaterThan(100);
          expect(await handleValues(page)).toEqual(values);
        }
        await page.context().close();
      }
    },
  );

  test('a tap turns a tab, takes a step, presses a picture, places a point and a start', async () => {
    const { page } = await open('#/backpropagation', 'Backpropagation', 'phone');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.tap();
      expect(await tab.getAttribute('aria-selected')).toBe('true');
    }
    const step = page.getByRole('slider', { name: 'Operation' });
    await page.getByRole('button', { name: 'Step on' }).tap();
    expect(await step.inputValue()).toBe('9');

    await page.goto(`${server.url}#/xor?data=own`);
    await page.getByRole('button', { name: 'Hidden layer 1, unit 1' }).tap();
    await expect.poll(() => page.url()).toContain('look=0_0');
    const plane = page.getByRole('group', { name: /^What “/ });
    await plane.tap({ position: { x: 100, y: 60 } });
    await expect.poll(() => page.url()).toContain('own=');

    await page.goto(`${server.url}#/cost`);
    await page
      .getByRole('group', { name: /^Squared error over weight and bias/ })
      .tap({ position: { x: 200, y: 60 } });
    await expect.poll(() => page.url()).toMatch(/w=.*b=/);
    await page.context().close();
  });

  test('of two handles that overlap the nearer one is meant, and the keyboard moves each', async () => {
    const { page } = await open('#/neuron?x1=1&x2=1&w1=1.15&w2=1', 'A neuron', 'phone');
    const finger = await fingerOn(page);
    const weights = page.getByRole('slider', { name: 'Weights' });
    await weights.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const box = await weights.boundingBox();
    if (!box) throw new Error('there is no handle');
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await finger.swipe(middle, { x: middle.x, y: middle.y + 80 });
    const inputs = page.getByRole('slider', { name: 'Inputs' });
    expect(await inputs.getAttribute('aria-valuetext')).toBe('x₁ 1.00, x₂ 1.00');
    expect(await weights.getAttribute('aria-valuetext')).toMatch(/^w₁ 1\.1\d, w₂ −0\./);
    await inputs.press('ArrowLeft');
    expect(await inputs.getAttribute('aria-valuetext')).toBe('x₁ 0.90, x₂ 1.00');
    await page.context().close();
  });
});

const handleValues = (page: Page) =>
  page
    .locator('[data-handle]')
    .evaluateAll((handles) => handles.map((handle) => handle.getAttribute('aria-valuetext')));

/** In the page: a place in the drawing, away from its handles, which is brought into the window's middle. */
function spotBesideHandles(plot: Element): { x: number; y: number } {
  plot.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = plot.getBoundingClientRect();
  const handles = [...plot.querySelectorAll('[data-handle]')].map((handle) => handle.getBoundingClientRect());
  const away = ({ x, y }: { x: number; y: number }) =>
    Math.min(...handles.map((at) => Math.hypot(at.left + at.width / 2 - x, at.top + at.height / 2 - y)));
  const shares = Array.from({ length: 9 }, (_, i) => 0.15 + i * 0.085);
  const spots = shares.flatMap((across) =>
    shares.map((down) => ({ x: box.left + across * box.width, y: box.top + down * box.height })),
  );
  return spots.reduce((best, spot) => (away(spot) > away(best) ? spot : best));
}
