// mnist-basic on the real digits, as nn101 serve brings them from this machine's mirror or cache: what the notebook
// reached is reached in the page.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

    test('mnist-basic, as in the notebook, gets as good as in the notebook', async () => {
      const { page, errors } = await chromium.open(`${server.url}#/simple-model`);
      const { accuracy } = await trainedAt(page);
      expect(accuracy).toBeGreaterThanOrEqual(0.966);
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

/** What the program prints of the weights' hash after training. */
function hashFromTerminal(words: readonly string[]): string {
  const place = mkdtempSync(join(tmpdir(), 'nn101-e2e-'));
  const record = join(place, 'run');
  execFileSync(process.execPath, [program, ...words, '--out', record], {
    env: { PATH: process.env.PATH, NN101_CACHE: join(place, 'cache'), NN101_MIRROR, NN101_MIRROR_TRUST },
  });
  return JSON.parse(readFileSync(join(record, 'run.json'), 'utf8')).weightsSha256;
}
