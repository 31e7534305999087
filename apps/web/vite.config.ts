// How the course is built: sources of the workspace's packages, relative addresses everywhere, so that the result
// works from any host and any sub-path.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, defineConfig } from 'vite';

// SharedArrayBuffer, and with it training on several workers, needs cross-origin isolation.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './',
  plugins: [svelte()],
  resolve: { conditions: ['@nn101/source', ...defaultClientConditions] },
  worker: { format: 'es' },
  build: { target: 'es2022', assetsInlineLimit: 0 },
  server: { headers: isolation, fs: { allow: ['../..'] } },
  preview: { headers: isolation },
});
