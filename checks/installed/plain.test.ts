// Without a bundler: a script in Node, strict TypeScript, and a page with an import map.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { trainInChromium, whyNoChromium } from './chromium-page.ts';
import { createFreshProject, type FreshProject, whyNoInstall } from './fresh-project.ts';
import { documentedPage } from './import-map.ts';

// A machine that has other work to do takes its time over compilers and bundlers.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const without = await whyNoInstall();

const strict = { strict: true, skipLibCheck: false, noEmit: true, target: 'es2022' };

const resolutions = [
  { moduleResolution: 'bundler', module: 'esnext' },
  { moduleResolution: 'node16', module: 'node16' },
  { moduleResolution: 'nodenext', module: 'nodenext' },
];

describe.skipIf(without)(
  `the packages, installed from their tarballs${without ? ` (${without})` : ''}`,
  () => {
    let project: FreshProject;

    beforeAll(async () => {
      project = await createFreshProject({ templates: ['digits', 'plain'] });
    });

    afterAll(() => project?.remove());

    test('run in a plain script', async () => {
      const { exitCode, output } = await project.node('main.mjs');
      expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringMatching(/^\{.*\}\n$/) });
      const { result, costs, figure } = JSON.parse(output);
      expect(result.accuracy).toBeGreaterThan(0.7);
      expect(costs).toHaveLength(11);
      expect(figure).toBe('<svg');
    });

    describe.each(resolutions)('under moduleResolution $moduleResolution', (resolution) => {
      const compile = (compiler: string, file: string) => {
        const compilerOptions = { ...resolution, ...strict };
        const config = join(project.directory, `tsconfig.${compiler}.${resolution.moduleResolution}.json`);
        writeFileSync(config, JSON.stringify({ compilerOptions, files: [file] }));
        return project.node(`node_modules/${compiler}/bin/tsc`, '-p', config, '--pretty', 'false');
      };

      // TypeScript 7 has WebGPU's types itself, and those that tfjs-core brings are at odds with them.
      test.each([
        { compiler: 'typescript-7', file: 'without-tfjs.ts' },
        { compiler: 'typescript-5', file: 'without-layers.ts' },
      ])('$file type-checks with $compiler', async ({ compiler, file }) => {
        expect(await compile(compiler, file)).toEqual({ exitCode: 0, output: '' });
      });

      // tfjs-layers 4.22 is compiled without strictNullChecks, and its declarations do not pass with them. Nothing in a
      // project can mend that but `skipLibCheck`, so the faults of that one package are left out, and no others.
      test('what builds upon tfjs-layers has no faults but its', async () => {
        const { output } = await compile('typescript-5', 'with-layers.ts');
        const faults = output.split('\n').filter((line) => /^\S/.test(line));
        const own = faults.filter((line) => line.startsWith('node_modules/@tensorflow/tfjs-layers/dist/'));
        expect(faults.filter((line) => !own.includes(line))).toEqual([]);
        expect(own.length, 'tfjs-layers has been mended: leave nothing out').toBeGreaterThan(0);
      });
    });

    test.skipIf(whyNoChromium)(
      `train on a page with the import map of the README${whyNoChromium ? ` (${whyNoChromium})` : ''}`,
      async () => {
        const script = "import { trainOnPage } from './train-digits.js'; trainOnPage();";
        const page = `<!doctype html>\n${documentedPage()}\n<script type="module">${script}</script>\n`;
        const { result, error } = await trainInChromium({
          directory: project.directory,
          pages: { '/index.html': page },
        });
        expect(error).toBeUndefined();
        expect(result?.accuracy).toBeGreaterThan(0.7);
      },
    );
  },
);
