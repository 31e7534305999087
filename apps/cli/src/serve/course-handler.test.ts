import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { courseHandler } from './course-handler.ts';

const root = mkdtempSync(join(tmpdir(), 'nn101-serve-'));
const [directory, cache, mirror] = ['course', 'cache', 'mirror'].map((name) => join(root, name));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
}

let server: Server;
let port: number;

beforeAll(async () => {
  write(join(directory, 'index.html'), '<!doctype html><title>course</title>');
  write(join(directory, 'assets/a.wasm'), new Uint8Array([0, 97, 115, 109]));
  write(join(directory, 'assets/b.js'), 'export {};');
  write(join(directory, 'assets/b.js.gz'), 'pressed');
  write(join(root, 'secret.txt'), 'secret');
  write(join(directory, '../course-beside/secret.txt'), 'secret');
  write(join(cache, 'mnist/t10k-labels-idx1-ubyte'), new Uint8Array(10_008).fill(3));
  write(join(cache, 'mnist/train-labels-idx1-ubyte'), 'cut off');
  write(join(mirror, 'mnist/train-labels-idx1-ubyte.gz'), 'from the mirror');
  write(join(mirror, 'SHA256SUMS'), `${'0'.repeat(64)}  mnist/train-labels-idx1-ubyte\n`);
  const directories = { cache, mirrors: [mirror], trustMirrors: true };
  server = createServer(courseHandler({ directory, directories }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});

afterAll(() => server.close());

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Sends the path unchanged; fetch would normalise it. */
function get(
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    asked.on('error', reject).end();
  });
}

describe('the course', () => {
  test('is at the root, isolated', async () => {
    const { status, headers, body } = await get('/');
    expect({ status, body }).toEqual({ status: 200, body: '<!doctype html><title>course</title>' });
    expect(headers).toMatchObject({
      'content-type': 'text/html;charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
    });
  });

  test.each([
    ['/assets/a.wasm', 'application/wasm'],
    ['/assets/b.js', 'text/javascript'],
  ])('%s is %s', async (path, type) => {
    expect((await get(path)).headers['content-type']).toBe(type);
  });

  test('is sent compressed if a compressed file exists and the client accepts it', async () => {
    const { headers, body } = await get('/assets/b.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'text/javascript' });
    expect(body).toBe('pressed');
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/..%5csecret.txt',
    '/../course-beside/secret.txt',
    '/%00',
    '/%',
    '//etc/passwd',
    '/nothing.js',
  ])('does not have %s', async (path) => {
    const { status, body } = await get(path);
    expect({ status, body }).toEqual({ status: 404, body: 'There is no such file.\n' });
  });

  test('is not to be written', async () => {
    expect((await get('/', { method: 'POST' })).status).toBe(405);
  });
});

describe('data sets', () => {
  test('come from the cache', async () => {
    const { status, headers, body } = await get('/data/mnist/t10k-labels-idx1-ubyte.gz');
    expect({ status, length: headers['content-length'] }).toEqual({ status: 200, length: '10008' });
    expect(body).toBe('\u0003'.repeat(10_008));
  });

  test('come from a mirror if the cache is incomplete', async () => {
    expect((await get('/data/mnist/train-labels-idx1-ubyte.gz')).body).toBe('from the mirror');
  });

  test('come with the checksums of trusted mirrors', async () => {
    expect((await get('/data/SHA256SUMS')).body).toBe(`${'0'.repeat(64)}  mnist/train-labels-idx1-ubyte\n`);
  });

  test.each([
    '/data/',
    '/data/mnist/../../secret.txt',
    '/data/mnist/..%2f..%2fsecret.txt',
    '/data/toString/x',
    '/data/mnist/train-images-idx3-ubyte.gz',
    '/data/mnist/t10k-labels-idx1-ubyte.gz/x',
  ])('there is no %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
