import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { crc32, zipChecksums } from './zip-checksums.ts';

const digits = new TextEncoder().encode('123456789');

test("the check value of CRC-32, from Ross Williams' guide", () => {
  expect(crc32(digits)).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});

test('every file of a zip with its checksum', () => {
  const zip = zipSync({ 'a.bin': digits, 'b/c.txt': Uint8Array.of(0) });
  expect(zipChecksums(zip)).toEqual(
    new Map([
      ['a.bin', 0xcbf43926],
      ['b/c.txt', crc32(Uint8Array.of(0))],
    ]),
  );
});

test('what is no zip has no list', () => {
  expect(zipChecksums(new Uint8Array(100)).size).toBe(0);
  expect(zipChecksums(digits).size).toBe(0);
});
