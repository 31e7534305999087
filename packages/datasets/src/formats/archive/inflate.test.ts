// Gzip files in practice: several members, trailing zeros, damage. The same in a browser: ../../files/browser-formats.test.ts.
import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gunzipBytes, inflateRaw } from './inflate.ts';

const text = new TextEncoder().encode('some text, and again '.repeat(5000));
const members = Buffer.concat([gzipSync(text.subarray(0, 300)), gzipSync(text.subarray(300))]);

test.each([
  ['one member', gzipSync(text)],
  ['two members', members],
  ['zeros after the last', Buffer.concat([members, Buffer.alloc(700)])],
  ['an empty member', Buffer.concat([gzipSync(''), gzipSync(text)])],
])('%s', async (_, bytes) => {
  expect(await gunzipBytes(bytes, text.length)).toEqual(text);
});

test('bytes in shared memory', async () => {
  const shared = new Uint8Array(new SharedArrayBuffer(members.length));
  shared.set(members);
  expect(await gunzipBytes(shared, text.length)).toEqual(text);
  expect(await inflateRaw(deflateRawSync(text), text.length)).toEqual(text);
});

test.each([
  [
    'other bytes after the last',
    Buffer.concat([members, Buffer.from('rest')]),
    '4 bytes follow the compressed data.',
  ],
  ['a cut', members.subarray(0, -5), 'they are damaged or cut off.'],
  ['no gzip', Buffer.from('some text'), 'they are damaged or cut off.'],
  ['nothing', Buffer.alloc(0), 'they are damaged or cut off.'],
])('%s is refused', async (_, bytes, reason) => {
  await expect(gunzipBytes(bytes, 1e6)).rejects.toMatchObject({
    code: 'PARSE_GZIP',
    message: `The compressed data cannot be unpacked: ${reason}`,
  });
});

test('a limit is kept', async () => {
  await expect(gunzipBytes(gzipSync(text), 100)).rejects.toThrow('they have more than 100 bytes.');
});
