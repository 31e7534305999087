// Data sets that are not available to tests, on small files in the same formats.
import { expect, test } from 'vitest';
import { codeOf } from '../fixtures/code-of.ts';
import { writeIdx } from '../formats/idx.ts';
import { cifar100Descriptor } from './cifar-100.ts';
import type { DatasetDefinition } from './descriptor.ts';
import { emnistBalancedDescriptor, emnistLettersDescriptor } from './emnist.ts';
import { kmnistDescriptor } from './kmnist.ts';
import { qmnistDescriptor } from './qmnist.ts';
import { upright } from './read-idx.ts';

/** Parses a set whose content files are the given ones, whatever their sizes. */
function parse(descriptor: DatasetDefinition, files: Readonly<Record<string, Uint8Array>>) {
  return descriptor.parse(async (name) => {
    const bytes = files[name];
    if (bytes === undefined) throw new Error(`${name} was not expected`);
    return bytes.slice();
  });
}

const bytes = (...values: number[]) => Uint8Array.from(values);

function idxFiles(names: readonly string[], labels: readonly number[]): Record<string, Uint8Array> {
  const images = writeIdx({ type: 'uint8', shape: [2, 2, 2], data: bytes(1, 2, 3, 4, 5, 6, 7, 8) });
  const [trainImages, trainLabels, testImages, testLabels] = names;
  const classes = writeIdx({ type: 'uint8', shape: [2], data: Uint8Array.from(labels) });
  return { [trainImages]: images, [trainLabels]: classes, [testImages]: images, [testLabels]: classes };
}

const contentNames = ({ downloads }: DatasetDefinition) =>
  downloads.flatMap(({ contents }) => contents.map(({ name }) => name));

test('KMNIST is read as MNIST is', async () => {
  const { train, test: held } = await parse(
    kmnistDescriptor,
    idxFiles(contentNames(kmnistDescriptor), [9, 3]),
  );
  expect(train.shape).toEqual([2, 2, 2, 1]);
  expect(held.classNames[held.labels[0]]).toBe('wo');
});

test('EMNIST images are turned upright', async () => {
  const files = idxFiles(contentNames(emnistBalancedDescriptor), [10, 46]);
  const { train } = await parse(emnistBalancedDescriptor, files);
  expect(Array.from(train.images)).toEqual([1, 3, 2, 4, 5, 7, 6, 8]);
  expect(Array.from(train.labels, (label) => train.classNames[label])).toEqual(['A', 't']);
});

test('turning a 3x3 image upright exchanges rows and columns', () => {
  const split = {
    images: bytes(1, 2, 3, 4, 5, 6, 7, 8, 9),
    labels: bytes(0),
    shape: [1, 3, 3, 1],
    classNames: ['a'],
  } as const;
  expect(Array.from(upright(split).images)).toEqual([1, 4, 7, 2, 5, 8, 3, 6, 9]);
});

test('EMNIST letters are counted from 1 in the files and from 0 here', async () => {
  const names = contentNames(emnistLettersDescriptor);
  const { test: held } = await parse(emnistLettersDescriptor, idxFiles(names, [1, 26]));
  expect(Array.from(held.labels, (label) => held.classNames[label])).toEqual(['A', 'Z']);
  expect(await codeOf(parse(emnistLettersDescriptor, idxFiles(names, [0, 1])))).toBe('PARSE_IDX');
  expect(await codeOf(parse(emnistLettersDescriptor, idxFiles(names, [27, 1])))).toBe('PARSE_IDX');
});

test('QMNIST labels are the first of eight columns', async () => {
  const names = contentNames(qmnistDescriptor);
  const rows = [7, 4, 2100, 3, 37, 99, 0, 0, 2, 0, 610, 3, 32, 98, 0, 0];
  const files = idxFiles(names, [0, 0]);
  const labels = writeIdx({ type: 'int32', shape: [2, 8], data: Int32Array.from(rows) });
  const { train } = await parse(qmnistDescriptor, { ...files, [names[1]]: labels, [names[3]]: labels });
  expect(Array.from(train.labels)).toEqual([7, 2]);
  rows[0] = 256 + 7;
  const wrapping = writeIdx({ type: 'int32', shape: [2, 8], data: Int32Array.from(rows) });
  expect(await codeOf(parse(qmnistDescriptor, { ...files, [names[1]]: wrapping, [names[3]]: labels }))).toBe(
    'PARSE_IDX',
  );
  expect(await codeOf(parse(qmnistDescriptor, files))).toBe('PARSE_IDX');
});

test('CIFAR-100 labels are the fine ones, after the coarse', async () => {
  const record = Uint8Array.from({ length: 3074 }, (_, at) =>
    at === 0 ? 19 : at === 1 ? 99 : at < 1026 ? 1 : 2,
  );
  const files = { 'cifar-100-binary/train.bin': record, 'cifar-100-binary/test.bin': record };
  const { train } = await parse(cifar100Descriptor, files);
  expect(train.shape).toEqual([1, 32, 32, 3]);
  expect(train.classNames[train.labels[0]]).toBe('worm');
  expect(Array.from(train.images.subarray(0, 3))).toEqual([1, 2, 2]);
});

test('sizes of the files follow from the counts', () => {
  const sizes = (descriptor: DatasetDefinition) =>
    descriptor.downloads.flatMap(({ contents }) => contents.map((file) => file.bytes));
  expect(sizes(emnistLettersDescriptor)).toEqual([97_843_216, 124_808, 16_307_216, 20_808]);
  expect(sizes(qmnistDescriptor)).toEqual([47_040_016, 1_920_012, 47_040_016, 1_920_012]);
  expect(sizes(cifar100Descriptor)).toEqual([153_700_000, 30_740_000]);
});
