// NumPy's array file (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): a magic number, a
// Python dictionary with element type, order and shape, then the elements. Several in one archive: ./npz.ts.
import { check } from '../check.ts';
import { DatasetError } from '../error.ts';
import { kindSentence } from './file-kind.ts';
import { inRowOrder } from './row-order.ts';

/** Elements of an array file. 64-bit integers come as float64. */
export type NpyData =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** An array, in C's order: the last axis runs fastest. */
export interface NpyArray {
  /** NumPy's name for the element type, such as `|u1` or `<f4`. */
  readonly descr: string;
  readonly shape: readonly number[];
  readonly data: NpyData;
}

type Reader = (view: DataView, count: number) => NpyData;

const each =
  <Data extends NpyData>(
    make: (count: number) => Data,
    get: (view: DataView, at: number) => number,
  ): Reader =>
  (view, count) => {
    const data = make(count);
    for (let at = 0; at < count; at++) data[at] = get(view, at);
    return data;
  };

/** Size of an element and how to read them, by the letter and number of NumPy's name; `little` is its byte order. */
const READERS: Readonly<
  Record<string, { readonly bytes: number; readonly read: (little: boolean) => Reader }>
> = {
  b1: {
    bytes: 1,
    read: () =>
      each(
        (n) => new Uint8Array(n),
        (view, at) => view.getUint8(at),
      ),
  },
  u1: {
    bytes: 1,
    read: () =>
      each(
        (n) => new Uint8Array(n),
        (view, at) => view.getUint8(at),
      ),
  },
  i1: {
    bytes: 1,
    read: () =>
      each(
        (n) => new Int8Array(n),
        (view, at) => view.getInt8(at),
      ),
  },
  u2: {
    bytes: 2,
    read: (little) =>
      each(
        (n) => new Uint16Array(n),
        (view, at) => view.getUint16(2 * at, little),
      ),
  },
  i2: {
    bytes: 2,
    read: (little) =>
      each(
        (n) => new Int16Array(n),
        (view, at) => view.getInt16(2 * at, little),
      ),
  },
  u4: {
    bytes: 4,
    read: (little) =>
      each(
        (n) => new Uint32Array(n),
        (view, at) => view.getUint32(4 * at, little),
      ),
  },
  i4: {
    bytes: 4,
    read: (little) =>
      each(
        (n) => new Int32Array(n),
        (view, at) => view.getInt32(4 * at, little),
      ),
  },
  f2: {
    bytes: 2,
    read: (little) =>
      each(
        (n) => new Float32Array(n),
        (view, at) => float16(view.getUint16(2 * at, little)),
      ),
  },
  f4: {
    bytes: 4,
    read: (little) =>
      each(
        (n) => new Float32Array(n),
        (view, at) => view.getFloat32(4 * at, little),
      ),
  },
  f8: {
    bytes: 8,
    read: (little) =>
      each(
        (n) => new Float64Array(n),
        (view, at) => view.getFloat64(8 * at, little),
      ),
  },
  u8: {
    bytes: 8,
    read: (little) =>
      each(
        (n) => new Float64Array(n),
        (view, at) => Number(view.getBigUint64(8 * at, little)),
      ),
  },
  i8: {
    bytes: 8,
    read: (little) =>
      each(
        (n) => new Float64Array(n),
        (view, at) => Number(view.getBigInt64(8 * at, little)),
      ),
  },
};

/** A half-precision number (IEEE 754 binary16) from its bits. */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/**
 * Reads an array file. Numbers and truth values only: text, dates, complex numbers and Python objects are refused, and
 * so is a file whose length is not what its header says, before anything is allocated.
 *
 * @throws DatasetError `PARSE_NPY`.
 */
export function parseNpy(bytes: Uint8Array): NpyArray {
  check.instance('bytes', bytes, [Uint8Array]);
  return readNpy(bytes, 'The NumPy array file');
}

/** As `parseNpy`, with a name for the array in what is thrown. */
export function readNpy(bytes: Uint8Array, subject: string): NpyArray {
  const fail = (what: string, advice = 'It is damaged or another file.') =>
    new DatasetError('PARSE_NPY', `${subject} ${what}. ${advice}`);
  const { descr, shape, isFortran, offset } = parseHeader(bytes, fail);
  const [, order, kind] = /^([<>|=])([a-z]\d)$/.exec(descr) ?? [];
  const type = READERS[kind];
  if (type === undefined) {
    const kinds = /^.?[US]\d/.test(descr) ? 'texts' : 'no plain numbers';
    throw fail(
      `holds elements of type "${descr}", which are ${kinds}`,
      'Save it as uint8, int32 or float32; labels as numbers from 0.',
    );
  }
  const count = shape.reduce((product, size) => product * size, 1);
  const expected = offset + count * type.bytes;
  if (bytes.length !== expected) {
    throw fail(`announces [${shape}] of ${descr}, ${expected} bytes in all, and has ${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, bytes.byteLength - offset);
  const data = type.read(order !== '>')(view, count);
  return { descr, shape, data: isFortran ? inRowOrder(data, shape) : data };
}

function parseHeader(bytes: Uint8Array, fail: (what: string, advice?: string) => DatasetError) {
  const magic = String.fromCharCode(...bytes.subarray(0, 6));
  if (magic !== '\x93NUMPY' || bytes.length < 10) {
    const kind = kindSentence(bytes).trim() || undefined;
    throw fail('does not begin as one', kind);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = bytes[6] === 1 ? 10 : 12;
  if (bytes[6] < 1 || bytes[6] > 3 || bytes.length < start) throw fail(`is of version ${bytes[6]}`);
  const offset = start + (bytes[6] === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (offset > bytes.length || offset > 65_536) throw fail('has a header that is cut off or too long');
  const text = new TextDecoder('latin1').decode(bytes.slice(start, offset));
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const isFortran = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const axes = /'shape':\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  if (descr === undefined || isFortran === undefined || axes === undefined) {
    throw fail('has a header without type, order and shape of plain numbers');
  }
  const shape = axes
    .split(',')
    .map((axis) => axis.trim().replace(/L$/, ''))
    .filter((axis) => axis !== '')
    .map(Number);
  if (shape.length > 32 || !shape.every((size) => Number.isSafeInteger(size)))
    throw fail('has a shape beyond measure');
  return { descr, shape, isFortran: isFortran === 'True', offset };
}
