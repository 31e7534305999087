// The browser's half, as far as it shows without a browser: no node: module behind it, clear refusals, URLs.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { FakeCacheStorage } from '../fixtures/fake-cache-storage.ts';
import { platform } from './browser.ts';

const source = join(import.meta.dirname, '..');

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Every module that a browser loads, by following imports from the package's entry. */
async function modulesInBrowser(): Promise<Map<string, string>> {
  const modules = new Map<string, string>();
  const waiting = [join(source, 'index.ts')];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (modules.has(path)) continue;
    const text = await readFile(path, 'utf8');
    modules.set(path, text);
    for (const [statement, specifier] of text.matchAll(/^(?:import|export)[^;]*? from '([^']+)';/gms)) {
      if (/^(?:import|export) type/.test(statement)) continue;
      if (specifier === '#platform') waiting.push(join(source, 'platform/browser.ts'));
      else if (specifier.startsWith('.')) waiting.push(join(dirname(path), specifier));
    }
  }
  return modules;
}

test('no module a browser loads imports from Node', async () => {
  const modules = await modulesInBrowser();
  expect(modules.size).toBeGreaterThan(30);
  for (const [path, text] of modules) {
    expect(text.match(/^import (?!type).*from 'node:.*$/gm) ?? [], path).toEqual([]);
  }
});

test('directories are refused in words', () => {
  expect(() => platform.cacheDirectory()).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: Browsers have no cache directory: verifyDataset tells what is cached.]`,
  );
});

test('mirrors are URLs relative to the page', () => {
  vi.stubGlobal('location', { href: 'https://course.example/lessons/1' });
  expect(platform.mirrorUrl('/data')).toBe('https://course.example/data');
  expect(platform.mirrorUrl('https://mirror.example/x')).toBe('https://mirror.example/x');
});

test('without the Cache API, as on plain http, files are kept in memory', () => {
  vi.stubGlobal('caches', undefined);
  expect(platform.openCache(undefined).location).toBe('memory');
  vi.stubGlobal('caches', new FakeCacheStorage());
  expect(platform.openCache(undefined).location).toBe('the browser\'s cache "nn101-datasets"');
});
