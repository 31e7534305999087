// Which proxy the variables of curl name for a URL.
import { expect, test } from 'vitest';
import { proxyFor } from './proxy.ts';

test.each([
  ['https://a.example/x', {}, undefined],
  ['https://a.example/x', { HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
  ['https://a.example/x', { HTTP_PROXY: 'http://proxy:3128' }, undefined],
  ['http://a.example/x', { HTTP_PROXY: 'proxy:3128' }, 'http://proxy:3128/'],
  ['https://a.example/x', { ALL_PROXY: 'http://all:1', HTTPS_PROXY: '' }, 'http://all:1/'],
  ['https://a.example/x', { https_proxy: 'http://low:1', HTTPS_PROXY: 'http://up:1' }, 'http://low:1/'],
  ['https://a.example/x', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'other, a.example' }, undefined],
  ['https://b.a.example/x', { HTTPS_PROXY: 'http://p:1', NO_PROXY: '.a.example' }, undefined],
  ['https://ba.example/x', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a.example' }, 'http://p:1/'],
  ['https://a.example:8443/x', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a.example:443' }, 'http://p:1/'],
  ['https://a.example/x', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a.example:443' }, undefined],
  ['https://a.example/x', { HTTPS_PROXY: 'http://p:1', no_proxy: '*' }, undefined],
])('%s with %o: %s', (url, environment, expected) => {
  expect(proxyFor(url, environment)?.href).toBe(expected);
});

test.each([
  [
    { ALL_PROXY: 'socks5://127.0.0.1:1080' },
    /^ALL_PROXY names a SOCKS proxy \(socks5\), but only HTTP proxies/,
  ],
  [{ all_proxy: 'socks5h://user:secret@proxy:1080' }, /^all_proxy names a SOCKS proxy \(socks5h\)/],
  [{ HTTPS_PROXY: 'socks4://proxy:1080' }, /^HTTPS_PROXY .*Set HTTPS_PROXY to the address of an HTTP proxy/],
  [{ https_proxy: 'SOCKS://proxy' }, /^https_proxy names a SOCKS proxy/],
  [{ HTTPS_PROXY: 'quic://proxy' }, /^HTTPS_PROXY names a proxy that speaks quic, and not HTTP\./],
  [{ HTTPS_PROXY: 'http://[proxy' }, /^HTTPS_PROXY is not the address of a proxy\./],
  [{ HTTPS_PROXY: 'http://:0:0' }, /^HTTPS_PROXY is not the address of a proxy\./],
])('an unusable proxy is named by its variable, without its password: %o', (environment, reported) => {
  expect(() => proxyFor('https://a.example/x', environment)).toThrow(reported);
  expect(() => proxyFor('https://a.example/x', environment)).not.toThrow(/secret/);
});

test('a SOCKS proxy that another variable or NO_PROXY overrules is not minded', () => {
  const socks = { ALL_PROXY: 'socks5://proxy:1080' };
  const address = 'https://a.example/x';
  expect(proxyFor(address, { ...socks, HTTPS_PROXY: 'http://p:1' })?.href).toBe('http://p:1/');
  expect(proxyFor(address, { ...socks, NO_PROXY: 'a.example' })).toBeUndefined();
});
