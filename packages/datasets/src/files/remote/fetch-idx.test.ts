// The first images of a remote file, on a server on 127.0.0.1 that counts what it sends.
import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { writeIdx } from '../../formats/idx.ts';
import { fetchIdx } from './fetch-idx.ts';

const COUNT = 20_000;
const data = Uint8Array.from({ length: COUNT * 100 }, (_, at) => (at * 7919) >> 5);
const file = writeIdx({ type: 'uint8', shape: [COUNT, 10, 10], data });

async function serve({ ranges }: { readonly ranges: boolean }) {
  const state = { sent: 0, url: '' };
  const server = createServer((request, response) => {
    const bytes = request.url?.endsWith('.gz') ? gzipSync(file) : file;
    const [, last] = /^bytes=0-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const body = ranges && last !== undefined ? bytes.subarray(0, Number(last) + 1) : bytes;
    state.sent += body.length;
    response.writeHead(body === bytes ? 200 : 206).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  state.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return state;
}

test('by ranges no more is sent than the first images take', async () => {
  const server = await serve({ ranges: true });
  const { shape, data: part } = await fetchIdx(`${server.url}/images`, { limit: 7 });
  expect(shape).toEqual([7, 10, 10]);
  expect(part).toEqual(data.slice(0, 700));
  // The longest header once, then the header that is there and the images.
  expect(server.sent).toBe(4 + 4 * 255 + 16 + 700);
});

test.each([
  ['without ranges', 'images'],
  ['compressed', 'images.gz'],
])('%s the right images come as well', async (_, name) => {
  const server = await serve({ ranges: false });
  expect((await fetchIdx(`${server.url}/${name}`, { limit: 3 })).data).toEqual(data.slice(0, 300));
});

/** A server that answers every request in one way. */
async function serveAll(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

const members = Buffer.concat([gzipSync(file.subarray(0, 100)), gzipSync(file.subarray(100))]);

test.each<[title: string, name: string, answer: (response: ServerResponse) => void]>([
  [
    'unpacked on the way, as its content-encoding says',
    'images.gz',
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(file)),
  ],
  ['sent unpacked under a name in .gz', 'images.gz', (response) => response.end(file)],
  ['compressed under another name', 'images', (response) => response.end(gzipSync(file))],
  [
    'compressed under another name, by ranges',
    'images?id=1.gz',
    (response) => {
      const { range } = response.req.headers;
      const last = range === undefined ? undefined : Number(range.split('-')[1]);
      const body = gzipSync(file);
      response
        .writeHead(last === undefined ? 200 : 206)
        .end(last === undefined ? body : body.subarray(0, last + 1));
    },
  ],
  [
    'in several members with zeros after the last',
    'images.gz',
    (response) => {
      response.end(Buffer.concat([members, Buffer.alloc(500)]));
    },
  ],
])('a file %s is judged by its first bytes', async (_, name, answer) => {
  const { shape, data: part } = await fetchIdx(`${await serveAll(answer)}/${name}`, { limit: 3 });
  expect(shape).toEqual([3, 10, 10]);
  expect(part).toEqual(data.slice(0, 300));
});

test('a limit beyond the file returns all of it', async () => {
  const server = await serve({ ranges: true });
  expect((await fetchIdx(`${server.url}/images`, { limit: 10 ** 9 })).shape).toEqual([COUNT, 10, 10]);
});

test('failures are ours', async () => {
  const answer = (response: Response) => ({ limit: 1, fetch: async () => response });
  const url = 'https://data.example/x';
  await expect(fetchIdx(url, answer(new Response('<html>')))).rejects.toMatchObject({ code: 'PARSE_IDX' });
  await expect(fetchIdx(url, answer(new Response('', { status: 404 })))).rejects.toThrow(
    /could not be fetched: HTTP 404/,
  );
  await expect(fetchIdx(url, { limit: 0 })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  const signal = AbortSignal.abort();
  const fetch = async () => signal.throwIfAborted() ?? new Response();
  await expect(fetchIdx(url, { limit: 1, signal, fetch })).rejects.toMatchObject({ code: 'ABORTED' });
});
