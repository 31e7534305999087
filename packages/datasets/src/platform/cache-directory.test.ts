import { expect, test } from 'vitest';
import { defaultCacheDirectory } from './cache-directory.ts';

test.each([
  ['linux', {}, '/home/ada', '/home/ada/.cache/nn101'],
  ['linux', { XDG_CACHE_HOME: '/big/cache' }, '/home/ada', '/big/cache/nn101'],
  ['linux', { XDG_CACHE_HOME: 'relative' }, '/home/ada', '/home/ada/.cache/nn101'],
  ['darwin', { XDG_CACHE_HOME: '/big/cache' }, '/Users/ada', '/Users/ada/Library/Caches/nn101'],
  ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ada', 'D:\\Local\\nn101\\Cache'],
  ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Local\\nn101\\Cache'],
  ['darwin', { NN101_CACHE: '/mine' }, '/Users/ada', '/mine'],
] as const)('%s with %j', (system, environment, home, expected) => {
  expect(defaultCacheDirectory({ environment, system, home })).toBe(expected);
});
