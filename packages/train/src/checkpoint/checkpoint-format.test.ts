import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCheckpoint } from '../testing/any-checkpoint.ts';
import { checkpointAt } from '../testing/checkpoints.ts';
import type { Checkpoint } from './checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-format.ts';

/** Vectors as their bits, so that NaNs of different payloads differ and -0 is not 0. */
const bits = ({ vectors, ...rest }: Checkpoint) => ({
  ...rest,
  vectors: Object.entries(vectors).map(([name, { buffer, byteOffset, byteLength }]) => [
    name,
    [...new Uint8Array(buffer, byteOffset, byteLength)],
  ]),
});

const damaged = expect.objectContaining({ code: 'CHECKPOINT_DAMAGED' });

test('a checkpoint survives encoding and decoding to the bit', async () => {
  await fc.assert(
    fc.asyncProperty(anyCheckpoint, async (checkpoint) => {
      expect(bits(await decodeCheckpoint(await encodeCheckpoint(checkpoint)))).toEqual(bits(checkpoint));
    }),
  );
});

test('the layout is the documented one', async () => {
  const bytes = Buffer.from(await encodeCheckpoint(checkpointAt(3, 2)));
  expect(bytes.toString('latin1', 0, 8)).toBe('NN101CKP');
  expect([bytes.readUInt32LE(8), bytes.readUInt32LE(12) % 4]).toEqual([1, 0]);
  const payload = 16 + bytes.readUInt32LE(12);
  expect(JSON.parse(bytes.toString('utf8', 16, payload)).lengths).toEqual([
    ['weights', 2],
    ['moment1', 2],
  ]);
  // 3 twice, -0 and infinity in IEEE 754, lowest byte first.
  expect(bytes.toString('hex', payload, bytes.length - 32)).toBe('0000404000004040000000800000807f');
  const digest = createHash('sha256').update(bytes.subarray(0, -32)).digest('hex');
  expect(bytes.toString('hex', bytes.length - 32)).toBe(digest);
});

test('equal checkpoints have equal bytes', async () => {
  expect(await encodeCheckpoint(checkpointAt(7))).toEqual(await encodeCheckpoint(checkpointAt(7)));
});

test('changes after the call have no effect', async () => {
  const checkpoint = checkpointAt(1);
  const encoding = encodeCheckpoint(checkpoint);
  checkpoint.vectors.weights.fill(9);
  const { vectors } = await decodeCheckpoint(await encoding);
  expect([...new Set(vectors.weights)]).toEqual([1]);
});

test('memory shared with workers can be saved', async () => {
  const weights = new Float32Array(new SharedArrayBuffer(16), 4, 2).fill(5);
  const { vectors } = await decodeCheckpoint(
    await encodeCheckpoint({ ...checkpointAt(1), vectors: { weights } }),
  );
  expect(vectors.weights).toEqual(Float32Array.of(5, 5));
});

test('bytes in the middle of a larger buffer, at an odd offset, can be read', async () => {
  const bytes = await encodeCheckpoint(checkpointAt(4));
  const larger = new Uint8Array(bytes.length + 9);
  larger.set(bytes, 3);
  expect(bits(await decodeCheckpoint(larger.subarray(3, 3 + bytes.length)))).toEqual(bits(checkpointAt(4)));
});

test('every flipped byte is detected', async () => {
  const bytes = await encodeCheckpoint(checkpointAt(4, 2));
  for (let at = 0; at < bytes.length; at++) {
    const flipped = bytes.slice();
    flipped[at] ^= 1 << (at % 8);
    await expect(decodeCheckpoint(flipped), `byte ${at}`).rejects.toThrow(damaged);
  }
});

test('every truncation and every addition is detected', async () => {
  const bytes = await encodeCheckpoint(checkpointAt(4, 2));
  for (let length = 0; length < bytes.length; length++) {
    await expect(decodeCheckpoint(bytes.slice(0, length)), `${length} bytes`).rejects.toThrow(damaged);
  }
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  await expect(decodeCheckpoint(longer)).rejects.toThrow(damaged);
});

