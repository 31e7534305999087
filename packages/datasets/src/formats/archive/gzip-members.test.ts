// Members as zlib makes them, at every level and strategy, one after the other and with zeros behind them.
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gzipMembers, isGzip } from './gzip-members.ts';

const ends = (bytes: Uint8Array) => Array.from(gzipMembers(bytes), ({ end }) => end);
const strategies = [
  constants.Z_DEFAULT_STRATEGY,
  constants.Z_HUFFMAN_ONLY,
  constants.Z_RLE,
  constants.Z_FIXED,
];

test('the end of a member is where zlib ended it, whatever the level, the strategy and the content', () => {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 5000 }),
    fc
      .array(fc.constantFrom('again ', 'and ', 'once '), { maxLength: 3000 })
      .map((words) => Buffer.from(words.join(''))),
  );
  fc.assert(
    fc.property(
      fc.array(content, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom(...strategies),
      fc.nat(9),
      (parts, level, strategy, zeros) => {
        const members = parts.map((part) => gzipSync(part, { level, strategy }));
        let end = 0;
        const expected = members.map((member) => {
          end += member.length;
          return end;
        });
        expect(ends(Buffer.concat([...members, new Uint8Array(zeros)]))).toEqual(expected);
      },
    ),
  );
});

test('a member of several megabytes, with blocks of every kind', () => {
  const noise = Uint8Array.from({ length: 3_000_000 }, (_, at) => ((at * at * 2654435761) >>> 13) & 255);
  noise.fill(7, 1_000_000, 2_000_000);
  const member = gzipSync(noise);
  expect(ends(Buffer.concat([member, member]))).toEqual([member.length, 2 * member.length]);
});

test('extra fields, a name, a comment and a checksum in the header are passed', () => {
  const body = deflateRawSync(Buffer.from('abc'));
  const header = Buffer.from([0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3]);
  const member = Buffer.concat([
    header,
    Buffer.from('name\0comment\0'),
    Buffer.alloc(2),
    body,
    Buffer.alloc(8),
  ]);
  expect(ends(member)).toEqual([member.length]);
});

test('damage, a missing end and what follows are refused', () => {
  const member = gzipSync('some text');
  expect(() => ends(member.subarray(0, -1))).toThrow('damaged or cut off');
  expect(() => ends(Buffer.concat([member, Buffer.from('rest')]))).toThrow(
    '4 bytes follow the compressed data',
  );
  expect(() => ends(Buffer.from('no gzip at all'))).toThrow();
  expect(isGzip(member)).toBe(true);
  expect(isGzip(new Uint8Array(0))).toBe(false);
});

test('any bytes after the magic number come to an end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (rest) => {
      try {
        for (const end of ends(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, ...rest))) {
          expect(end).toBeLessThanOrEqual(rest.length + 10);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
    { numRuns: 3000 },
  );
});
