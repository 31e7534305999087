// The binary format of checkpoints, the same on every engine. The content of a checkpoint is in checkpoint.ts.
//
// magic "NN101CKP" | uint32 format version | uint32 bytes of the header | header, JSON in UTF-8, padded with spaces to a
// multiple of 4 | the vectors' float32 values | SHA-256 of everything before. Numbers are little-endian.
import { check } from '../check.ts';
import type { EpochRecord } from '../events.ts';
import { sha256Digest } from '../saved-model/sha256.ts';
import { TrainError } from '../train-error.ts';
import {
  type Checkpoint,
  type CheckpointPosition,
  type CheckpointProgress,
  checkCheckpoint,
  damagedCheckpoint,
} from './checkpoint.ts';

const magic = new TextEncoder().encode('NN101CKP');
const formatVersion = 1;
const headerStart = magic.length + 8;
const digestLength = 32;

/**
 * Encodes a checkpoint as bytes. The vectors are copied before the promise is returned and may change afterwards.
 *
 * @throws TrainError `INVALID_ARGUMENT`; `NO_WEB_CRYPTO` on a page that is not a secure context
 */
export async function encodeCheckpoint(checkpoint: Checkpoint): Promise<Uint8Array<ArrayBuffer>> {
  checkCheckpoint('checkpoint', checkpoint);
  const header = writeHeader(checkpoint);
  const vectors = Object.values(checkpoint.vectors);
  const values = vectors.reduce((sum, { length }) => sum + length, 0);
  const payloadStart = headerStart + header.length;
  const bytes = new Uint8Array(payloadStart + values * 4 + digestLength);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setUint32(magic.length, formatVersion, true);
  view.setUint32(magic.length + 4, header.length, true);
  bytes.set(header, headerStart);
  let offset = payloadStart;
  for (const { buffer, byteOffset, byteLength } of vectors) {
    // Copies bytes and not values, so that a NaN keeps its bits. Machines that run WebAssembly are little-endian.
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offset);
    offset += byteLength;
  }
  bytes.set(await sha256Digest(bytes.subarray(0, offset)), offset);
  return bytes;
}

/**
 * Decodes a checkpoint; its vectors are copies.
 *
 * @throws TrainError `INVALID_ARGUMENT`; `CHECKPOINT_DAMAGED` if the bytes are not exactly those of a checkpoint;
 *   `CHECKPOINT_VERSION` for a format that this version does not support; `NO_WEB_CRYPTO`
 */
export async function decodeCheckpoint(bytes: Uint8Array<ArrayBuffer>): Promise<Checkpoint> {
  check.instance('bytes', bytes, [Uint8Array]);
  const end = bytes.length - digestLength;
  if (end < headerStart || magic.some((byte, i) => byte !== bytes[i])) {
    throw damagedCheckpoint('it does not begin and end like a checkpoint');
  }
  const digest = await sha256Digest(bytes.subarray(0, end));
  if (digest.some((byte, i) => byte !== bytes[end + i])) throw damagedCheckpoint('its checksum differs');
  const view = new DataView(bytes.buffer, bytes.byteOffset, end);
  checkVersion(view.getUint32(magic.length, true));
  const payloadStart = headerStart + view.getUint32(magic.length + 4, true);
  if (payloadStart > end) throw damagedCheckpoint('its header is longer than the file');
  const { lengths, ...checkpoint } = parseHeader(bytes.subarray(headerStart, payloadStart));
  return { ...checkpoint, vectors: readVectors(bytes.subarray(payloadStart, end), lengths) };
}

function checkVersion(version: number): void {
  if (version === formatVersion) return;
  throw new TrainError(
    'CHECKPOINT_VERSION',
    `The checkpoint has format version ${version}; this version of @nn101/train reads version ${formatVersion}. ` +
      'Resume with the version that saved it.',
  );
}

function readVectors(payload: Uint8Array, lengths: CheckpointHeader['lengths']): Checkpoint['vectors'] {
  const values = lengths.reduce((sum, [, length]) => sum + length, 0);
  // Checked before anything is allocated: the payload must be as long as the header claims.
  if (values * 4 !== payload.length) throw damagedCheckpoint('its vectors do not fill it');
  let offset = 0;
  const vectors = lengths.map(([name, length]) => {
    const { buffer } = new Uint8Array(payload.subarray(offset, offset + length * 4));
    offset += length * 4;
    return [name, new Float32Array(buffer)];
  });
  return Object.fromEntries(vectors);
}

