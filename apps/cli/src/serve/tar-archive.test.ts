import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTar } from '@nn101/datasets/formats';
import { expect, test } from 'vitest';
import { tarBytes, tarChunks } from './tar-archive.ts';

const contents = new Map([
  ['a/one.bin', Uint8Array.from({ length: 700 }, (_, i) => i % 251)],
  ['a/empty.bin', new Uint8Array(0)],
  ['a/block.bin', new Uint8Array(512).fill(7)],
]);
const members = [...contents].map(([name, { length }]) => ({ name, path: name, bytes: length }));

async function* open(path: string) {
  yield contents.get(path) ?? new Uint8Array(0);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Uint8Array.from(Buffer.concat(pieces));
}

test('tar and the loader read what was written, of the length announced', async () => {
  const archive = await collect(tarChunks(members, open));
  expect(archive.length).toBe(tarBytes(members));
  expect(parseTar(archive).map(({ name, bytes }) => [name, Uint8Array.from(bytes)])).toEqual([...contents]);
  const directory = mkdtempSync(join(tmpdir(), 'nn101-tar-'));
  writeFileSync(join(directory, 'x.tar'), archive);
  execFileSync('tar', ['-xf', 'x.tar'], { cwd: directory });
  expect(Uint8Array.from(readFileSync(join(directory, 'a/one.bin')))).toEqual(contents.get('a/one.bin'));
});

test('a file that is not as long as announced ends the archive with an error', async () => {
  const wrong = [{ name: 'a/one.bin', path: 'a/one.bin', bytes: 701 }];
  await expect(collect(tarChunks(wrong, open))).rejects.toThrow('has 700 bytes, expected 701');
});
