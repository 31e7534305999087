import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchIterator } from './batch-iterator.ts';
import { shuffle } from './shuffle.ts';
import type { Split } from './split.ts';

function numbered(count: number): Split {
  const images = Uint8Array.from({ length: count }, (_, at) => at);
  return { images, labels: new Uint8Array(count), shape: [count, 1, 1, 1], classNames: ['one'] };
}

const contents = (batches: Iterable<Split>) => Array.from(batches, ({ images }) => Array.from(images));

test('epochs follow each other, the last batch of each shorter', () => {
  expect(contents(batchIterator(numbered(5), { batchSize: 2, epochs: 2 }))).toEqual([
    [0, 1],
    [2, 3],
    [4],
    [0, 1],
    [2, 3],
    [4],
  ]);
  expect(contents(batchIterator(numbered(5), { batchSize: 2, dropLast: true }))).toEqual([
    [0, 1],
    [2, 3],
  ]);
});

test('batches are views of the split', () => {
  const split = numbered(4);
  for (const batch of batchIterator(split, { batchSize: 2 }))
    expect(batch.images.buffer).toBe(split.images.buffer);
});

test('with a seed each epoch has its own order, and all images', () => {
  const epochs = contents(batchIterator(numbered(50), { batchSize: 50, epochs: 3, seed: 4 }));
  expect(epochs[0]).toEqual(Array.from(shuffle(numbered(50), { seed: 4 }).images));
  expect(new Set(epochs.map(String)).size).toBe(3);
  for (const epoch of epochs)
    expect(epoch.toSorted((a, b) => a - b)).toEqual(Array.from(numbered(50).images));
});

test('saved after any batch and restored, it returns the rest', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 7 }),
      fc.nat(12),
      fc.option(fc.maxSafeInteger(), { nil: undefined }),
      fc.boolean(),
      (count, batchSize, taken, seed, dropLast) => {
        const options = { batchSize, epochs: 3, seed, dropLast };
        const whole = contents(batchIterator(numbered(count), options));
        const first = batchIterator(numbered(count), options);
        const head: number[][] = [];
        for (const { images } of first) {
          head.push(Array.from(images));
          if (head.length > taken) break;
        }
        const position = JSON.parse(JSON.stringify(first.position));
        const rest = contents(batchIterator(numbered(count), { ...options, position }));
        expect([...head, ...rest]).toEqual(whole);
      },
    ),
  );
});

test('for await returns the same batches, and both share one position', async () => {
  const iterator = batchIterator(numbered(6), { batchSize: 2 });
  for (const _ of iterator) break;
  const rest: number[][] = [];
  for await (const { images } of iterator) rest.push(Array.from(images));
  expect(rest).toEqual([
    [2, 3],
    [4, 5],
  ]);
});

test('no images give no batches', () => {
  expect(contents(batchIterator(numbered(0), { batchSize: 3, epochs: 9 }))).toEqual([]);
});

test('numbers out of range are refused', () => {
  const at = (index: number) => batchIterator(numbered(3), { batchSize: 1, position: { epoch: 0, index } });
  expect(() => at(4)).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: position.index is 4, the split has 3 images. Is it another split?]`,
  );
  expect(() => at(-1)).toThrow(/position\.index expects a whole number/);
  expect(() => batchIterator(numbered(3), { batchSize: 1.5 })).toThrow(/batchSize expects a whole number/);
});
