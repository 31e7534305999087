import fc from 'fast-check';
import { expect, test } from 'vitest';
import { permutation, shuffle, stratifiedSplit } from './shuffle.ts';
import type { Split } from './split.ts';

function labelled(labels: number[]): Split {
  return {
    images: Uint8Array.from(labels, (_, index) => index),
    labels: Uint8Array.from(labels),
    shape: [labels.length, 1, 1, 1],
    classNames: ['a', 'b', 'c'],
  };
}

test('a shuffle keeps every image with its label, and repeats with its seed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2), { maxLength: 50 }), fc.maxSafeInteger(), (labels, seed) => {
      const split = labelled(labels);
      const mixed = shuffle(split, { seed });
      expect(Array.from(mixed.images).sort((a, b) => a - b)).toEqual(Array.from(split.images));
      expect(Array.from(mixed.images, (index) => labels[index])).toEqual(Array.from(mixed.labels));
      expect(shuffle(split, { seed })).toEqual(mixed);
    }),
  );
});

test('the order of seed 0 is the same on every machine', () => {
  expect(Array.from(permutation(10, { seed: 0 }))).toMatchInlineSnapshot(`
    [
      9,
      1,
      6,
      4,
      7,
      8,
      2,
      0,
      3,
      5,
    ]
  `);
  expect(permutation(10, { seed: 1 })).not.toEqual(permutation(10, { seed: 0 }));
});

test('each first place is about equally likely', () => {
  const firsts = new Uint32Array(5);
  for (let seed = 0; seed < 5000; seed++) firsts[permutation(5, { seed })[0]]++;
  // 1000 expected in each, with a standard deviation of 28.
  for (const count of firsts) expect(Math.abs(count - 1000)).toBeLessThan(140);
});

test('a stratified split takes the rounded share of each class and loses nothing', () => {
  const labels = [...Array(20).fill(0), ...Array(10).fill(1), ...Array(5).fill(2)];
  const { train, validation } = stratifiedSplit(labelled(labels), { fraction: 0.2, seed: 0 });
  const count = (split: Split, label: number) => split.labels.filter((value) => value === label).length;
  expect([0, 1, 2].map((label) => count(validation, label))).toEqual([4, 2, 1]);
  expect([0, 1, 2].map((label) => count(train, label))).toEqual([16, 8, 4]);
  const all = [...train.images, ...validation.images].sort((a, b) => a - b);
  expect(all).toEqual(labels.map((_, index) => index));
});

test('a fraction of 1 is refused', () => {
  const attempt = () => stratifiedSplit(labelled([0, 1]), { fraction: 1, seed: 0 });
  expect(attempt).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: fraction expects a number between 0 and 1, both excluded; received 1.]`,
  );
});
