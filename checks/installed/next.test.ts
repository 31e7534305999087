// A Next.js site whose page is made on the server. Building it takes a minute or two, so that it runs only where
// somebody asks for slow checks: in continuous integration.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFreshProject, whyNoInstall } from './fresh-project.ts';

const slow = Boolean(process.env.CI || process.env.NN101_SLOW_CHECKS);
const without = slow ? await whyNoInstall() : 'skipped: slow; set NN101_SLOW_CHECKS=1';

test.skipIf(without)(
  `Next.js trains on the server${without ? ` (${without})` : ''}`,
  { timeout: 600_000 },
  async () => {
    const project = await createFreshProject({ templates: ['digits', 'next'] });
    try {
      const { exitCode, output } = await project.bin('next', 'build');
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      const page = readFileSync(join(project.directory, '.next/server/app/index.html'), 'utf8');
      const outcome = /<pre>(.*?)<\/pre>/.exec(page)?.[1].replaceAll('&quot;', '"').replaceAll('&lt;', '<');
      const { result, costs, figure, window } = JSON.parse(outcome ?? '{}');
      expect(result.accuracy).toBeGreaterThan(0.7);
      expect(costs).toHaveLength(11);
      expect({ figure, window }).toEqual({ figure: '<svg', window: 'undefined' });
    } finally {
      project.remove();
    }
  },
);
