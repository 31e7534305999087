// A checkpoint as bytes, the same on every engine. What a checkpoint is: checkpoint.ts; the header: checkpoint-header.ts.
//
// magic "NN101CKP" | uint32 format version | uint32 bytes of the header | header, JSON in UTF-8, filled up with
// spaces to a multiple of 4 | the vectors' float32 values | SHA-256 of all before. Numbers are little-endian.
import { check } from './check.ts';
import { type Checkpoint, checkCheckpoint } from './checkpoint.ts';
import { damagedCheckpoint } from './checkpoint-error.ts';
import { type CheckpointHeader, parseHeader, writeHeader } from './checkpoint-header.ts';
import { sha256Digest } from './sha256.ts';
import { TrainError } from './train-error.ts';

const magic = new TextEncoder().encode('NN101CKP');
const formatVersion = 1;
const headerStart = magic.length + 8;
const digestLength = 32;

/**
 * The checkpoint's bytes. The vectors are copied before the promise is returned: they may change right after.
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
    // Bytes, not values: a NaN keeps its bits. Machines that run WebAssembly are little-endian.
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offset);
    offset += byteLength;
  }
  bytes.set(await sha256Digest(bytes.subarray(0, offset)), offset);
  return bytes;
}

/**
 * The checkpoint in the bytes; its vectors are copies.
 *
 * @throws TrainError `INVALID_ARGUMENT`; `CHECKPOINT_DAMAGED` where the bytes are not those of a checkpoint, to the last bit;
 *   `CHECKPOINT_VERSION` where they are of a format that this version does not know; `NO_WEB_CRYPTO`
 */
export async function decodeCheckpoint(bytes: Uint8Array<ArrayBuffer>): Promise<Checkpoint> {
  check.instance('bytes', bytes, [Uint8Array]);
  const end = bytes.length - digestLength;
  if (end < headerStart || magic.some((byte, i) => byte !== bytes[i])) {
    throw damagedCheckpoint('it does not begin and end as a checkpoint does');
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
  // Before anything is allocated: what the header claims has to be there.
  if (values * 4 !== payload.length) throw damagedCheckpoint('its vectors do not fill it');
  let offset = 0;
  const vectors = lengths.map(([name, length]) => {
    const { buffer } = new Uint8Array(payload.subarray(offset, offset + length * 4));
    offset += length * 4;
    return [name, new Float32Array(buffer)];
  });
  return Object.fromEntries(vectors);
}
