// One benchmark's results as they lie in results/: rows, and everything one needs to judge or repeat them.
// Writing and finding such files: result-files.ts.
import { BenchmarkError } from '../benchmark-error.ts';
import type { Timing } from '../statistics.ts';
import type { Machine } from './machine.ts';

/** The time of one engine for one model. */
export interface MeasuredTraining {
  readonly outcome: 'measured';
  readonly engine: string;
  /** How the engine names itself, such as "PyTorch 2.5.0". */
  readonly label: string;
  readonly model: string;
  readonly workers: number;
  readonly batchSize: number;
  /** Steps that count. */
  readonly steps: number;
  readonly microsecondsPerSample: Timing;
}

/** An engine that does not train a model, and why. */
export interface FailedTraining {
  readonly outcome: 'cannot';
  readonly engine: string;
  readonly model: string;
  readonly batchSize: number;
  readonly why: string;
}

export type TrainingRow = MeasuredTraining | FailedTraining;

/** One kernel on one shape, ours and the stock backend's. */
export interface OperationRow {
  readonly kernel: string;
  readonly shape: string;
  readonly microseconds: Timing;
  /** Missing where the stock backend has no such kernel. */
  readonly stockMicroseconds?: Timing;
  /** Stock time by our time, of the best, and the middle of several measurements: above 1 where ours is faster. */
  readonly ratio?: number;
}

/** A matrix product, and the rate of the multiply-add loop at its heart run on its own. */
export interface ProductRow {
  readonly product: string;
  readonly gigaflops: number;
  readonly loopGigaflops: number;
  /** The first by the second. */
  readonly share: number;
}

/** The bare loop of the product's tile in one size, with each product rounded and with fused multiply-adds. */
export interface TileRow {
  /** Rows by columns. */
  readonly tile: string;
  readonly plainGigaflops: number;
  readonly fusedGigaflops: number;
}

/** One way to compute one thing. */
export interface RungRow {
  readonly subject: string;
  readonly rung: string;
  readonly milliseconds: Timing;
  /** Of the best time, counting the additions and multiplications of the plain definition. */
  readonly gigaflops: number;
}

/** One part of what a training step costs beside its arithmetic, or a whole step. */
export interface FixedCostRow {
  /**
   * `step`: of a tiny network; `wakeUp`: of all workers, by a message to each and its answer; `sum`: of two vectors; `update`:
   * Adam's, of a vector; `network`: a step of a real network.
   */
  readonly part: 'step' | 'wakeUp' | 'sum' | 'update' | 'network';
  readonly network?: string;
  /** Workers, or threads that do the same at once. */
  readonly workers: number;
  readonly lanes?: number;
  readonly batchSize?: number;
  /** Of the network, or numbers in each vector. */
  readonly parameters?: number;
  readonly microseconds: Timing;
}

/** How one model's training step divides. */
export interface ProfileRow {
  readonly model: string;
  readonly batchSize: number;
  /** Of the step that is divided: each part's best of several steps, together. */
  readonly microsecondsPerSample: number;
  /** Share of the step by part (profile/step-parts.ts); together 1. */
  readonly shares: Readonly<Record<string, number>>;
}

/** Memory of a process that trains one network. */
export interface MemoryRow {
  readonly network: string;
  /** `nn101-one-lane`: the whole batch in one lane. */
  readonly engine: 'nn101' | 'nn101-one-lane' | 'pytorch';
  readonly batchSize: number;
  /** Of the process before the network was built. */
  readonly baseBytes: number;
  /** At the most, above that. */
  readonly growthBytes: number;
}

/** What each kind of benchmark gives. */
export interface RowsByKind {
  /** Ours beside native code, taking turns. */
  readonly native: TrainingRow;
  /** Ours with one worker and with two, and native code with two threads, taking turns. */
  readonly cores: TrainingRow;
  /** Ours with each arithmetic, taking turns. */
  readonly fused: TrainingRow;
  /** Ours beside native engines on networks of today's practice as well, taking turns. */
  readonly networks: TrainingRow;
  /** Ours beside what npm has, one after the other. */
  readonly rivals: TrainingRow;
  readonly operations: OperationRow;
  readonly products: ProductRow;
  readonly tiles: TileRow;
  readonly ladder: RungRow;
  readonly profile: ProfileRow;
  readonly 'fixed-cost': FixedCostRow;
  readonly memory: MemoryRow;
}

