// How the course is built: sources of the workspace's packages, relative addresses everywhere, so that the result
// works from any host and any sub-path.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, defineConfig } from 'vite';
import { highlightedCode } from './plugins/highlighted-code.ts';
import { lessonMarkdown } from './plugins/lesson-markdown.ts';
import { modernFonts } from './plugins/modern-fonts.ts';
import { offlinePlugin } from './plugins/offline-plugin.ts';
import { collectLicenses } from './plugins/third-party-licenses.ts';

// SharedArrayBuffer, and with it training on several workers, needs cross-origin isolation.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

// One collector for the page, its workers and the service worker, which are bundled separately.
const licenses = collectLicenses();

export default defineConfig({
  base: './',
  plugins: [
    modernFonts(),
    highlightedCode(),
    lessonMarkdown(),
    svelte(),
    licenses.plugin(),
    offlinePlugin(licenses),
  ],
  resolve: { conditions: ['@nn101/source', ...defaultClientConditions] },
  worker: { format: 'es', plugins: () => [licenses.plugin()] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    // Which chunk needs which: the test of the first view's size reads it.
    manifest: 'build-manifest.json',
    // tfjs alone is more than Vite's limit; it is loaded when it is needed.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { headers: isolation, fs: { allow: ['../..'] } },
  preview: { headers: isolation },
});
