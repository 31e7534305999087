import { describe, expect, test } from 'vitest';
import { zipArchive } from '../fixtures/zip-archive.ts';
import { crc32 } from './crc32.ts';
import { parseZip } from './zip.ts';

const text = (words: string) => new TextEncoder().encode(words);
const repeated = text('again and '.repeat(500));
const archive = zipArchive([
  { name: 'folder/', content: new Uint8Array(0), stored: true },
  { name: 'folder/deflated.txt', content: repeated },
  { name: '../stored.bin', content: Uint8Array.of(1, 2, 3), stored: true },
]);

test('CRC-32 of the check word every description gives', () => {
  expect(crc32(text('123456789'))).toBe(0xcbf43926);
});

test('stored and deflated files come out as they went in, folders are passed over, names stay text', async () => {
  const entries = parseZip(archive);
  expect(entries.map(({ name, size }) => [name, size])).toEqual([
    ['folder/deflated.txt', 5000],
    ['../stored.bin', 3],
  ]);
  expect(await entries[0].read()).toEqual(repeated);
  expect(await entries[1].read()).toEqual(Uint8Array.of(1, 2, 3));
});

test('an archive made by another program: Python 3.11, one deflated entry "a" of twenty zeros', async () => {
  const hex =
    '504b0304140000000800000021008d9bd50f050000001400000001000000616360c00400504b0102140314000000080000002100' +
    '8d9bd50f050000001400000001000000000000000000000080010000000061504b050600000000010001002f000000240000000000';
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  expect(await parseZip(bytes)[0].read()).toEqual(new Uint8Array(20));
});

describe('refuses', () => {
  const refusal = (bytes: Uint8Array, index = 0) =>
    new Promise((resolve, reject) => {
      parseZip(bytes)[index].read({ limit: 10_000 }).then(resolve, reject);
    });

  test('what is no archive', async () => {
    await expect(refusal(text('not a zip archive, but longer than its end record'))).rejects.toThrow(
      /no directory at its end/,
    );
    await expect(refusal(new Uint8Array(0))).rejects.toMatchObject({ code: 'PARSE_ZIP' });
  });

  test('content that is not what the directory says', async () => {
    const changed = archive.slice();
    const at = Buffer.from(changed).indexOf('\x01\x02\x03', 'latin1');
    changed[at] = 9;
    await expect(refusal(changed, 1)).rejects.toThrow(/CRC-32 [0-9a-f]{8}, expected [0-9a-f]{8}/);
  });

  test('content above the limit, before any of it is unpacked', async () => {
    const bomb = zipArchive([{ name: 'bomb', content: new Uint8Array(20_000) }]);
    await expect(refusal(bomb)).rejects.toThrow(/has 20000 bytes, more than the 10000 allowed/);
  });

  test('a size that says less than there is', async () => {
    const bomb = zipArchive([{ name: 'bomb', content: new Uint8Array(5000) }]);
    const directory = Buffer.from(bomb).indexOf('PK\x01\x02', 0, 'latin1');
    new DataView(bomb.buffer).setUint32(directory + 24, 10, true);
    await expect(refusal(bomb)).rejects.toThrow(/"bomb" of the zip archive is damaged/);
  });

  test('an archive that is cut off', async () => {
    await expect(refusal(archive.subarray(0, 100))).rejects.toMatchObject({ code: 'PARSE_ZIP' });
  });
});
