// A record of a TensorBoard event file: an Event in protocol buffers' wire format (tensorflow/core/util/event.proto,
// framework/summary.proto), framed as a TFRecord (tsl/lib/io/record_writer.h). What is logged: tensor-board-log.ts.
import { crc32c } from './crc32c.ts';

/** A tag and its value, stored as float32. */
export type Scalar = readonly [tag: string, value: number];

/** Returns the record that every event file begins with. @param seconds since 1970 */
export function versionRecord(seconds: number): Uint8Array {
  return framed([...double(1, seconds), ...text(3, 'brain.Event:2')]);
}

/** Returns a record of values at one time. @param event.seconds since 1970 */
export function scalarsRecord(event: {
  readonly seconds: number;
  readonly step: number;
  readonly scalars: readonly Scalar[];
}): Uint8Array {
  const { seconds, step, scalars } = event;
  const values = scalars.flatMap(([tag, value]) => message(1, [...text(1, tag), ...float(2, value)]));
  return framed([...double(1, seconds), ...key(2, 0), ...varint(step), ...message(5, values)]);
}

/** uint64 length | masked CRC of the length | data | masked CRC of the data; little-endian. */
function framed(data: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(data.length + 16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length, true);
  view.setUint32(8, maskedCrc(bytes.subarray(0, 8)), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc(bytes.subarray(12, 12 + data.length)), true);
  return bytes;
}

/** The CRC of data that contains its own CRC carries no information, so TFRecord rotates it and adds a constant. */
function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

function key(field: number, wireType: 0 | 1 | 2 | 5): number[] {
  return varint(field * 8 + wireType);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return [...bytes, left];
}

function double(field: number, value: number): number[] {
  return [...key(field, 1), ...new Uint8Array(Float64Array.of(value).buffer)];
}

function float(field: number, value: number): number[] {
  return [...key(field, 5), ...new Uint8Array(Float32Array.of(value).buffer)];
}

function text(field: number, value: string): number[] {
  return message(field, [...new TextEncoder().encode(value)]);
}

function message(field: number, content: readonly number[]): number[] {
  return [...key(field, 2), ...varint(content.length), ...content];
}
