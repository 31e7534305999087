// Through a bundler: the page that each makes trains in Chromium, and comes to the same bits.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { trainInChromium, whyNoChromium } from './chromium-page.ts';
import { createFreshProject, type FreshProject, whyNoInstall } from './fresh-project.ts';

// A machine that has other work to do takes its time over compilers and bundlers.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const without = whyNoChromium ?? (await whyNoInstall());

const bundlers = [
  { name: 'Vite', program: 'vite', args: ['build', '--logLevel', 'warn'], dist: 'dist' },
  {
    name: 'esbuild',
    program: 'esbuild',
    args: [
      ...['esbuild.js', '--bundle', '--format=esm', '--minify', '--loader:.wasm=file', '--log-level=warning'],
      '--outfile=dist-esbuild/main.js',
    ],
    dist: 'dist-esbuild',
  },
  {
    name: 'webpack',
    program: 'webpack',
    args: ['--mode', 'production', '--entry', './webpack.js', '--output-path', 'dist-webpack'],
    dist: 'dist-webpack',
  },
];

describe.skipIf(without)(`a page that is bundled${without ? ` (${without})` : ''}`, () => {
  let project: FreshProject;
  const accuracies = new Map<string, number>();

  beforeAll(async () => {
    project = await createFreshProject({ templates: ['digits', 'bundlers'] });
  });

  afterAll(() => project?.remove());

  test.each(bundlers)('by $name trains', async ({ name, program, args, dist }) => {
    const { exitCode, output } = await project.bin(program, ...args);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    const { result, error } = await trainInChromium({
      directory: join(project.directory, dist),
      pages:
        name === 'Vite'
          ? {}
          : { '/index.html': '<!doctype html><script type="module" src="/main.js"></script>' },
    });
    expect(error).toBeUndefined();
    expect(result?.accuracy).toBeGreaterThan(0.7);
    accuracies.set(name, result?.accuracy ?? 0);
    expect(new Set(accuracies.values()).size, 'the same bits from every bundler').toBe(1);
  });
});
