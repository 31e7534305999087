// Partial downloads on disk: what reopening the file finds, whether it is intact or damaged.
import * as fileSystem from 'node:fs/promises';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../fixtures/mirror.ts';
import type { PartialOrigin } from '../cache.ts';
import { openPartialFile } from './partial-file.ts';

const origin: PartialOrigin = { source: 'https://origin.example/ä/', validator: '"1"', total: 6 };

async function partialOf(given: PartialOrigin, ...bytes: number[]): Promise<string> {
  const path = join(await temporaryDirectory(), 'file.download');
  const partial = await openPartialFile({ path, fileSystem });
  await partial.begin(given);
  await partial.append(Uint8Array.from(bytes));
  await partial.close();
  return path;
}

/** What is there when it is opened again. */
async function reopened(path: string) {
  const partial = await openPartialFile({ path, fileSystem });
  const bytes: number[] = [];
  for await (const chunk of partial.read()) bytes.push(...chunk);
  expect(partial.bytes).toBe(bytes.length);
  await partial.close();
  return { bytes, origin: partial.origin };
}

test('it comes back with its bytes and their origin', async () => {
  expect(await reopened(await partialOf(origin, 1, 2, 3))).toEqual({ bytes: [1, 2, 3], origin });
});

test('it is continued, by another origin too', async () => {
  const path = await partialOf(origin, 1, 2, 3);
  const partial = await openPartialFile({ path, fileSystem });
  const other = { source: 'elsewhere', total: 6 };
  await partial.begin(other);
  await partial.append(Uint8Array.of(4, 5));
  await partial.close();
  expect(await reopened(path)).toEqual({ bytes: [1, 2, 3, 4, 5], origin: other });
});

test('forgetting leaves nothing', async () => {
  const path = await partialOf(origin, 1, 2, 3);
  const partial = await openPartialFile({ path, fileSystem });
  await partial.reset();
  await partial.close();
  expect(await readFile(path)).toHaveLength(0);
  expect(await reopened(path)).toEqual({ bytes: [], origin: undefined });
});

test.each([
  ['cut within its header', (path: string) => truncate(path, 500)],
  ['without a header', (path: string) => writeFile(path, new Uint8Array(2000))],
  ['with a header of something else', (path: string) => writeFile(path, `[1]${' '.repeat(2000)}`)],
])('a file %s counts as empty', async (_title, damage) => {
  const path = await partialOf(origin, 1, 2, 3);
  await damage(path);
  expect(await reopened(path)).toEqual({ bytes: [], origin: undefined });
});

test('decoded bytes are of use only when all are there', async () => {
  const decoded = { source: 'a', total: 3, isDecoded: true };
  expect((await reopened(await partialOf(decoded, 1, 2, 3))).bytes).toEqual([1, 2, 3]);
  expect((await reopened(await partialOf({ ...decoded, total: undefined }, 1, 2))).bytes).toEqual([]);
});

test('an origin with an endless name is shortened, not lost', async () => {
  const path = await partialOf({ ...origin, source: 'x'.repeat(3000) }, 1);
  expect(await reopened(path)).toEqual({ bytes: [1], origin: { source: 'x'.repeat(256), total: 6 } });
});
