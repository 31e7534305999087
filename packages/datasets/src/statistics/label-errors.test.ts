import { expect, test } from 'vitest';
import { datasets } from '../registry/datasets.ts';
import { knownLabelErrors, withoutLabelErrors, withProposedLabels } from './label-errors.ts';

const split = {
  images: Uint8Array.of(10, 11, 12, 13),
  labels: Uint8Array.of(0, 1, 2, 1),
  shape: [4, 1, 1, 1],
  classNames: ['a', 'b', 'c'],
} as const;
const errors = [
  { index: 1, given: 1, proposed: 2 },
  { index: 2, given: 2 },
];

test('doubted images are left out', () => {
  const rest = withoutLabelErrors(split, errors);
  expect([Array.from(rest.images), Array.from(rest.labels), rest.shape[0]]).toEqual([[10, 13], [0, 1], 2]);
});

test('proposed labels replace the given ones, the split itself stays', () => {
  expect(Array.from(withProposedLabels(split, errors).labels)).toEqual([0, 2, 2, 1]);
  expect(withProposedLabels(split, errors).images).toBe(split.images);
  expect(Array.from(split.labels)).toEqual([0, 1, 2, 1]);
});

test('a list for another split is refused', () => {
  expect(() => withoutLabelErrors(split, [{ index: 0, given: 2 }])).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: Image 0 should have label 2 and has label 0. Use the list with the whole part that it is for, in its own order.]`,
  );
  expect(() => withoutLabelErrors(split, [{ index: 4, given: 0 }])).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: Image 4 should have label 0 and is not among the 4. Use the list with the whole part that it is for, in its own order.]`,
  );
  expect(() =>
    withProposedLabels(split, [{ index: 0, given: 0, proposed: 3 }]),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: Image 0 cannot have label 3: there is no such class.]`,
  );
});

test('the published lists have as many errors, and proposals, as their paper', () => {
  const counts = Object.values(knownLabelErrors).map(({ errors }) => [
    errors.length,
    errors.filter(({ proposed }) => proposed !== undefined).length,
  ]);
  // Northcutt et al. 2021, tables of errors and of their kinds: errors, correctable ones.
  expect(counts).toEqual([
    [15, 10],
    [54, 18],
  ]);
});

test('the published lists are in order, within their part, and of its classes', () => {
  for (const [name, { split, errors: listed }] of Object.entries(knownLabelErrors)) {
    const descriptor = datasets[name === 'mnist' ? 'mnist' : 'cifar-10'];
    const indices = listed.map(({ index }) => index);
    expect(indices).toEqual([...new Set(indices)].toSorted((a, b) => a - b));
    expect(indices.at(-1)).toBeLessThan(descriptor.counts[split]);
    for (const { given, proposed } of listed) {
      expect(descriptor.classNames[given]).toBeDefined();
      expect(descriptor.classNames[proposed ?? given]).toBeDefined();
      expect(proposed).not.toBe(given);
    }
  }
});
