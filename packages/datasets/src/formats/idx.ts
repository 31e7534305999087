// IDX, the format of MNIST's files: a magic number with element type and rank, big-endian sizes, big-endian elements.
// Parser and writer for all six element types. Compression: ../pipeline/gunzip.ts.
import { check, requireOptions } from '../check.ts';
import { DatasetError } from '../error.ts';
import { kindSentence } from './file-kind.ts';

interface IdxArrays {
  readonly uint8: Uint8Array;
  readonly int8: Int8Array;
  readonly int16: Int16Array;
  readonly int32: Int32Array;
  readonly float32: Float32Array;
  readonly float64: Float64Array;
}

/** Name of an IDX element type. */
export type IdxType = keyof IdxArrays;

/** An array with its shape. `type` determines the type of `data`; `data.length` is the product of `shape`. */
export type IdxArray = {
  [Type in IdxType]: {
    readonly type: Type;
    readonly shape: readonly number[];
    readonly data: IdxArrays[Type];
  };
}[IdxType];

const TYPES = {
  uint8: { code: 0x08, bytes: 1 },
  int8: { code: 0x09, bytes: 1 },
  int16: { code: 0x0b, bytes: 2 },
  int32: { code: 0x0c, bytes: 4 },
  float32: { code: 0x0d, bytes: 4 },
  float64: { code: 0x0e, bytes: 8 },
} as const satisfies Record<IdxType, { code: number; bytes: number }>;

const ARRAYS = {
  uint8: Uint8Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const satisfies Record<IdxType, unknown>;

/** The header of an IDX file. */
export interface IdxHeader {
  readonly type: IdxType;
  readonly shape: readonly number[];
  /** Position of the first element. */
  readonly offset: number;
  readonly elementBytes: number;
}

/** Parses the header only; the elements need not be present. @throws DatasetError `PARSE_IDX`. */
export function idxHeader(bytes: Uint8Array): IdxHeader {
  const { type, shape, offset } = parseHeader(bytes);
  return { type, shape, offset, elementBytes: TYPES[type].bytes };
}

/**
 * Parses an IDX file.
 *
 * `uint8` and `int8` data are views of `bytes`; wider types are copies in the byte order of the machine. The length
 * must match the header exactly: truncated files and files with extra bytes are refused before anything is allocated.
 *
 * @throws DatasetError `PARSE_IDX`.
 */
export function parseIdx(bytes: Uint8Array): IdxArray {
  check.instance('bytes', bytes, [Uint8Array]);
  const { type, shape, offset } = parseHeader(bytes);
  const expected = shape.reduce((product, size) => product * size, TYPES[type].bytes) + offset;
  if (bytes.length !== expected) {
    const fault = bytes.length < expected ? 'It is truncated: get it again.' : 'It has extra bytes.';
    throw new DatasetError(
      'PARSE_IDX',
      `IDX header announces ${type} [${shape}], ${expected} bytes in all, received ${bytes.length}. ${fault}`,
    );
  }
  return readElements(type, shape, bytes.subarray(offset));
}

function parseHeader(bytes: Uint8Array): { type: IdxType; shape: number[]; offset: number } {
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) {
    const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new DatasetError(
      'PARSE_IDX',
      `An IDX file starts with two zero bytes, a type and a rank, received "${start}".${kindSentence(bytes) || ' Is it another file?'}`,
    );
  }
  const type = (Object.keys(TYPES) as IdxType[]).find((name) => TYPES[name].code === bytes[2]);
  if (type === undefined) {
    const codes = Object.values(TYPES).map(({ code }) => code);
    throw new DatasetError('PARSE_IDX', `IDX type expects one of ${codes.join(', ')}, received ${bytes[2]}.`);
  }
  const rank = bytes[3];
  const offset = 4 + 4 * rank;
  if (bytes.length < offset) {
    throw new DatasetError(
      'PARSE_IDX',
      `IDX header of rank ${rank} needs ${offset} bytes, received ${bytes.length}. It is truncated: get it again.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  return { type, shape, offset };
}

function readElements(type: IdxType, shape: readonly number[], body: Uint8Array): IdxArray {
  const count = body.length / TYPES[type].bytes;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  switch (type) {
    case 'uint8':
      return { type, shape, data: body };
    case 'int8':
      return { type, shape, data: new Int8Array(body.buffer, body.byteOffset, count) };
    case 'int16':
      return { type, shape, data: new Int16Array(count).map((_, at) => view.getInt16(2 * at)) };
    case 'int32':
      return { type, shape, data: new Int32Array(count).map((_, at) => view.getInt32(4 * at)) };
    case 'float32':
      return { type, shape, data: new Float32Array(count).map((_, at) => view.getFloat32(4 * at)) };
    case 'float64':
      return { type, shape, data: new Float64Array(count).map((_, at) => view.getFloat64(8 * at)) };
    default:
      return type satisfies never;
  }
}

/**
 * Writes an IDX file, the inverse of `parseIdx`.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if `shape` does not match `data` or has more than 255 axes.
 */
export function writeIdx(array: IdxArray): Uint8Array {
  requireOptions('writeIdx', array, ['type', 'shape', 'data']);
  const { type, shape, data } = array;
  check.oneOf('type', type, Object.keys(TYPES));
  check.numbers('shape', shape);
  check.instance('data', data, [ARRAYS[type]]);
  const count = shape.reduce((product, size) => product * size, 1);
  const sizesFit = shape.every((size) => Number.isInteger(size) && size >= 0 && size < 2 ** 32);
  if (count !== data.length || shape.length > 255 || !sizesFit) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `IDX shape [${shape}] needs ${count} elements on at most 255 axes, received ${data.length} elements on ${shape.length} axes.`,
    );
  }
  const offset = 4 + 4 * shape.length;
  const bytes = new Uint8Array(offset + data.length * TYPES[type].bytes);
  bytes[2] = TYPES[type].code;
  bytes[3] = shape.length;
  const header = new DataView(bytes.buffer);
  shape.forEach((size, axis) => {
    header.setUint32(4 + 4 * axis, size);
  });
  writeElements(array, new DataView(bytes.buffer, offset));
  return bytes;
}

function writeElements(array: IdxArray, view: DataView): void {
  const setters = {
    uint8: (at: number, value: number) => view.setUint8(at, value),
    int8: (at: number, value: number) => view.setInt8(at, value),
    int16: (at: number, value: number) => view.setInt16(at, value),
    int32: (at: number, value: number) => view.setInt32(at, value),
    float32: (at: number, value: number) => view.setFloat32(at, value),
    float64: (at: number, value: number) => view.setFloat64(at, value),
  } as const satisfies Record<IdxType, (at: number, value: number) => void>;
  const { bytes } = TYPES[array.type];
  const set = setters[array.type];
  for (let at = 0; at < array.data.length; at++) set(at * bytes, array.data[at]);
}
