// Partial downloads in a browser's cache: what another tab finds, with and without a proper close. In a real browser:
// ./browser.test.ts.
import { expect, test } from 'vitest';
import { FakeCacheStorage } from '../../fixtures/fake-cache-storage.ts';
import type { PartialOrigin } from '../cache.ts';
import { type EntryStore, openPartialEntries, PIECE } from './partial-entries.ts';

const address = 'https://nn101.invalid/set/file.gz';
const origin: PartialOrigin = { source: 'https://origin.example/ä/', validator: '"1"', total: 3 * PIECE };

const emptyStore = () => new FakeCacheStorage().open('test');
const open = (store: EntryStore) => openPartialEntries({ store, address });
const bytesOf = (length: number, first = 0) => Uint8Array.from({ length }, (_, i) => (first + i) % 251);

async function contentOf(store: EntryStore) {
  const partial = await open(store);
  const bytes: number[] = [];
  for await (const chunk of partial.read()) for (const byte of chunk) bytes.push(byte);
  expect(bytes.length).toBe(partial.bytes);
  return { bytes: Uint8Array.from(bytes), origin: partial.origin };
}

test('after closing it, all bytes and their origin are found, and it can continue', async () => {
  const store = await emptyStore();
  const first = await open(store);
  await first.begin(origin);
  for (let at = 0; at < PIECE + 500; at += 500) await first.append(bytesOf(500, at));
  await first.close();
  const length = first.bytes;
  expect(await contentOf(store)).toEqual({ bytes: bytesOf(length), origin });

  const second = await open(store);
  const elsewhere = { source: 'elsewhere', total: origin.total };
  await second.begin(elsewhere);
  await second.append(bytesOf(7, length));
  await second.close();
  expect(await contentOf(store)).toEqual({ bytes: bytesOf(length + 7), origin: elsewhere });
});

test('a tab that ends without a word leaves the whole pieces', async () => {
  const store = await emptyStore();
  const lost = await open(store);
  await lost.begin(origin);
  await lost.append(bytesOf(PIECE));
  await lost.append(bytesOf(PIECE, PIECE));
  await lost.append(bytesOf(1000, 2 * PIECE));
  expect((await contentOf(store)).bytes).toEqual(bytesOf(2 * PIECE));
});

test('forgetting leaves nothing', async () => {
  const store = new FakeCacheStorage();
  const entries = await store.open('test');
  const partial = await open(entries);
  await partial.begin(origin);
  await partial.append(bytesOf(PIECE));
  await partial.reset();
  expect([partial.bytes, partial.origin]).toEqual([0, undefined]);
  await partial.close();
  expect(await entries.keys()).toEqual([]);
});

test('a storage without room for pieces keeps them in memory', async () => {
  const full = await new FakeCacheStorage(new DOMException('full', 'QuotaExceededError')).open('test');
  const partial = await open(full);
  await partial.begin(origin);
  await partial.append(bytesOf(PIECE));
  await partial.append(bytesOf(10, PIECE));
  await partial.close();
  const chunks: number[] = [];
  for await (const chunk of partial.read()) chunks.push(...chunk.subarray(0, 3), chunk.length);
  expect(chunks).toEqual([0, 1, 2, PIECE, ...bytesOf(3, PIECE), 10]);
});

test('decoded bytes are of use only when all are there', async () => {
  const decoded = { source: 'a', isDecoded: true };
  for (const [total, expected] of [
    [3, 3],
    [undefined, 0],
  ] as const) {
    const store = await emptyStore();
    const partial = await open(store);
    await partial.begin({ ...decoded, total });
    await partial.append(bytesOf(3));
    await partial.close();
    expect((await open(store)).bytes).toBe(expected);
  }
});
