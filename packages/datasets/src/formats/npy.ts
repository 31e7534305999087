// NumPy's array files (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): a magic number, a
// Python dictionary with element type, order and shape, and the elements. And npz archives of them (numpy.savez,
// numpy.savez_compressed), which are zip archives.
import { check, requireNames, requireOptions } from '../check.ts';
import { DatasetError } from '../error.ts';
import { parseZip } from './archive/zip.ts';
import { fileKind, kindSentence, ONE_ARRAY } from './file-kind.ts';

/** Elements of an array. 64-bit integers are converted to float64. */
export type NpyData =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** An array in C order: the last axis varies fastest. */
export interface NpyArray {
  /** NumPy's name of the element type, such as `|u1` or `<f4`. */
  readonly descr: string;
  readonly shape: readonly number[];
  readonly data: NpyData;
}

/** How elements of a type are read. */
interface ElementType {
  readonly bytes: number;
  readonly array: new (count: number) => NpyData;
  /** Reads the element at byte `at`; `little` is the byte order. */
  readonly get: (view: DataView, at: number, little: boolean) => number;
}

/** Element types by the letter and number of their NumPy names. */
const ELEMENT_TYPES: Readonly<Record<string, ElementType>> = {
  b1: { bytes: 1, array: Uint8Array, get: (view, at) => view.getUint8(at) },
  u1: { bytes: 1, array: Uint8Array, get: (view, at) => view.getUint8(at) },
  i1: { bytes: 1, array: Int8Array, get: (view, at) => view.getInt8(at) },
  u2: { bytes: 2, array: Uint16Array, get: (view, at, little) => view.getUint16(at, little) },
  i2: { bytes: 2, array: Int16Array, get: (view, at, little) => view.getInt16(at, little) },
  u4: { bytes: 4, array: Uint32Array, get: (view, at, little) => view.getUint32(at, little) },
  i4: { bytes: 4, array: Int32Array, get: (view, at, little) => view.getInt32(at, little) },
  f2: { bytes: 2, array: Float32Array, get: (view, at, little) => float16(view.getUint16(at, little)) },
  f4: { bytes: 4, array: Float32Array, get: (view, at, little) => view.getFloat32(at, little) },
  f8: { bytes: 8, array: Float64Array, get: (view, at, little) => view.getFloat64(at, little) },
  u8: { bytes: 8, array: Float64Array, get: (view, at, little) => Number(view.getBigUint64(at, little)) },
  i8: { bytes: 8, array: Float64Array, get: (view, at, little) => Number(view.getBigInt64(at, little)) },
};

/** Decodes a half-precision number (IEEE 754 binary16). */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/**
 * Parses an array file with numbers or booleans. Text, dates, complex numbers and Python objects are refused, as are
 * files whose length does not match the header, before anything is allocated.
 *
 * @throws DatasetError `PARSE_NPY`.
 */
export function parseNpy(bytes: Uint8Array): NpyArray {
  check.instance('bytes', bytes, [Uint8Array]);
  return readNpy(bytes, 'The NumPy array file');
}

/** As `parseNpy`, with a name for the array in error messages. */
export function readNpy(bytes: Uint8Array, subject: string): NpyArray {
  const fail = (what: string, advice = 'It is damaged or another file.') =>
    new DatasetError('PARSE_NPY', `${subject} ${what}. ${advice}`);
  const { descr, shape, isFortran, offset } = parseHeader(bytes, fail);
  const [, order, kind] = /^([<>|=])([a-z]\d)$/.exec(descr) ?? [];
  const type = ELEMENT_TYPES[kind];
  if (type === undefined) {
    const kinds = /^.?[US]\d/.test(descr) ? 'strings' : 'not plain numbers';
    throw fail(
      `holds elements of type "${descr}", which are ${kinds}`,
      'Save it as uint8, int32 or float32; labels as numbers from 0.',
    );
  }
  const expected = shape.reduce((product, size) => product * size, type.bytes) + offset;
  if (bytes.length !== expected) {
    throw fail(`announces [${shape}] of ${descr}, ${expected} bytes in all, and has ${bytes.length}`);
  }
  const data = readElements(bytes.subarray(offset), type, order !== '>');
  return { descr, shape, data: isFortran ? inRowOrder(data, shape) : data };
}

function readElements(body: Uint8Array, { bytes, array, get }: ElementType, little: boolean): NpyData {
  const data = new array(body.length / bytes);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  for (let at = 0; at < data.length; at++) data[at] = get(view, at * bytes, little);
  return data;
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
    throw fail('has a shape that is too large');
  return { descr, shape, isFortran: isFortran === 'True', offset };
}

/** Converts elements from Fortran order, in which the first axis varies fastest, to C order, as a copy. */
export function inRowOrder<Data extends NpyData>(data: Data, shape: readonly number[]): Data {
  const ordered = data.slice() as Data;
  const indices = new Uint32Array(shape.length);
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  for (let at = 0; at < data.length; at++) {
    ordered[at] = data[indices.reduce((sum, index, axis) => sum + index * steps[axis], 0)];
    // Increments the last axis first, as in C order.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (++indices[axis] < shape[axis]) break;
      indices[axis] = 0;
    }
  }
  return ordered;
}

/**
 * The arrays of an npz archive by name.
 *
 * @param options.names reads only these arrays. Default: all. A name that is not in the archive is an error.
 * @param options.limit maximum size of one array in bytes. Default 2 GiB.
 * @throws DatasetError `PARSE_ZIP`, `PARSE_NPY`.
 */
export async function parseNpz(
  bytes: Uint8Array,
  options: { readonly names?: readonly string[]; readonly limit?: number } = {},
): Promise<Map<string, NpyArray>> {
  check.instance('bytes', bytes, [Uint8Array]);
  requireOptions('parseNpz', options, ['names', 'limit']);
  const { names, limit } = options;
  if (names !== undefined) requireNames('names', names);
  if (limit !== undefined) check.number('limit', limit, { min: 0 });
  if (fileKind(bytes) === ONE_ARRAY) {
    throw new DatasetError(
      'PARSE_NPY',
      'This is one NumPy array (.npy), not an archive of them (.npz). Read it with parseNpy; two of them make a split with splitFromArrays.',
    );
  }
  const entries = new Map(parseZip(bytes).map((entry) => [entry.name.replace(/\.npy$/, ''), entry]));
  const arrays = new Map<string, NpyArray>();
  for (const name of names ?? entries.keys()) {
    const entry = entries.get(name);
    if (entry === undefined) {
      const known = [...entries.keys()].join(', ');
      throw new DatasetError('PARSE_NPY', `The NumPy archive has no array "${name}". It has: ${known}.`);
    }
    arrays.set(name, readNpy(await entry.read({ limit }), `"${name}" of the NumPy archive`));
  }
  return arrays;
}
