// Files as NumPy 1.24 wrote them, as hexadecimal digits, and files by hand.
import { expect, test } from 'vitest';
import { zipArchive } from '../fixtures/zip-archive.ts';
import { parseNpy, parseNpz } from './npy.ts';

/** An array file of version 1 with this dictionary and these bytes. */
function npy(dictionary: string, ...bytes: number[]): Uint8Array {
  const header = new TextEncoder().encode(`${dictionary}\n`);
  return Uint8Array.of(
    0x93,
    ...Buffer.from('NUMPY'),
    1,
    0,
    header.length & 255,
    header.length >> 8,
    ...header,
    ...bytes,
  );
}

const header = (descr: string, shape: string, order = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;

test('elements of either byte order, and 64-bit integers as numbers', () => {
  expect(parseNpy(npy(header('<i2', '(2,)'), 1, 0, 0xfe, 0xff)).data).toEqual(Int16Array.of(1, -2));
  expect(parseNpy(npy(header('>u4', '(1,)'), 0, 0, 1, 0)).data).toEqual(Uint32Array.of(256));
  expect(parseNpy(npy(header('<i8', '()'), 7, 0, 0, 0, 0, 0, 0, 0))).toEqual({
    descr: '<i8',
    shape: [],
    data: Float64Array.of(7),
  });
  expect(parseNpy(npy(header('<f4', '(1, 1)'), 0, 0, 0x80, 0x3f)).data).toEqual(Float32Array.of(1));
  expect(parseNpy(npy(header('|b1', '(2,)'), 1, 0)).data).toEqual(Uint8Array.of(1, 0));
});

test("Fortran's order becomes C's", () => {
  // [[1, 2, 3], [4, 5, 6]] written column by column.
  const array = parseNpy(npy(header('|u1', '(2, 3)', 'True'), 1, 4, 2, 5, 3, 6));
  expect(array.data).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6));
});

test('half-precision numbers, including the smallest, the largest and NaN', () => {
  const bytes = [0, 0x3c, 1, 0, 0xff, 0x7b, 0, 0xfc, 0, 0x7e];
  const { data } = parseNpy(npy(header('<f2', '(5,)'), ...bytes));
  expect(Array.from(data)).toEqual([1, 2 ** -24, 65504, -Infinity, Number.NaN]);
});

test.each([
  ['an archive', zipArchive([{ name: 'x.npy', content: new Uint8Array(1) }]), /looks like a zip archive/],
  ['texts', npy(header('<U5', '(1,)'), 0), /type "<U5", which are strings\. Save it as .* labels as numbers/],
  ['a text', Buffer.from('hello, I am no array'), /does not begin as one/],
  ['Python objects', npy(header('|O', '(1,)'), 0), /type "\|O", which are not plain numbers/],
  ['too few bytes', npy(header('<f8', '(3,)'), 0), /announces \[3\] of <f8/],
  ['a shape beyond measure', npy(header('|u1', '(99999999999999999999,)')), /too large/],
  ['no shape', npy("{'descr': '|u1'}"), /without type, order and shape/],
])('%s: refused', (_, bytes, message) => {
  expect(() => parseNpy(bytes)).toThrow(message);
});

test('one array in place of an archive is named, and so is the array of an archive that is wrong', async () => {
  await expect(parseNpz(npy(header('|u1', '(1,)'), 0))).rejects.toThrow(
    'This is one NumPy array (.npy), not an archive of them (.npz). Read it with parseNpy',
  );
  const archive = zipArchive([{ name: 'y_train.npy', content: npy(header('<U3', '(1,)'), 0) }]);
  await expect(parseNpz(archive)).rejects.toThrow(
    /^"y_train" of the NumPy archive holds elements of type "<U3"/,
  );
});

test('an archive yields its arrays by name', async () => {
  const archive = zipArchive([
    { name: 'x_train.npy', content: npy(header('|u1', '(2,)'), 3, 4) },
    { name: 'y_train.npy', content: npy(header('|u1', '(1,)'), 9), stored: true },
  ]);
  const arrays = await parseNpz(archive);
  expect([...arrays.keys()]).toEqual(['x_train', 'y_train']);
  expect(arrays.get('x_train')?.data).toEqual(Uint8Array.of(3, 4));
  await expect(parseNpz(archive, { names: ['z'] })).rejects.toThrow(
    'has no array "z". It has: x_train, y_train.',
  );
  await expect(parseNpz(archive, { limit: 10 })).rejects.toThrow(/more than the 10 allowed/);
});
