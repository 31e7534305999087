// The page and its worker as files, bundled by Vite from the built packages, as a project would that installed them.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Bundles into `directory`; the page's script is `page.js` there. */
export async function bundlePage(directory: string): Promise<void> {
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'silent',
    worker: { format: 'es' },
    build: {
      outDir: directory,
      target: 'esnext',
      minify: false,
      rollupOptions: {
        input: fileURLToPath(new URL('page.ts', import.meta.url)),
        output: { entryFileNames: 'page.js' },
      },
    },
  });
}
