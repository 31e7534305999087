import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Packages are tested from their TypeScript sources: the condition below leads each import to `src`.
const conditions = ['@nn101/source'];

// What these judge by is time on the wall, or a browser that is known to stall where others want the cores.
const undisturbed = ['apps/web/e2e/{responsiveness,firefox}.test.ts'];

// Packages without a state that lasts from file to file: their files share a process, and what it has loaded.
const stateless = [
  'packages/{arguments,datasets,deterministic-math,figures,random,scratch}/src/**/*.test.ts',
  'apps/web/{src,plugins}/**/*.test.ts',
];

const all = [
  '{packages,apps}/*/src/**/*.test.ts',
  'apps/web/{plugins,e2e,service-worker}/**/*.test.ts',
  '{lessons,benchmarks,checks}/**/*.test.ts',
];

/** Folders whose files take long, the longest first: one of them begun last would leave the other cores without work. */
const long = [
  'checks/installed/engines',
  'apps/web/e2e/touch',
  'packages/train/src/zoo/',
  'checks/installed/',
  'apps/web/e2e/',
  'checks/',
  'packages/kernels/src/tfjs-',
  'packages/kernels/src/browser',
  'apps/cli/',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const path = relative(this.ctx.config.root, moduleId).replaceAll('\\', '/');
      const found = long.findIndex((start) => path.startsWith(start));
      return found === -1 ? long.length : found;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
};

const files = {
  setupFiles: ['./checks/console/silent-library.ts', './checks/equality/register.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    // By default a core is left idle, which of two is half: many tests wait for a browser, a server or npm. It stands here
    // alone, as what a project says of it would prevail over the command line.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...shared,
        test: {
          ...files,
          name: 'isolated',
          include: all,
          exclude: [...configDefaults.exclude, ...stateless, ...undisturbed],
        },
      },
      { ...shared, test: { ...files, name: 'stateless', include: stateless, isolate: false } },
      {
        ...shared,
        test: {
          ...files,
          name: 'undisturbed',
          include: undisturbed,
          // After all others, one at a time.
          ...{ maxWorkers: 1, sequence: { groupOrder: 1 } },
        },
      },
    ],
  },
});
