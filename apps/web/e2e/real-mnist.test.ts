// mnist-basic on the real digits, as nn101 serve brings them from this machine's mirror or cache: what the notebook
// reached is reached in the page.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { texts as mnist } from '../src/texts/06-mnist.ts';
import { texts as drawing } from '../src/texts/drawing.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, program, serveCourse } from './testing/course-server.ts';
import { longestRun, trainedAt } from './testing/training-page.ts';

const { NN101_MIRROR = '', NN101_MIRROR_TRUST = '' } = process.env;
const hasDigits = ['train', 't10k'].every((split) =>
  existsSync(join(NN101_MIRROR, 'mnist', `${split}-images-idx3-ubyte.gz`)),
);
const why = hasDigits ? whyNoChromium : ' (skipped: NN101_MIRROR names no directory with MNIST)';

describe.skipIf(missingChromium || !hasDigits)(
  `real MNIST in the page${why}`,
  { timeout: 2 * longestRun },
  () => {
    const chromium = useChromium();
    let server: CourseServer;
    beforeAll(async () => {
      server = await serveCourse({ NN101_MIRROR, NN101_MIRROR_TRUST });
    });
    afterAll(() => server?.close());

    test('mnist-basic, as in the notebook, gets as good as there, and reads what is drawn', async () => {
      const { page, errors } = await chromium.open(`${server.url}#/simple-model`);
      const { accuracy } = await trainedAt(page);
      expect(accuracy).toBeGreaterThanOrEqual(0.966);
      // The network of one lesson reads what is drawn in another.
      await page.goto(`${server.url}#/draw`);
      for (const [digit, corners] of Object.entries(digits)) {
        await page.getByRole('button', { name: drawing.clear }).click();
        await draw(page, corners);
        await page.getByText(new RegExp(`^${digit}, with \\d+ %`)).waitFor();
      }
      expect(errors).toEqual([]);
      await page.context().close();
    });

    test('once loaded, the digits are there without a network', async () => {
      const own = await serveCourse({ NN101_MIRROR, NN101_MIRROR_TRUST });
      const { page, errors } = await chromium.open(own.url, { serviceWorkers: 'allow' });
      await page.getByText('Works offline now').waitFor();
      await page.goto(`${own.url}#/mnist`);
      const gallery = page.getByRole('heading', { name: mnist.gallery });
      await gallery.waitFor();
      await own.close();
      await page.reload();
      await gallery.waitFor();
      expect(await page.getByText('60,000 training images').count()).toBe(1);
      expect(errors).toEqual([]);
      await page.context().close();
    });

    test('the page and nn101 train get the same weights, to the bit', async () => {
      const { page } = await chromium.open(`${server.url}#/simple-model?limit=2000&epochs=2&seed=5`);
      const { hash } = await trainedAt(page);
      const command = await page.getByText(/^npx nn101 train/).textContent();
      expect(hashFromTerminal(command?.split(' ').slice(2) ?? [])).toBe(hash);
      await page.context().close();
    });
  },
);

/** Digits as the mouse draws them: corners of each stroke, from 0 to 1 across the board. */
const digits: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  '0': Array.from({ length: 17 }, (_, i) => [
    0.5 + 0.22 * Math.sin((i * Math.PI) / 8),
    0.5 - 0.34 * Math.cos((i * Math.PI) / 8),
  ]),
  '1': [
    [0.5, 0.15],
    [0.5, 0.85],
  ],
  '7': [
    [0.25, 0.2],
    [0.72, 0.2],
    [0.45, 0.85],
  ],
};

async function draw(page: Page, corners: readonly (readonly [number, number])[]): Promise<void> {
  const board = page.getByLabel(drawing.board);
  await board.scrollIntoViewIfNeeded();
  const box = await board.boundingBox();
  if (!box) throw new Error('there is no drawing board');
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(corners[0]));
  await page.mouse.down();
  for (const corner of corners.slice(1)) await page.mouse.move(...at(corner), { steps: 8 });
  await page.mouse.up();
}

/** What the program prints of the weights' hash after training. */
function hashFromTerminal(words: readonly string[]): string {
  const place = mkdtempSync(join(tmpdir(), 'nn101-e2e-'));
  const record = join(place, 'run');
  execFileSync(process.execPath, [program, ...words, '--out', record], {
    env: { PATH: process.env.PATH, NN101_CACHE: join(place, 'cache'), NN101_MIRROR, NN101_MIRROR_TRUST },
  });
  return JSON.parse(readFileSync(join(record, 'run.json'), 'utf8')).weightsSha256;
}
