// The playground's promise: one link leads to one hash, in Chromium and in Firefox, and the program that the page exports
// prints that hash in Node, on the package as it is built.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, launch } from 'puppeteer-core';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';

const firefox = process.env.NN101_FIREFOX ?? '/usr/bin/firefox-esr';
const missingFirefox = !existsSync(firefox) && !process.env.CI;
const whyNoFirefox = missingFirefox
  ? `, without Firefox (there is none at ${firefox}; set NN101_FIREFOX)`
  : '';

/** Among them every kind of points, of optimizers and of first weights, and most curves. */
const runs = [
  'seed=2&step=2000',
  'data=spirals&step=600&layers=4_4&optimizer=adam&rate=0.01&weights=glorotUniform',
  'data=circles&step=200&layers=3&activation=sigmoid&optimizer=momentum&rate=0.1',
  'data=moons&step=200&layers=3_2&activation=softplus&weights=heNormal&rate=0.1',
  'data=moons&step=200&layers=3&activation=elu&optimizer=adam&rate=0.03',
];

describe.skipIf(missingChromium)(
  `a run of the playground${whyNoChromium}${whyNoFirefox}`,
  { timeout: 180_000 },
  () => {
    const chromium = useChromium();
    const folder = mkdtempSync(join(tmpdir(), 'nn101-playground-'));
    let server: CourseServer;
    let second: Browser | undefined;
    beforeAll(async () => {
      server = await serveCourse();
      if (!missingFirefox) second = await launch({ browser: 'firefox', executablePath: firefox });
      mkdirSync(join(folder, 'node_modules/@nn101'), { recursive: true });
      const scratch = fileURLToPath(new URL('../../../packages/scratch', import.meta.url));
      symlinkSync(scratch, join(folder, 'node_modules/@nn101/scratch'));
    });
    afterAll(async () => {
      await second?.close();
      await server?.close();
      rmSync(folder, { recursive: true });
    });

    async function hashInFirefox(address: string): Promise<string | undefined> {
      if (!second) return undefined;
      const page = await second.newPage();
      await page.goto(address);
      const note = await page.waitForSelector('[data-hash]', { timeout: 120_000 });
      const hash = await note?.evaluate((element) => element.getAttribute('data-hash'));
      await page.close();
      return hash ?? '';
    }

    function hashInNode(code: string): string | undefined {
      const file = join(folder, 'playground.mjs');
      const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
      writeFileSync(file, ts.transpileModule(code, { compilerOptions: options }).outputText);
      const lines = execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim().split('\n');
      return lines.at(-1);
    }

    test.each(runs)('%s', async (query) => {
      const address = `${server.url}#/xor?${query}`;
      const { page } = await chromium.open(address);
      const hash = await page.locator('[data-hash]').getAttribute('data-hash', { timeout: 120_000 });
      const code = (await page.getByRole('group', { name: 'playground.ts' }).textContent()) ?? '';
      await page.context().close();
      expect(hash).toMatch(/^[0-9a-f]{16}$/);
      expect(code).toContain(`step < ${/step=(\d+)/.exec(query)?.[1]};`);
      expect(hashInNode(code)).toBe(hash);
      if (second) expect(await hashInFirefox(address)).toBe(hash);
    });
  },
);
