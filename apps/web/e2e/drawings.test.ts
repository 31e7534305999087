// What lessons 1 to 5 draw: points and handles are whole at the edge of a drawing, also where they lie on each other, and
// no number stands beside another one that it does not belong to.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';

/** Where something stands at the end of its axis. */
const edges = [
  { what: 'the inputs and the weights of lesson 1', address: '#/neuron?x1=2&x2=2&w1=2&w2=2&b=0' },
  { what: 'both in the other corner', address: '#/neuron?x1=-2&x2=-2&w1=-2&w2=-2&b=2' },
  { what: 'an activation far beyond the usual ones', address: '#/neuron?curve=relu&x1=2&x2=2&w1=2&w2=2&b=2' },
  { what: 'a sure and wrong answer of lesson 3, and a start in the corner', address: '#/cost?z=-8&w=-8&b=8' },
  { what: 'a sure and right one', address: '#/cost?z=8&w=8&b=-8&steps=0' },
  { what: 'a cost of nearly 0 in lesson 5', address: '#/xor?seed=2&step=5000' },
  { what: 'points on the edge', address: '#/xor?data=own&own=150.150.1_-150.-150.0' },
];

describe.skipIf(missingChromium)(`drawings${whyNoChromium}`, () => {
  const chromium = useChromium();
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
  });
  afterAll(() => server?.close());

  test.each([
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ])('cut off no mark at their edge, at $width pixels', { timeout: 120_000 }, async (viewport) => {
    for (const { what, address } of edges) {
      const { page } = await chromium.open(server.url + address, { viewport });
      await page.locator('.plot svg').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(cutMarks), what).toEqual([]);
      await page.context().close();
    }
  });

  test('of handles and a corner’s sign in one place each can be told', async () => {
    const { page } = await chromium.open(`${server.url}#/neuron?x1=1&x2=1&w1=1&w2=1&b=-2&gate=and`);
    const drawing = page.locator('.plot:has([data-handle])');
    await drawing.scrollIntoViewIfNeeded();
    const shapes = ['.ring:not(.casing)', '.tip:not(.casing)', '.bar', '.corner text >> nth=3'];
    for (const shape of shapes) {
      const with_ = await drawing.screenshot();
      const mark = drawing.locator(shape).first();
      await mark.evaluate((element) => element.setAttribute('visibility', 'hidden'));
      expect(with_.equals(await drawing.screenshot()), shape).toBe(false);
      await mark.evaluate((element) => element.removeAttribute('visibility'));
    }
    await page.context().close();
  });

  test('no line crosses the sign of a corner', async () => {
    const { page } = await chromium.open(`${server.url}#/neuron?w1=2&w2=2&b=0&gate=and`);
    const drawing = page.locator('.plot:has([data-handle])');
    await drawing.scrollIntoViewIfNeeded();
    const signs = await drawing.locator('.corner').all();
    expect(signs).toHaveLength(4);
    for (const sign of signs) {
      const whole = await sign.screenshot();
      await drawing.evaluate((plot) => {
        for (const line of plot.querySelectorAll('line.weights, line.boundary'))
          line.setAttribute('visibility', 'hidden');
      });
      const without = await sign.screenshot();
      await drawing.evaluate((plot) => {
        for (const line of plot.querySelectorAll('line.weights, line.boundary'))
          line.removeAttribute('visibility');
      });
      expect(await middleOf(page, whole)).toEqual(await middleOf(page, without));
    }
    await page.context().close();
  });

  test('after the update of lesson 4 no value of the old weights is left', async () => {
    const { page } = await chromium.open(`${server.url}#/backpropagation?operation=20`);
    const drawing = page.getByRole('img', { name: /^The XOR network after/ });
    const numbers = async (symbol: string) =>
      (await drawing.locator('text').allTextContents())
        .map((text) => text.replace(/\s+/g, ' ').trim())
        .filter((text) => text.startsWith(`${symbol} =`));
    await drawing.locator('text').first().waitFor();
    expect(await numbers('z')).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/\d/)));
    const before = await numbers('W');
    await page.getByRole('button', { name: 'Step on' }).click();
    await page.getByText('have to be worked out anew').waitFor();
    const after = await numbers('W');
    expect(after).toHaveLength(6);
    expect(after).not.toEqual(before);
    for (const symbol of ['z', 'a', 'δ', '∂b']) {
      expect(await numbers(symbol)).toEqual((await numbers(symbol)).map(() => `${symbol} = ···`));
    }
    expect(await numbers('∂W')).toEqual([]);
    await page.context().close();
  });
});

/** In the page: marks of drawings of which a part cannot be seen, since something cuts it off. */
function cutMarks(): string[] {
  const marks = [
    ...document.querySelectorAll('.plot svg circle, .plot svg rect, .plot svg [data-handle] > *'),
  ];
  const seen = marks.filter((mark) => mark.closest('clipPath') === null && !mark.matches('.reach'));
  if (seen.length === 0) throw new Error('there are no marks');
  const isCut = (mark: Element): boolean => {
    if (mark.closest('[clip-path]')) return true;
    const box = mark.getBoundingClientRect();
    for (let parent = mark.parentElement; parent; parent = parent.parentElement) {
      const style = getComputedStyle(parent);
      if (style.overflow === 'visible' || parent === document.documentElement || parent === document.body)
        continue;
      const room = style.overflow === 'clip' ? Number.parseFloat(style.overflowClipMargin) || 0 : 0;
      const frame = parent.getBoundingClientRect();
      const outside =
        box.left < frame.left - room ||
        box.right > frame.right + room ||
        box.top < frame.top - room ||
        box.bottom > frame.bottom + room;
      if (outside) return true;
    }
    return false;
  };
  return seen.filter(isCut).map((mark) => mark.outerHTML.slice(0, 120));
}

/** The middle of a picture, twelve pixels each way, as numbers. */
function middleOf(page: Page, png: Buffer): Promise<number[]> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context?.drawImage(picture, 0, 0);
    const [left, top] = [Math.floor(picture.width / 2) - 6, Math.floor(picture.height / 2) - 6];
    return [...(context?.getImageData(left, top, 12, 12).data ?? [])];
  }, png.toString('base64'));
}
