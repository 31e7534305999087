// How much JavaScript stands between the reader and the first thing to touch, counted in the build.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { lessons } from '../src/lessons/registry.ts';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

const at = (path: string) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));
const manifest: Record<string, Chunk> = JSON.parse(readFileSync(at('build-manifest.json'), 'utf8'));

/** Everything that is loaded with an entry, without being asked for. */
function closure(key: string, met = new Set<string>()): Set<string> {
  if (met.has(key)) return met;
  met.add(key);
  for (const imported of manifest[key].imports ?? []) closure(imported, met);
  return met;
}

function gzippedBytes(keys: Iterable<string>): number {
  const files = new Set([...keys].map((key) => manifest[key].file));
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(at(file))).length, 0);
}

const limit = 200_000;

test('the first view takes at most 200 kB of gzipped JavaScript', () => {
  expect(gzippedBytes(closure('index.html'))).toBeLessThanOrEqual(limit);
});

test.each(lessons)('and so does opening lesson $number at once', ({ folder }) => {
  const keys = [...closure('index.html'), ...closure(`src/lessons/${folder}/Lesson.svelte`)];
  expect(gzippedBytes(keys)).toBeLessThanOrEqual(limit);
});
