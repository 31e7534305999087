import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { codeOf } from '../fixtures/code-of.ts';
import { temporaryDirectory } from '../fixtures/mirror.ts';
import { zipArchive } from '../fixtures/zip-archive.ts';
import { writeIdx } from '../formats/idx.ts';
import { openFiles } from './open-files.ts';
import { splitFromCifar, splitFromIdx, splitFromNpz } from './read-splits.ts';

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
    `[DatasetError: images.data[1] (pixel 0 of image 1) expects a whole number 0..255; received 0.5. All of them are 0 to 0.5: range: [0, 1] scales them.]`,
  );
});

test('several CIFAR files become one split', async () => {
  const file = (label: number) => Uint8Array.from({ length: 3073 }, (_, at) => (at === 0 ? label : 9));
  const split = await splitFromCifar([file(1), file(0)], { classNames: ['x', 'y'] });
  expect(split.shape).toEqual([2, 32, 32, 3]);
  expect(Array.from(split.labels)).toEqual([1, 0]);
  const empty = splitFromCifar([file(1), new Uint8Array(0)], { classNames: ['x', 'y'] });
  await expect(empty).rejects.toThrow('files[1] is empty');
});

/** An array file of version 1. */
function npyFile(descr: string, shape: string, bytes: Uint8Array): Uint8Array {
  const header = Buffer.from(`{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }\n`);
  const start = Buffer.from('\x93NUMPY\x01\x00', 'latin1');
  return Buffer.concat([start, Uint8Array.of(header.length, 0), header, bytes]);
}

test("Keras' names in an npz archive", async () => {
  const archive = zipArchive([
    { name: 'x_test.npy', content: npyFile('|u1', '(1, 2, 2)', Uint8Array.of(1, 2, 3, 4)) },
    { name: 'y_test.npy', content: npyFile('|u1', '(1,)', Uint8Array.of(3)) },
  ]);
  const split = await splitFromNpz(archive, { images: 'x_test', labels: 'y_test' });
  expect(split.shape).toEqual([1, 2, 2, 1]);
  expect(split.classNames).toEqual(['0', '1', '2', '3']);
  expect(await codeOf(splitFromNpz(archive))).toBe('PARSE_NPY');
});

test('one-hot labels, rows of pixels and floats in IDX and npz', async () => {
  const rows = writeIdx({ type: 'float32', shape: [2, 4], data: Float32Array.of(0, 0.5, 1, 0, 1, 0, 0, 0) });
  const oneHot = writeIdx({ type: 'uint8', shape: [2, 3], data: Uint8Array.of(0, 0, 1, 1, 0, 0) });
  const options = { imageShape: [2, 2, 1], range: [0, 1] } as const;
  const expected = {
    images: Uint8Array.of(0, 128, 255, 0, 255, 0, 0, 0),
    labels: Uint8Array.of(2, 0),
    shape: [2, 2, 2, 1],
    classNames: ['0', '1', '2'],
  };
  expect(await splitFromIdx({ images: rows, labels: oneHot, ...options })).toEqual(expected);
  const archive = zipArchive([
    { name: 'x_train.npy', content: npyFile('<f4', '(2, 4)', rows.slice(12).reverse()) },
    { name: 'y_train.npy', content: npyFile('|u1', '(2, 3)', oneHot.slice(12)) },
  ]);
  const reversed = { ...expected, images: expected.images.slice().reverse() };
  expect(await splitFromNpz(archive, options)).toEqual(reversed);
  expect(await splitFromNpz(archive, { ...options, labels: false })).toMatchObject({
    classNames: ['unlabelled'],
  });
  await expect(splitFromNpz(archive)).rejects.toThrow('received [2, 4]. Pass imageShape: [2, 2, 1].');
});

test('paths, File objects and the results of openFiles are files too', async () => {
  const folder = await temporaryDirectory();
  await writeFile(join(folder, 'images.gz'), gzipSync(images));
  await writeFile(join(folder, 'labels'), labels);
  const expected = await splitFromIdx({ images, labels });
  const [packed, plain] = await openFiles(folder);
  expect(await splitFromIdx({ images: packed, labels: plain })).toEqual(expected);
  expect(await splitFromIdx({ images: join(folder, 'images.gz'), labels: join(folder, 'labels') })).toEqual(
    expected,
  );
  expect(
    await splitFromIdx({ images: new File([images.slice()], 'x'), labels: labels.slice().buffer }),
  ).toEqual(expected);
  const missing = splitFromIdx({ images: join(folder, 'none'), labels });
  await expect(missing).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  await expect(splitFromNpz(join(folder, 'labels'))).rejects.toThrow(/It looks like an IDX file/);
  const address = splitFromIdx({ images: 'https://data.example/images.gz', labels });
  await expect(address).rejects.toThrow(/^images is the address .* this function does not fetch/);
});

test('gzip in several members with zeros at the end', async () => {
  const file = Buffer.concat([gzipSync(images.slice(0, 10)), gzipSync(images.slice(10)), Buffer.alloc(512)]);
  expect(await splitFromIdx({ images: file, labels })).toEqual(await splitFromIdx({ images, labels }));
  const followed = Buffer.concat([gzipSync(images), Buffer.from('rest')]);
  await expect(splitFromIdx({ images: followed, labels })).rejects.toThrow(
    /4 bytes follow the compressed data/,
  );
});
