import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DatasetError } from '../error.ts';
import { parseCifar } from './cifar.ts';

function record(label: number, red: number, green: number, blue: number): number[] {
  const plane = (value: number) => Array.from({ length: 1024 }, () => value);
  return [label, ...plane(red), ...plane(green), ...plane(blue)];
}

test('planes become interleaved channels', () => {
  const bytes = Uint8Array.from([...record(3, 10, 20, 30), ...record(9, 1, 2, 3)]);
  bytes[1 + 5] = 77;
  const { images, labels, shape } = parseCifar(bytes);
  expect(shape).toEqual([2, 32, 32, 3]);
  expect(Array.from(labels)).toEqual([3, 9]);
  expect(Array.from(images.subarray(0, 6))).toEqual([10, 20, 30, 10, 20, 30]);
  expect(Array.from(images.subarray(15, 18))).toEqual([77, 20, 30]);
  expect(Array.from(images.subarray(3072, 3075))).toEqual([1, 2, 3]);
});

test('with two label bytes the last one counts', () => {
  const bytes = Uint8Array.from([19, ...record(99, 1, 2, 3)]);
  expect(Array.from(parseCifar(bytes, { labelBytes: 2, classes: 100 }).labels)).toEqual([99]);
});

test('an unfinished record is refused', () => {
  expect(() => parseCifar(new Uint8Array(3072))).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: A CIFAR file is a whole number of 3073-byte records, received 3072 bytes. It is truncated or another file: get it again.]`,
  );
});

test('a label without a class is refused', () => {
  expect(() => parseCifar(Uint8Array.from(record(10, 0, 0, 0)))).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: Labels are 0 to 9, record 0 has 10. Is it another file?]`,
  );
});

test('any bytes yield images or a DatasetError', () => {
  const files = fc.record({ records: fc.nat(2), extra: fc.nat(2), fill: fc.nat(255) });
  fc.assert(
    fc.property(files, ({ records, extra, fill }) => {
      const bytes = new Uint8Array(records * 3073 + extra).fill(fill);
      try {
        expect(parseCifar(bytes).images.every((value) => value === fill)).toBe(true);
        expect(extra).toBe(0);
      } catch (error) {
        expect(error instanceof DatasetError && error.code).toBe('PARSE_CIFAR');
        expect(extra > 0 || fill > 9).toBe(true);
      }
    }),
  );
});
