// For tests: the suites in a page of Chromium. A bundle of suites, kernels and tfjs; the page gets everything from here,
// without a server.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import type { Arithmetic } from '../wasm/wasm-module.ts';
import type { SuitesReport } from './in-page/run-suites.ts';

const executablePath = process.env.NN101_CHROMIUM ?? '/usr/bin/chromium';

/** Why nothing is run here, if so. In CI a missing browser is an error. */
export const whySkipped =
  existsSync(executablePath) || process.env.CI
    ? undefined
    : `there is no browser at ${executablePath}; set NN101_CHROMIUM`;

const require = createRequire(import.meta.url);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const site = 'https://nn101.invalid/';
const isolating = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
const html =
  '<!doctype html><title>kernels</title><script src="/jasmine.js"></script><script type="module" src="/run-suites.js"></script>';

/** How the suites are to be run. */
export interface SuitesRun {
  readonly arithmetic: Arithmetic;
  /** Whether the page is cross-origin isolated, where tfjs takes its threaded build. */
  readonly isolated: boolean;
}

/** A browser with the suites. */
export interface SuiteBrowser {
  run(how: SuitesRun): Promise<SuitesReport>;
  close(): Promise<void>;
}

/** Bundles the suites and starts the browser. */
export async function openSuites(): Promise<SuiteBrowser> {
  const files = await bundle();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  return {
    close: () => browser.close(),
    run: async ({ arithmetic, isolated }) => {
      const page = await openPage(browser, files, isolated ? isolating : {});
      return page.evaluate(
        (how) => (Reflect.get(globalThis, 'runSuites') as (how: string) => Promise<SuitesReport>)(how),
        arithmetic,
      );
    },
  };
}

type Files = ReadonlyMap<string, string | Uint8Array>;

async function openPage(browser: Browser, files: Files, headers: Record<string, string>): Promise<Page> {
  const page = await browser.newPage();
  await page.route(`${site}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || 'index.html';
    const body = files.get(name);
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({ body: Buffer.from(body), contentType: typeOf(name), headers });
  });
  await page.goto(site);
  await page.waitForFunction('"runSuites" in globalThis');
  return page;
}

function typeOf(name: string): string {
  if (name.endsWith('.wasm')) return 'application/wasm';
  return name.endsWith('.html') ? 'text/html' : 'text/javascript';
}

async function bundle(): Promise<Map<string, string | Uint8Array>> {
  const built = await rolldown({
    input: here('./in-page/run-suites.ts'),
    platform: 'browser',
    // Tests are nothing but side effects.
    treeshake: false,
    resolve: {
      alias: { vitest: here('./in-page/jasmine-words.ts') },
      conditionNames: ['@nn101/source', 'import'],
    },
    logLevel: 'silent',
  });
  const { output } = await built.generate({ format: 'esm' });
  const files = new Map<string, string | Uint8Array>([['index.html', html]]);
  for (const chunk of output) if (chunk.type === 'chunk') files.set(chunk.fileName, chunk.code);
  const jasmine = join(dirname(require.resolve('jasmine-core/package.json')), 'lib/jasmine-core/jasmine.js');
  files.set('jasmine.js', await readFile(jasmine));
  const backend = dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'));
  for (const wasm of ['tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'])
    files.set(wasm, await readFile(join(backend, 'dist', wasm)));
  return files;
}
