// Origins over https, in separate processes that trust a certificate generated for the test: redirects, expired and
// untrusted certificates, proxies.
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { selfSignedCertificate } from '../fixtures/certificate.ts';
import { filesBelow, mirrorServer, serve, temporaryDirectory } from '../fixtures/mirror.ts';
import { useDownloads } from '../fixtures/start-download.ts';
import { tinyDigits } from '../fixtures/tiny-set.ts';

const digits = tinyDigits();
const hour = 3_600_000;
const options = { timeouts: { retryDelay: 5 } };
const startDownload = useDownloads();

/** A certificate that is in force, or was until an hour ago, and the environment in which it is trusted. */
async function trusted(age: 'valid' | 'expired') {
  const certificate = selfSignedCertificate(new Date(Date.now() - (age === 'valid' ? 1 : 25) * hour));
  const path = join(await temporaryDirectory(), 'certificate.pem');
  await writeFile(path, certificate.cert);
  return { certificate, environment: { NODE_EXTRA_CA_CERTS: path } };
}

/** What a load from these directories ends with, and what it left in the cache. */
async function load(origins: readonly string[], environment: Readonly<Record<string, string>>) {
  const cache = await temporaryDirectory();
  const ready = await startDownload({ set: digits, options: { ...options, cache }, origins, environment });
  return { ...(await ready.begin().outcome()), left: await filesBelow(cache) };
}

const originOf = ({ url }: { readonly url: string }) => `${url}/mnist/`;

test('an expired certificate is refused, and the next origin asked', async () => {
  const { certificate, environment } = await trusted('expired');
  const server = await mirrorServer(digits, { certificate });
  const alone = await load([originOf(server)], environment);
  expect(alone).toMatchObject({ code: 'DATA_MISSING', reasons: ['certificate has expired'], left: [] });
  expect(server.requests).toEqual([]);
  const cache = await temporaryDirectory();
  const good = await mirrorServer(digits);
  const origins = [originOf(server)];
  const withMirror = { ...options, cache, mirrors: [`${good.url}/no`, good.url] };
  const ready = await startDownload({ set: digits, options: withMirror, origins, environment });
  expect(await ready.begin().outcome()).toMatchObject({ verified: 'official' });
});

test('a certificate that nobody vouches for is refused', async () => {
  const { certificate } = await trusted('valid');
  const server = await mirrorServer(digits, { certificate });
  const alone = await load([originOf(server)], {});
  expect(alone).toMatchObject({ code: 'DATA_MISSING', reasons: [expect.stringMatching(/self-signed/)] });
});

test('a redirect from https to http is refused, one to https followed', async () => {
  const { certificate, environment } = await trusted('valid');
  const plain = await mirrorServer(digits);
  const secure = await mirrorServer(digits, { certificate });
  const leadingTo = (target: string) =>
    mirrorServer(digits, {
      certificate,
      behave: (response, _bytes, { url }) => response.writeHead(302, { location: `${target}${url}` }).end(),
    });
  const downgrading = originOf(await leadingTo(plain.url));
  const refused = await load([downgrading], environment);
  expect(refused).toMatchObject({ code: 'DATA_MISSING', reasons: ['it redirects from https to http'] });
  expect(plain.requests).toEqual([]);
  const moved = await load([downgrading, originOf(await leadingTo(secure.url))], environment);
  expect(moved).toMatchObject({ verified: 'official' });
});

/** A proxy that makes tunnels, and remembers what it was asked. */
async function startProxy(answer: '200 OK' | '407 Proxy Authentication Required') {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    serve(response, digits.downloads.get(request.url?.split('/').at(-1) ?? '') ?? new Uint8Array(), request);
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url} ${request.headers['proxy-authorization']}`);
    socket.on('error', () => undefined);
    socket.write(`HTTP/1.1 ${answer}\r\n\r\n`);
    if (answer !== '200 OK') return void socket.end();
    const [host, port] = (request.url ?? '').split(':');
    const far = connect(Number(port), host, () => far.pipe(socket).pipe(far));
    far.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { asked, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

test('HTTPS_PROXY makes a tunnel, with its name and password, except for NO_PROXY', async () => {
  const { certificate, environment } = await trusted('valid');
  const server = await mirrorServer(digits, { certificate });
  const host = new URL(server.url).host;
  const proxy = await startProxy('200 OK');
  const through = { ...environment, HTTPS_PROXY: `http://user:pass%20word@127.0.0.1:${proxy.port}` };
  expect(await load([originOf(server)], through)).toMatchObject({ verified: 'official' });
  const credentials = Buffer.from('user:pass word').toString('base64');
  expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${host} Basic ${credentials}`]));
  proxy.asked.length = 0;
  expect(await load([originOf(server)], { ...through, NO_PROXY: '127.0.0.1' })).toMatchObject({
    verified: 'official',
  });
  expect(proxy.asked).toEqual([]);
});

test('a proxy that refuses, or is not there, is named', async () => {
  const origins = ['https://origin.invalid/mnist/'];
  const proxy = await startProxy('407 Proxy Authentication Required');
  const address = `127.0.0.1:${proxy.port}`;
  const refused = await load(origins, { https_proxy: address });
  expect(refused).toMatchObject({ reasons: [`the proxy ${address} refused with HTTP 407`], left: [] });
  const absent = await load(origins, { ALL_PROXY: 'http://127.0.0.1:9' });
  expect(absent.reasons?.[0]).toMatch(/the proxy 127.0.0.1:9 does not answer \(.*ECONNREFUSED/);
});

test('a mirror over http is asked for through HTTP_PROXY', async () => {
  const proxy = await startProxy('200 OK');
  const mirrors = ['http://mirror.invalid'];
  const environment = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };
  const ready = await startDownload({
    set: digits,
    options: { ...options, cache: false, mirrors },
    environment,
  });
  expect(await ready.begin().outcome()).toMatchObject({ verified: 'official' });
  expect(proxy.asked[0]).toBe('GET http://mirror.invalid/mnist/train-images-idx3-ubyte.gz');
});
