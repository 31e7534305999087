// Serves the bundled page, tfjs' own .wasm files and the images, isolated or not.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import type { LabelledImages } from '@nn101/train';

/** A running server. */
export interface PageServer {
  readonly address: string;
  close(): void;
}

const tfjs = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
const page = '<!doctype html><title>training</title><script type="module" src="/page.js"></script>';
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
/** With these, and only with these, a page gets SharedArrayBuffer. */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Serves until it is closed. */
export async function servePage(options: {
  directory: string;
  data: LabelledImages;
  isolated: boolean;
}): Promise<PageServer> {
  const { directory, data, isolated } = options;
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    try {
      const body = await bodyOf(pathname, { directory, data });
      const type = pathname === '/' ? 'text/html' : (types[extname(pathname)] ?? 'application/octet-stream');
      response.writeHead(200, { 'content-type': type, ...(isolated && isolation) }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port.');
  return {
    address: `http://127.0.0.1:${bound.port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(
  path: string,
  { directory, data }: { directory: string; data: LabelledImages },
): Promise<string | Uint8Array> {
  if (path === '/') return page;
  if (path === '/data/images') return data.images;
  if (path === '/data/labels') return Uint8Array.from(data.labels);
  if (path.startsWith('/tfjs/')) return readFile(join(tfjs, path.slice('/tfjs/'.length)));
  return readFile(join(directory, path));
}