/** Bytes with a correct checksum, as a forger would make them. */
function forge(source: { version?: number; header: string; headerLength?: number; payload?: Uint8Array }) {
  const { version = 1, header, headerLength = Buffer.byteLength(header), payload = [] } = source;
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32LE(version, 0);
  numbers.writeUInt32LE(headerLength, 4);
  const body = Buffer.concat([
    Buffer.from('NN101CKP'),
    numbers,
    Buffer.from(header),
    Uint8Array.from(payload),
  ]);
  return Uint8Array.from(Buffer.concat([body, createHash('sha256').update(body).digest()]));
}

async function honestHeader(): Promise<Record<string, unknown>> {
  const bytes = Buffer.from(await encodeCheckpoint({ ...checkpointAt(1), vectors: {} }));
  return JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12)));
}

test('another format version has its own error', async () => {
  const error = await decodeCheckpoint(forge({ version: 2, header: '' })).catch((error) => error);
  expect(error.code).toBe('CHECKPOINT_VERSION');
  expect(error.message).toMatchInlineSnapshot(
    `"The checkpoint has format version 2; this version of @nn101/train reads version 1. Resume with the version that saved it."`,
  );
});

test.each([
  ['a vector beyond the file', { lengths: [['weights', 2 ** 40]] }],
  [
    'lengths that only add up together',
    {
      lengths: [
        ['a', 5],
        ['b', -5],
      ],
    },
  ],
  [
    'lengths whose sum is not exact',
    {
      lengths: [
        ['a', 2 ** 53 - 1],
        ['b', 2 ** 53 - 1],
      ],
    },
  ],
  ['half a value', { lengths: [['a', 0.5]] }],
  [
    'a name twice',
    {
      lengths: [
        ['a', 0],
        ['a', 0],
      ],
    },
  ],
  ['lengths that are no list', { lengths: { length: 3 } }],
  ['no fingerprint', { fingerprint: undefined }],
  ['a position before the start', { position: { epoch: 1, step: -1, updates: 0 } }],
  ['a progress of words', { progress: { samples: 'many', lossSum: 0, correct: 0, milliseconds: 0 } }],
  ['an epoch without its loss', { history: [{ epoch: 1 }] }],
  ['a history that is no list', { history: 'long' }],
  ['a best epoch that is none', { bestEpoch: 'first' }],
])('rejects a forged header: %s', async (_, change) => {
  const header = JSON.stringify({ ...(await honestHeader()), ...change });
  await expect(decodeCheckpoint(forge({ header }))).rejects.toThrow(damaged);
});

test('rejects a forged header that is not JSON', async () => {
  for (const header of ['', 'null', '[]', '{', '\ud800', '['.repeat(100_000)]) {
    await expect(decodeCheckpoint(forge({ header }))).rejects.toThrow(damaged);
  }
  await expect(decodeCheckpoint(forge({ header: '{}', headerLength: 2 ** 32 - 1 }))).rejects.toThrow(damaged);
});

test('a vector with a special name is a vector like any other', async () => {
  const header = JSON.stringify({ ...(await honestHeader()), lengths: [['__proto__', 1]] });
  const { vectors } = await decodeCheckpoint(forge({ header, payload: new Uint8Array(4) }));
  expect(Object.entries(vectors)).toEqual([['__proto__', Float32Array.of(0)]]);
  expect(Object.getPrototypeOf(vectors)).toBe(Object.prototype);
});

test('damage is reported with a remedy', async () => {
  const error = await decodeCheckpoint(new Uint8Array(100)).catch((error) => error);
  expect(error.message).toMatchInlineSnapshot(
    `"The checkpoint cannot be read: it does not begin and end like a checkpoint. Resume from another checkpoint, or start a new run."`,
  );
});
