import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { codeOf } from '../fixtures/code-of.ts';
import { zipArchive } from '../fixtures/zip-archive.ts';
import { writeIdx } from '../formats/idx.ts';
import { splitFromCifar, splitFromIdx, splitFromNpz } from './read-splits.ts';
import { splitFromCsv } from './split-from-csv.ts';

const images = writeIdx({ type: 'float32', shape: [2, 1, 2], data: Float32Array.of(0, 255, 7, 8) });
const labels = writeIdx({ type: 'int32', shape: [2], data: Int32Array.of(1, 0) });

test('an IDX pair of any types, compressed or not', async () => {
  const split = await splitFromIdx({
    images: new Uint8Array(gzipSync(images)),
    labels,
    classNames: ['a', 'b'],
  });
  expect(split).toEqual({
    images: Uint8Array.of(0, 255, 7, 8),
    labels: Uint8Array.of(1, 0),
    shape: [2, 1, 2, 1],
    classNames: ['a', 'b'],
  });
  expect(await codeOf(splitFromIdx({ images: gzipSync(images).subarray(0, 20), labels }))).toBe('PARSE_IDX');
  expect(await codeOf(splitFromIdx({ images: gzipSync(images), labels, limit: 20 }))).toBe('PARSE_IDX');
  expect(await codeOf(splitFromIdx({ images, labels, classNames: ['a'] }))).toBe('INVALID_ARGUMENT');
});

test('numbers that are no pixels are refused, with what to do', async () => {
  const scaled = writeIdx({ type: 'float64', shape: [2, 1, 1], data: Float64Array.of(0, 0.5) });
  await expect(splitFromIdx({ images: scaled, labels })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: A pixel expects a whole number 0..255, number 1 is 0.5. Scale the array first.]`,
  );
});

test('several CIFAR files become one split', async () => {
  const file = (label: number) => Uint8Array.from({ length: 3073 }, (_, at) => (at === 0 ? label : 9));
  const split = await splitFromCifar([file(1), file(0)], { classNames: ['x', 'y'] });
  expect(split.shape).toEqual([2, 32, 32, 3]);
  expect(Array.from(split.labels)).toEqual([1, 0]);
});

test("Keras' names in an npz archive", async () => {
  const npy = (shape: string, ...bytes: number[]) => {
    const header = Buffer.from(`{'descr': '|u1', 'fortran_order': False, 'shape': ${shape}, }\n`);
    return Buffer.concat([
      Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
      Uint8Array.of(header.length, 0),
      header,
      Uint8Array.from(bytes),
    ]);
  };
  const archive = zipArchive([
    { name: 'x_test.npy', content: npy('(1, 2, 2)', 1, 2, 3, 4) },
    { name: 'y_test.npy', content: npy('(1,)', 3) },
  ]);
  const split = await splitFromNpz(archive, { images: 'x_test', labels: 'y_test' });
  expect(split.shape).toEqual([1, 2, 2, 1]);
  expect(split.classNames).toEqual(['0', '1', '2', '3']);
  expect(await codeOf(splitFromNpz(archive))).toBe('PARSE_NPY');
});

test('CSV with names and numbers, the label first or named', async () => {
  const imageShape = [1, 2, 1] as const;
  const first = await splitFromCsv('label,p0,p1\n1,10,20\n0,30,255\n', { imageShape });
  expect(Array.from(first.images)).toEqual([10, 20, 30, 255]);
  expect(Array.from(first.labels)).toEqual([1, 0]);
  const named = await splitFromCsv('p0;kind;p1\n1;cat;2\n3;ant;4', {
    imageShape,
    label: 'kind',
    separator: ';',
  });
  expect(Array.from(named.images)).toEqual([1, 2, 3, 4]);
  expect(Array.from(named.labels, (label) => named.classNames[label])).toEqual(['cat', 'ant']);
  const plain = await splitFromCsv(gzipSync('5,1,2'), { imageShape });
  expect(plain.classNames).toHaveLength(6);
});

test.each([
  ['1,2', 'PARSE_CSV', /Row 1 of the CSV file has 2 columns, expected 3/],
  ['1,2,256', 'PARSE_CSV', /"256" in column 2/],
  ['1,2,', 'PARSE_CSV', /"" in column 2/],
  ['a,b,c\n1,2,x', 'PARSE_CSV', /Row 2 of the CSV file has "x"/],
])('%j is refused', async (text, code, message) => {
  const attempt = splitFromCsv(text, { imageShape: [1, 2, 1] });
  await expect(attempt).rejects.toMatchObject({ code });
  await expect(attempt).rejects.toThrow(message);
});

test('a label column that is not there is refused', async () => {
  const attempt = splitFromCsv('p0,p1,p2\n1,2,3', { imageShape: [1, 2, 1], label: 'kind' });
  await expect(attempt).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: The CSV file has no column "kind" for labels, of 3 columns from "p0" on.]`,
  );
});
