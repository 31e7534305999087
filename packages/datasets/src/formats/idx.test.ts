import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DatasetError } from '../error.ts';
import { type IdxArray, type IdxType, parseIdx, writeIdx } from './idx.ts';

const arrays = {
  uint8: (values: number[]) => Uint8Array.from(values),
  int8: (values: number[]) => Int8Array.from(values),
  int16: (values: number[]) => Int16Array.from(values),
  int32: (values: number[]) => Int32Array.from(values),
  float32: (values: number[]) => Float32Array.from(values),
  float64: (values: number[]) => Float64Array.from(values),
} satisfies Record<IdxType, (values: number[]) => unknown>;

const types = Object.keys(arrays) as IdxType[];

function array(type: IdxType, shape: number[], values: number[]): IdxArray {
  return { type, shape, data: arrays[type](values) } as IdxArray;
}

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof DatasetError) return error.code;
    throw error;
  }
}

test('reads bytes worked out by hand', () => {
  const bytes = Uint8Array.of(0, 0, 0x0b, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0x01, 0x02, 0xff, 0xfe);
  expect(parseIdx(bytes)).toEqual({ type: 'int16', shape: [1, 2], data: Int16Array.of(258, -2) });
});

test('writes bytes worked out by hand', () => {
  const bytes = writeIdx({ type: 'float32', shape: [1], data: Float32Array.of(1) });
  expect(Array.from(bytes)).toEqual([0, 0, 0x0d, 1, 0, 0, 0, 1, 0x3f, 0x80, 0, 0]);
});

test('uint8 data is a view, not a copy', () => {
  const bytes = writeIdx(array('uint8', [3], [1, 2, 3]));
  expect(parseIdx(bytes).data.buffer).toBe(bytes.buffer);
});

test('what is written is read again, for every type and shape', () => {
  const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...types), shapes, fc.infiniteStream(fc.double()), (type, shape, stream) => {
      const count = shape.reduce((product, size) => product * size, 1);
      const original = array(type, shape, Array.from(stream.take(count)));
      expect(parseIdx(writeIdx(original))).toEqual(original);
    }),
  );
});

test('any bytes yield an array or a DatasetError', () => {
  const starts = fc.tuple(
    fc.constant(0),
    fc.constant(0),
    fc.constantFrom(8, 9, 11, 12, 13, 14, 10),
    fc.nat(5),
  );
  const bodies = fc.uint8Array({ maxLength: 64 });
  fc.assert(
    fc.property(fc.oneof(fc.constant([]), starts), bodies, (start, body) => {
      const code = codeOf(() => parseIdx(Uint8Array.of(...start, ...body)));
      expect([undefined, 'PARSE_IDX']).toContain(code);
    }),
    { numRuns: 2000 },
  );
});

test('a header that announces more than there is allocates nothing', () => {
  const bytes = Uint8Array.of(0, 0, 0x0e, 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
  expect(() => parseIdx(bytes)).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: IDX header announces float64 [4294967295,4294967295], 147573952520956940000 bytes in all, received 12. It is truncated: get it again.]`,
  );
});

test('a file of another kind is recognised by its first bytes', () => {
  expect(() => parseIdx(Uint8Array.of(0x1f, 0x8b, 8, 0, 1))).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: An IDX file starts with two zero bytes, a type and a rank, received "1f 8b 08 00". It looks like gzip data.]`,
  );
});

test('a shape that does not fit the data is not written', () => {
  expect(() => writeIdx(array('uint8', [2, 2], [1, 2, 3]))).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: IDX shape [2,2] needs 4 elements on at most 255 axes, received 3 elements on 2 axes.]`,
  );
});
