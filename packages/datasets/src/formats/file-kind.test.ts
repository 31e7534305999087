import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { tarArchive } from '../fixtures/tar-archive.ts';
import { zipArchive } from '../fixtures/zip-archive.ts';
import { parseTar } from './archive/tar.ts';
import { parseCifar } from './cifar.ts';
import { fileKind } from './file-kind.ts';
import { parseIdx, writeIdx } from './idx.ts';

const text = (words: string) => new TextEncoder().encode(words);
const array = writeIdx({ type: 'uint8', shape: [2, 2], data: new Uint8Array(4) });

test.each([
  [gzipSync('x'), 'gzip data'],
  [zipArchive([{ name: 'x', content: text('x') }]), 'a zip archive (.zip, .npz or .xlsx)'],
  [tarArchive([{ name: 'x', content: text('x') }]), 'a tar archive'],
  [array, 'an IDX file'],
  [Uint8Array.of(0x80, 4, 0x95, 0x2e), 'a Python pickle'],
  [text('<!doctype html>'), 'a web page or XML'],
  [text('label,p0,p1'), undefined],
  [new Uint8Array(0), undefined],
])('%#: %s', (bytes, kind) => {
  expect(fileKind(bytes)).toBe(kind);
});

test('readers say what they were given instead', () => {
  expect(() => parseIdx(text('<html>'))).toThrow(/It looks like a web page or XML\.$/);
  expect(() => parseTar(gzipSync(new Uint8Array(2000)).subarray(0, 512))).toThrow(/cut off/);
  expect(() => parseCifar(array)).toThrow(/received 16 bytes\. It looks like an IDX file\.$/);
  expect(() => parseCifar(tarArchive([]))).toThrow(/It is truncated or another file/);
  expect(() => parseCifar(new Uint8Array(3074))).toThrow(/pass labelBytes: 2\.$/);
});
