// Known answers from RFC 1321, appendix A.5, and Node's own for every length around a block's end.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { md5 } from './md5.ts';

test.each([
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['a', '0cc175b9c0f1b6a831c399e269772661'],
  ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  [
    '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
    '57edf4a22be3c955ac49da2e2107b67a',
  ],
])('md5 of %j', (text, expected) => {
  expect(md5(new TextEncoder().encode(text))).toBe(expected);
});

test('every length up to three blocks agrees with Node', () => {
  const bytes = Uint8Array.from({ length: 200 }, (_, at) => (at * 73) & 255);
  for (let length = 0; length <= 200; length++) {
    const part = bytes.subarray(0, length);
    expect(md5(part)).toBe(createHash('md5').update(part).digest('hex'));
  }
});