export type Kind = keyof RowsByKind;

export const kinds: readonly Kind[] = [
  'native',
  'cores',
  'fused',
  'networks',
  'rivals',
  'operations',
  'products',
  'tiles',
  'ladder',
  'profile',
  'fixed-cost',
  'memory',
];

export interface BenchmarkRecord<K extends Kind = Kind> {
  readonly format: 'nn101-benchmark';
  readonly formatVersion: 1;
  readonly kind: K;
  /** ISO 8601. */
  readonly date: string;
  /** The command line that repeats it. */
  readonly command: string;
  readonly machine: Machine;
  /** Versions by name; of Node, and of the packages. */
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly RowsByKind[K][];
}

type Fields = Readonly<Record<string, 'string' | 'number' | 'object'>>;

const rowFields: Record<Kind, (row: object) => Fields> = {
  native: trainingFields,
  cores: trainingFields,
  fused: trainingFields,
  networks: trainingFields,
  rivals: trainingFields,
  operations: () => ({ kernel: 'string', shape: 'string', microseconds: 'object' }),
  products: () => ({ product: 'string', gigaflops: 'number', loopGigaflops: 'number', share: 'number' }),
  tiles: () => ({ tile: 'string', plainGigaflops: 'number', fusedGigaflops: 'number' }),
  ladder: () => ({ subject: 'string', rung: 'string', milliseconds: 'object', gigaflops: 'number' }),
  profile: () => ({
    model: 'string',
    batchSize: 'number',
    microsecondsPerSample: 'number',
    shares: 'object',
  }),
  'fixed-cost': () => ({ part: 'string', workers: 'number', microseconds: 'object' }),
  memory: () => ({
    network: 'string',
    engine: 'string',
    batchSize: 'number',
    baseBytes: 'number',
    growthBytes: 'number',
  }),
};

function trainingFields(row: object): Fields {
  const always = { engine: 'string', model: 'string', batchSize: 'number' } as const;
  if (!('outcome' in row) || row.outcome !== 'measured')
    return { ...always, outcome: 'string', why: 'string' };
  return { ...always, label: 'string', workers: 'number', steps: 'number', microsecondsPerSample: 'object' };
}

/** Reads a record of any kind. @throws BenchmarkError RESULT_DAMAGED, naming `file` and the field */
export function parseRecord(text: string, file: string): BenchmarkRecord {
  const record = parseJson(text, file);
  const head = { date: 'string', command: 'string', machine: 'object', versions: 'object', rows: 'object' };
  checkFields(record, head as Fields, file);
  const { format, formatVersion, kind, rows } = record as Partial<BenchmarkRecord>;
  if (format !== 'nn101-benchmark' || formatVersion !== 1) {
    throw damaged(file, `its format is ${format} ${formatVersion}, expected nn101-benchmark 1`);
  }
  if (!kind || !kinds.includes(kind))
    throw damaged(file, `its kind is ${kind}, expected one of ${kinds.join(', ')}`);
  if (!Array.isArray(rows)) throw damaged(file, 'its rows are no list');
  for (const row of rows) checkFields(row, rowFields[kind](row), file);
  return record as BenchmarkRecord;
}

/** Whether a record is of this kind. */
export function isKind<K extends Kind>(record: BenchmarkRecord, kind: K): record is BenchmarkRecord<K> {
  return record.kind === kind;
}

function parseJson(text: string, file: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw damaged(file, 'it is no JSON', cause);
  }
  throw damaged(file, 'it is no JSON object');
}

function checkFields(value: object, fields: Fields, file: string): void {
  const found: Readonly<Record<string, unknown>> = { ...value };
  for (const [name, type] of Object.entries(fields)) {
    const actual = found[name] === null ? 'null' : typeof found[name];
    if (actual !== type) throw damaged(file, `${name} is ${actual}, expected ${type}`);
  }
}

function damaged(file: string, why: string, cause?: unknown): BenchmarkError {
  const message = `${file} is no result of these benchmarks: ${why}. Delete it, or measure again.`;
  return new BenchmarkError('RESULT_DAMAGED', message, { cause });
}
