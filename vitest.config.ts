import { defineConfig } from 'vitest/config';

// Packages are tested from their TypeScript sources: the condition below leads each import to `src`.
const conditions = ['@nn101/source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: [
      '{packages,apps}/*/src/**/*.test.ts',
      'apps/web/{plugins,e2e,service-worker}/**/*.test.ts',
      '{lessons,benchmarks,checks}/**/*.test.ts',
    ],
    setupFiles: ['./checks/console/silent-library.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
