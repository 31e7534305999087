// axe over a page: the rules of WCAG 2.2 A and AA, and axe's best practices.
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong, one line each: the rule, and where. Empty where all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const found: axe.AxeResults = await Reflect.get(window, 'axe').run(document, {
      resultTypes: ['violations'],
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    );
  });
}
