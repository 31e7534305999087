import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DatasetError } from '../../error.ts';
import { tarArchive } from '../../fixtures/tar-archive.ts';
import { parseTar } from './tar.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('returns the regular files and skips the rest', () => {
  const archive = tarArchive([
    { name: 'folder/', content: new Uint8Array(0), kind: '5' },
    { name: './folder/a.bin', content: bytes('first') },
    { name: 'link', content: new Uint8Array(0), kind: '2' },
    { name: '../../etc/passwd', content: bytes('second') },
  ]);
  expect(parseTar(archive)).toEqual([
    { name: 'folder/a.bin', bytes: bytes('first') },
    { name: '../../etc/passwd', bytes: bytes('second') },
  ]);
});

test('a truncated archive is refused', () => {
  const archive = tarArchive([{ name: 'a', content: new Uint8Array(2000) }]);
  expect(() => parseTar(archive.subarray(0, 1000))).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: The tar archive is cut off: expected 2512 bytes or more, received 1000. Get it again.]`,
  );
});

test('a changed header is refused', () => {
  const archive = tarArchive([{ name: 'a', content: bytes('text') }]);
  archive[0] = 'b'.charCodeAt(0);
  expect(() => parseTar(archive)).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: A tar header's checksum is wrong: expected 1938, received 1939. It is damaged.]`,
  );
});

test('what is archived is read again', () => {
  const names = fc.string({ unit: fc.constantFrom(...'abc./-_'), minLength: 1, maxLength: 99 });
  const entries = fc.array(fc.record({ name: names, content: fc.uint8Array({ maxLength: 1100 }) }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(entries, (given) => {
      const expected = given.map(({ name, content }) => ({
        name: name.replace(/^(\.\/)+/, ''),
        bytes: content,
      }));
      expect(parseTar(tarArchive(given))).toEqual(expected);
    }),
  );
});

test('any bytes, and any damage, yield entries or a DatasetError', () => {
  const archive = tarArchive([
    { name: 'a', content: bytes('text') },
    { name: 'b', content: new Uint8Array(600) },
  ]);
  const damage = fc.tuple(fc.nat(archive.length - 1), fc.nat(255), fc.nat(archive.length));
  fc.assert(
    fc.property(damage, fc.uint8Array({ maxLength: 1200 }), ([at, value, length], noise) => {
      const damaged = archive.slice(0, length);
      if (at < length) damaged[at] = value;
      for (const input of [damaged, noise]) {
        try {
          parseTar(input);
        } catch (error) {
          expect(error instanceof DatasetError && error.code).toBe('PARSE_TAR');
        }
      }
    }),
    { numRuns: 1000 },
  );
});
