// The browser's half of the platform, as far as Node can test it: no node: module, clear refusals, URLs.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { FakeCacheStorage } from '../fixtures/fake-cache-storage.ts';
import { platform } from './browser.ts';

const source = join(import.meta.dirname, '..');

afterEach(() => {
  vi.unstubAllGlobals();
});

const entries = ['index', 'files/index', 'formats/index', 'split/index', 'statistics/index', 'tfjs/index'];
const imported = /^(?:import|export)(?! type)[^;]*? from '([^']+)';|import\('([^']+)'\)/gms;
const ofThePlatform: Readonly<Record<string, string>> = {
  '#platform': 'platform/browser.ts',
};

/** Every module that a browser loads, at once or later, by following imports from the package's entries. */
async function modulesInBrowser(): Promise<Map<string, string>> {
  const modules = new Map<string, string>();
  const waiting = entries.map((entry) => join(source, `${entry}.ts`));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (modules.has(path)) continue;
    const text = await readFile(path, 'utf8');
    modules.set(path, text);
    for (const [, first, later] of text.matchAll(imported)) {
      const specifier = first ?? later;
      if (specifier in ofThePlatform) waiting.push(join(source, ofThePlatform[specifier]));
      else if (specifier.startsWith('.')) waiting.push(join(dirname(path), specifier));
    }
  }
  return modules;
}

test('no module a browser loads imports from Node', async () => {
  const modules = await modulesInBrowser();
  // The pipeline, which comes with the first load, is among them.
  expect(modules.has(join(source, 'pipeline/ensure-files.ts'))).toBe(true);
  expect(modules.size).toBeGreaterThan(70);
  for (const [path, text] of modules) {
    expect(text.match(/^import (?!type).*from 'node:.*$/gm) ?? [], path).toEqual([]);
  }
});

test('directories are refused in words', () => {
  expect(() => platform.cacheDirectory()).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: Browsers have no cache directory: verifyDataset reports what is cached.]`,
  );
});

test('mirrors are URLs relative to the page', () => {
  vi.stubGlobal('location', { href: 'https://course.example/lessons/1' });
  expect(platform.mirrorUrl('/data')).toBe('https://course.example/data');
  expect(platform.mirrorUrl('https://mirror.example/x')).toBe('https://mirror.example/x');
});

test('without the Cache API, as on plain http, files are kept in memory', async () => {
  vi.stubGlobal('caches', undefined);
  expect((await platform.openCache(undefined)).location).toBe('memory');
  vi.stubGlobal('caches', new FakeCacheStorage());
  expect((await platform.openCache(undefined)).location).toBe('the browser\'s cache "nn101-datasets"');
});
