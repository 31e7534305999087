// Two copies of tfjs-core in one tree, of two versions and of one: an error that explains, in whichever order they are
// loaded, and no training.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Outcome, trainInChromium, whyNoChromium } from './chromium-page.ts';
import { createFreshProject, type FreshProject, whyNoInstall } from './fresh-project.ts';

// A machine that has other work to do takes its time over compilers and bundlers.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const without = await whyNoInstall();

const train = `
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { trainOnPage } from './train-digits.js';`;

const orders = {
  first: (other: string) => `import '${other}';${train}`,
  last: (other: string) => `${train}\nimport '${other}';`,
  between: (other: string) => `import '@tensorflow/tfjs-core';\nimport '${other}';${train}`,
};

const start = `
if (typeof document !== 'undefined') setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
trainOnPage();
`;

const copies = [
  {
    other: 'asks-for-older',
    version: '4.21.0',
    place: 'asks-for-older/node_modules/@tensorflow/tfjs-core',
  },
  { other: 'asks-for-same', version: '4.22.0', place: 'node_modules/tfjs-core-once-more' },
];

const cases = copies.flatMap((copy) =>
  (['first', 'last', 'between'] as const).map((order) => ({ ...copy, order })),
);

describe.skipIf(without)(`two copies of tfjs-core in one tree${without ? ` (${without})` : ''}`, () => {
  let project: FreshProject;

  beforeAll(async () => {
    project = await createFreshProject({ templates: ['digits', 'two-copies'] });
    for (const { other, order } of cases) {
      writeFileSync(join(project.directory, `${order}-${other}.js`), orders[order](other) + start);
    }
  });

  afterAll(() => project?.remove());

  test.each(cases)('$other, loaded $order, in Node', async ({ other, order, version, place }) => {
    const { output } = await project.node('run.mjs', `${order}-${other}.js`);
    const { result, error = '' }: Outcome = JSON.parse(output.slice(output.indexOf('{')));
    expect(result).toBeUndefined();
    expect(error).toContain('KernelError: Two copies of @tensorflow/tfjs-core are loaded: 4.22.0 from ');
    expect(error).toContain(`${project.directory}/node_modules/@tensorflow/tfjs-core/dist/`);
    expect(error).toContain(`and ${version} from ${project.directory}/${place}/dist/`);
  });

  test.skipIf(whyNoChromium).each([cases[0], cases[4]])(
    `$other, loaded $order, bundled${whyNoChromium ? ` (${whyNoChromium})` : ''}`,
    async ({ other, order }) => {
      const bundle = `bundled-${order}-${other}.js`;
      const { exitCode, output } = await project.bin(
        'esbuild',
        ...[`${order}-${other}.js`, '--bundle', '--format=esm', '--log-level=warning', `--outfile=${bundle}`],
      );
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      const page = `<!doctype html><script type="module" src="/${bundle}"></script>`;
      const { result, error } = await trainInChromium({
        directory: project.directory,
        pages: { '/index.html': page },
      });
      expect(result).toBeUndefined();
      expect(error).toContain('KernelError: Two copies of @tensorflow/tfjs-core are loaded: 4.22.0 from ');
    },
  );

  test('a tfjs-core that is too old is refused', async () => {
    const [from, to] = [project.directory, join(project.directory, 'with-older')];
    const inside = 'node_modules/@tensorflow/tfjs-core';
    cpSync(join(from, 'node_modules/@nn101/kernels'), join(to, 'node_modules/@nn101/kernels'), {
      recursive: true,
    });
    for (const file of ['package.json', 'dist/tf-core.node.js']) {
      cpSync(join(from, 'asks-for-older', inside, file), join(to, inside, file));
    }
    writeFileSync(
      join(to, 'main.mjs'),
      "import { registerTrainingKernels } from '@nn101/kernels';\nregisterTrainingKernels();\n",
    );
    const { output } = await project.node('with-older/main.mjs');
    expect(output).toContain(
      `KernelError: The training kernels expect @tensorflow/tfjs-core ^4.22.0, received 4.21.0 from ${to}/${inside}`,
    );
    expect(output).toContain("code: 'TFJS_VERSION'");
  });
});
