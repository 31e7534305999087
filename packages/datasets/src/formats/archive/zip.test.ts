import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { splitFromNpz } from '../../files/read-splits.ts';
import { zipArchive } from '../../fixtures/zip-archive.ts';
import { crc32, parseZip } from './zip.ts';

const text = (words: string) => new TextEncoder().encode(words);
const repeated = text('again and '.repeat(500));
const archive = zipArchive([
  { name: 'folder/', content: new Uint8Array(0), stored: true },
  { name: 'folder/deflated.txt', content: repeated },
  { name: '../stored.bin', content: Uint8Array.of(1, 2, 3), stored: true },
]);

test('CRC-32 of the usual check word', () => {
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

/** As Python 3.11's zipfile writes archives above 4 GB: sizes, offsets and the directory's place in zip64 records. */
const zip64 = Buffer.from(
  '504b03042d000000000000002100395e63c9ffffffffffffffff0b001400785f747261696e2e6e7079010010004d00000000' +
    '0000004d00000000000000934e554d505901003f007b276465736372273a20277c7531272c2027666f727472616e5f6f7264' +
    '6572273a2046616c73652c20277368617065273a2028312c20322c2032292c207d0a030405fa504b03042d00000000000000' +
    '2100b2f70c1bffffffffffffffff0b001400795f747261696e2e6e7079010010004500000000000000450000000000000093' +
    '4e554d505901003a007b276465736372273a20277c7531272c2027666f727472616e5f6f72646572273a2046616c73652c20' +
    '277368617065273a2028312c292c207d0a07504b01022d032d000000000000002100395e63c9ffffffffffffffff0b001400' +
    '0000000000000000800100000000785f747261696e2e6e7079010010004d000000000000004d00000000000000504b01022d' +
    '032d000000000000002100b2f70c1bffffffffffffffff0b001c0000000000000000008001ffffffff795f747261696e2e6e' +
    '707901001800450000000000000045000000000000008a00000000000000504b06062c000000000000002d002d0000000000' +
    '0000000002000000000000000200000000000000a2000000000000000c01000000000000504b060700000000ae0100000000' +
    '000001000000504b05060000000002000200a20000000c0100000000',
  'hex',
);

/** The same with the numbers of its end record given elsewhere, as an archive of more than 4 GB or 65,535 files has them. */
function withElsewhere(): Buffer {
  const bytes = Buffer.from(zip64);
  bytes.fill(0xff, bytes.length - 14, bytes.length - 2);
  return bytes;
}

test.each([
  ['entries', zip64],
  ['entries and end', withElsewhere()],
])('a zip64 archive of NumPy arrays, with the numbers of its %s elsewhere', async (_, bytes) => {
  const entries = parseZip(bytes);
  expect(entries.map(({ name, size }) => [name, size])).toEqual([
    ['x_train.npy', 77],
    ['y_train.npy', 69],
  ]);
  const { shape, images, labels } = await splitFromNpz(bytes);
  expect([shape, Array.from(images), Array.from(labels)]).toEqual([[1, 2, 2, 1], [3, 4, 5, 250], [7]]);
});

test('a zip64 archive with a damaged locator, or with its end alone, is refused in words', () => {
  const moved = withElsewhere();
  moved.writeUInt32LE(7, zip64.indexOf('PK\x06\x07') + 8);
  expect(() => parseZip(moved)).toThrow(/zip64 directory is not where the archive says/);
  expect(() => parseZip(withElsewhere().subarray(-22))).toThrow(/no directory at its end/);
});

test('a file of another kind is named', () => {
  expect(() => parseZip(gzipSync(new Uint8Array(100)))).toThrow(
    /no directory at its end\. It looks like gzip data\./,
  );
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

  test('content that does not match the directory', async () => {
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

  test('a truncated archive', async () => {
    await expect(refusal(archive.subarray(0, 100))).rejects.toMatchObject({ code: 'PARSE_ZIP' });
  });
});
