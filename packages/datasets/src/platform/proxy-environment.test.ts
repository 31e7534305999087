// Which proxy curl's variables name for a URL.
import { expect, test } from 'vitest';
import { proxyFor } from './proxy-environment.ts';

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
