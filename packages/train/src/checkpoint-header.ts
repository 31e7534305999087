// The header of a checkpoint's bytes: all but the vectors' values, as JSON. Around it: checkpoint-format.ts.
import type { Checkpoint, CheckpointPosition, CheckpointProgress } from './checkpoint.ts';
import { damagedCheckpoint } from './checkpoint-error.ts';
import type { EpochRecord } from './events.ts';

export interface CheckpointHeader extends Omit<Checkpoint, 'vectors'> {
  /** Name and number of values of each vector, in the order of the payload. */
  readonly lengths: readonly (readonly [name: string, length: number])[];
}

/** Its length is a multiple of 4, so that the values behind it are aligned. */
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
  if (!isHeader(header)) throw damagedCheckpoint('its header lacks something that a checkpoint has');
  const { fingerprint, position, progress, bestEpoch, lengths } = header;
  const best = bestEpoch === undefined ? {} : { bestEpoch };
  const history = header.history.map(withMetrics);
  return { fingerprint, position, progress, history, ...best, lengths };
}

// Before there were metrics to choose, accuracy was what a record had.
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
    throw damagedCheckpoint('its header is no JSON', cause);
  }
}

// JSON has no words for NaN and the infinities, which a validation loss can be.
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
