import { expect, test } from 'vitest';
import { provideSha256 } from './web-crypto.ts';

type Given = { subtle?: Pick<SubtleCrypto, 'digest'> };

test('without Web Crypto SHA-256 comes out as with it', async () => {
  const given: Given = {};
  provideSha256(given);
  for (const length of [0, 1, 55, 56, 64, 1_000_000]) {
    const bytes = Uint8Array.from({ length: length + 3 }, (_, i) => (i * 7919) % 256).subarray(3);
    const expected = await crypto.subtle.digest('SHA-256', bytes);
    expect(await given.subtle?.digest('SHA-256', bytes)).toEqual(expected);
    expect(await given.subtle?.digest('SHA-256', bytes.slice().buffer)).toEqual(expected);
  }
  await expect(given.subtle?.digest('SHA-1', new Uint8Array())).rejects.toThrow('SHA-256 alone');
});

test('where the browser has Web Crypto it stays', () => {
  const given: Given = { subtle: crypto.subtle };
  provideSha256(given);
  expect(given.subtle).toBe(crypto.subtle);
});