export interface CheckpointHeader extends Omit<Checkpoint, 'vectors'> {
  /** Name and number of values of each vector, in the order of the payload. */
  readonly lengths: readonly (readonly [name: string, length: number])[];
}

/** The length of the header is a multiple of 4, so that the values after it are aligned. */
export function writeHeader(checkpoint: Checkpoint): Uint8Array {
  const { vectors, ...rest } = checkpoint;
  const lengths = Object.entries(vectors).map(([name, { length }]) => [name, length]);
  const json = new TextEncoder().encode(JSON.stringify({ ...rest, lengths }, keepNonFinite));
  const header = new Uint8Array(Math.ceil(json.length / 4) * 4).fill(0x20);
  header.set(json);
  return header;
}

/** @throws TrainError `CHECKPOINT_DAMAGED` */
export function parseHeader(bytes: Uint8Array): CheckpointHeader {
  const header = parseJson(bytes);
  if (!isHeader(header)) throw damagedCheckpoint('its header lacks a required field');
  const { fingerprint, position, progress, bestEpoch, lengths } = header;
  const best = bestEpoch === undefined ? {} : { bestEpoch };
  const history = header.history.map(withMetrics);
  return { fingerprint, position, progress, history, ...best, lengths };
}

// Records of versions without selectable metrics have only accuracy.
function withMetrics(record: EpochRecord): EpochRecord {
  const { accuracy, valAccuracy } = record;
  if ((record as Partial<EpochRecord>).metrics) return record;
  return {
    ...record,
    metrics: { accuracy },
    ...(valAccuracy !== undefined && { valMetrics: { accuracy: valAccuracy } }),
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), reviveNonFinite);
  } catch (cause) {
    throw damagedCheckpoint('its header is not JSON', cause);
  }
}

// JSON cannot represent NaN and the infinities, which a validation loss can be.
const nonFinite = ['NaN', 'Infinity', '-Infinity'];

function keepNonFinite(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value;
}

function reviveNonFinite(_: string, value: unknown): unknown {
  const known = isRecord(value) && typeof value.number === 'string' && nonFinite.includes(value.number);
  return known ? Number(value.number) : value;
}

const counts = ['epoch', 'step', 'updates'] satisfies (keyof CheckpointPosition)[];
const sums = ['samples', 'lossSum', 'correct', 'milliseconds'] satisfies (keyof CheckpointProgress)[];
const measures = [
  'epoch',
  'loss',
  'accuracy',
  'learningRate',
  'seconds',
  'microsecondsPerSample',
] satisfies (keyof EpochRecord)[];

function isHeader(value: unknown): value is CheckpointHeader {
  return (
    isRecord(value) &&
    typeof value.fingerprint === 'string' &&
    hasCounts(value.position) &&
    isProgress(value.progress) &&
    Array.isArray(value.history) &&
    value.history.every(isEpochRecord) &&
    (value.bestEpoch === undefined || isCount(value.bestEpoch)) &&
    isLengths(value.lengths)
  );
}

function isProgress(value: unknown): value is CheckpointProgress {
  if (!isRecord(value)) return false;
  const { sums: metrics, ...others } = value;
  return hasNumbers(others, sums) && (metrics === undefined || isSums(metrics));
}

function isSums(value: unknown): boolean {
  return Array.isArray(value) && value.every((list: unknown) => Array.isArray(list) && list.every(isNumber));
}

function isEpochRecord(value: unknown): value is EpochRecord {
  if (!isRecord(value)) return false;
  const { metrics, valMetrics, ...others } = value;
  return (
    hasNumbers(others, measures) &&
    [metrics, valMetrics].every(
      (named) => named === undefined || (isRecord(named) && Object.values(named).every(isNumber)),
    )
  );
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isLengths(value: unknown): value is CheckpointHeader['lengths'] {
  if (!Array.isArray(value)) return false;
  const pairs = value.every(
    (pair: unknown) =>
      Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' && isCount(pair[1]),
  );
  return pairs && new Set(value.map(([name]) => name)).size === value.length;
}

function hasCounts(value: unknown): value is CheckpointPosition {
  return hasNumbers(value, counts) && counts.every((count) => isCount(value[count]));
}

function hasNumbers<Name extends string>(
  value: unknown,
  names: readonly Name[],
): value is Record<Name, number> {
  return isRecord(value) && names.every((name) => name in value) && Object.values(value).every(isNumber);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
