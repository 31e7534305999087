// The kernels against their naive twins and against finite differences in a browser: the suites of testing/suites.ts, in
// pages of Chromium, with the arithmetic that gives the same bits everywhere and with the relaxed one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSuites, type SuiteBrowser, whySkipped } from './testing/chromium.ts';

const minutes = 60_000;

describe.skipIf(whySkipped)(`in Chromium${whySkipped ? ` (skipped: ${whySkipped})` : ''}`, () => {
  let browser: SuiteBrowser;

  beforeAll(async () => {
    browser = await openSuites();
  });

  afterAll(() => browser?.close());

  it.each(['deterministic', 'relaxed'] as const)(
    'all suites pass with %s arithmetic',
    async (arithmetic) => {
      const { passed, failed } = await browser.run(arithmetic);
      expect(failed).toEqual([]);
      // Should a suite no longer register its tests, this falls.
      expect(passed).toBeGreaterThan(215);
    },
    3 * minutes,
  );
});
