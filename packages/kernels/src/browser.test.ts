// The kernels against their naive twins and against finite differences in a browser: the suites of testing/suites.ts, in
// pages of Chromium: with the arithmetic that gives the same bits everywhere, with the fused one, and in the memory of
// tfjs' threaded build.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSuites, type SuiteBrowser, whySkipped } from './testing/chromium.ts';

const minutes = 60_000;

describe.skipIf(whySkipped)(`in Chromium${whySkipped ? ` (skipped: ${whySkipped})` : ''}`, () => {
  let browser: SuiteBrowser;

  beforeAll(async () => {
    browser = await openSuites();
  });

  afterAll(() => browser?.close());

  // Should a suite no longer register its tests, the number falls.
  const runs = [
    { arithmetic: 'deterministic', isolated: false, atLeast: 215 },
    { arithmetic: 'fused', isolated: false, atLeast: 215 },
    { arithmetic: 'deterministic', isolated: true, atLeast: 75 },
  ] as const;

  it.each(runs)(
    'the suites pass with $arithmetic arithmetic, page isolated: $isolated',
    async ({ atLeast, ...how }) => {
      const { passed, failed, isolated, threaded } = await browser.run(how);
      expect(failed).toEqual([]);
      expect(passed).toBeGreaterThan(atLeast);
      // tfjs takes its threaded build where the page lets it.
      expect({ isolated, threaded }).toEqual({ isolated: how.isolated, threaded: how.isolated });
    },
    3 * minutes,
  );
});
