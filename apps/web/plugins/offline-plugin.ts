// After the build: lists every file of it, and builds the service worker with that list in it, so that a visit keeps
// all of the course. Workbox does both the listing and, in the browser, the keeping.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { getManifest } from 'workbox-build';
import type { LicenseCollector } from './third-party-licenses.ts';

const entry = fileURLToPath(new URL('../service-worker/service-worker.ts', import.meta.url));
/** The largest files are tfjs' and its WebAssembly. */
const largestFile = 8 * 2 ** 20;

/** Writes `sw.js` and the licenses of all that was bundled beside the built `index.html`. */
export function offlinePlugin(licenses: LicenseCollector): Plugin {
  let directory = '';
  return {
    name: 'nn101-offline',
    apply: 'build',
    configResolved({ root, build: { outDir } }) {
      directory = resolve(root, outDir);
    },
    closeBundle: { sequential: true, order: 'post', handler: () => finish(directory, licenses) },
  };
}

async function finish(directory: string, licenses: LicenseCollector): Promise<void> {
  await buildWorker(directory, licenses);
  licenses.write(directory);
}

async function buildWorker(directory: string, licenses: LicenseCollector): Promise<void> {
  const { manifestEntries, warnings } = await getManifest({
    globDirectory: directory,
    globPatterns: ['**/*.{html,js,mjs,css,svg,wasm,woff2,webmanifest}'],
    globIgnores: ['sw.js', 'build-manifest.json'],
    // Names in assets/ have their content's hash already.
    dontCacheBustURLsMatching: /^assets\//,
    maximumFileSizeToCacheInBytes: largestFile,
  });
  // A file that is left out would be missing where there is no network.
  if (warnings.length > 0) throw new Error(`The course would not work offline: ${warnings.join(' ')}`);
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [licenses.plugin()],
    define: {
      __KEPT_FILES__: JSON.stringify(manifestEntries),
      'process.env.NODE_ENV': JSON.stringify('production'),
    },
    build: {
      outDir: directory,
      emptyOutDir: false,
      lib: { entry, formats: ['es'], fileName: () => 'sw.js' },
    },
  });
}
