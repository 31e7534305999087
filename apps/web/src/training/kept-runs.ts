// Finished runs, kept in the browser so that later ones can be laid over them; and which run a lesson was in when the
// page was left. Whatever is found there is checked: it may be of another version, or of another program.
import type { EpochRecord } from '@nn101/train';
import { decodeState, encodeState } from '../state/url-state.ts';
import { configurationFields, notebookConfiguration, type TrainingConfiguration } from './configuration.ts';
import type { RunResult } from './messages.ts';

/** What is left of a run once its network is forgotten. */
export interface KeptRun {
  readonly run: string;
  readonly owner: string;
  readonly configuration: TrainingConfiguration;
  readonly parameters: number;
  readonly epochs: readonly EpochRecord[];
  readonly result: RunResult;
  readonly isPrivate: boolean;
}

/** Where text is kept: `localStorage`, or what a test gives. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** More runs than this are not kept; the oldest go first. */
export const runsKept = 24;
const runsName = 'nn101-runs';
const codec = configurationFields(notebookConfiguration('mnist-basic'));

/** The kept runs, oldest first. What cannot be read is left out. */
export function readKeptRuns(store: TextStore): KeptRun[] {
  const value = readJson(store, runsName);
  return Array.isArray(value) ? value.filter(isKeptRun).map(withConfiguration) : [];
}

/** Keeps the runs; a store that is full or forbidden keeps nothing, and that is all. */
export function writeKeptRuns(store: TextStore, runs: readonly KeptRun[]): void {
  const plain = runs.slice(-runsKept).map(({ configuration, ...run }) => ({
    ...run,
    configuration: `${encodeState(codec, configuration, { complete: true })}`,
  }));
  writeJson(store, runsName, plain);
}

/** What a lesson was doing: the key of its configuration, and whether it went on or waited. */
export interface Interruption {
  readonly key: string;
  readonly run: string;
  readonly paused: boolean;
}

/** Notes that a lesson is in a run, or, with `undefined`, that it is in none. */
export function noteInterruption(store: TextStore, owner: string, note: Interruption | undefined): void {
  if (note) writeJson(store, `nn101-run-${owner}`, note);
  else remove(store, `nn101-run-${owner}`);
}

/** The note of a lesson, if there is one that makes sense. */
export function readInterruption(store: TextStore, owner: string): Interruption | undefined {
  const value = readJson(store, `nn101-run-${owner}`);
  if (!isRecord(value)) return undefined;
  const { key, run, paused } = value;
  if (typeof key !== 'string' || typeof run !== 'string' || typeof paused !== 'boolean') return undefined;
  return { key, run, paused };
}

interface PlainRun extends Omit<KeptRun, 'configuration'> {
  readonly configuration: string;
}

function isKeptRun(value: unknown): value is PlainRun {
  return (
    isRecord(value) &&
    [value.run, value.owner, value.configuration].every((text) => typeof text === 'string') &&
    typeof value.parameters === 'number' &&
    Array.isArray(value.epochs) &&
    value.epochs.every((record: unknown) => hasNumbers(record, ['epoch', 'loss', 'accuracy'])) &&
    hasNumbers(value.result, ['testAccuracy', 'testLoss', 'seconds', 'microsecondsPerSample'])
  );
}

function hasNumbers(value: unknown, names: readonly string[]): boolean {
  return isRecord(value) && names.every((name) => typeof value[name] === 'number');
}

function withConfiguration(run: PlainRun): KeptRun {
  const { state } = decodeState(codec, new URLSearchParams(run.configuration));
  return { ...run, configuration: state };
}

function readJson(store: TextStore, name: string): unknown {
  try {
    return JSON.parse(store.getItem(name) ?? 'null');
  } catch {
    return undefined;
  }
}

function writeJson(store: TextStore, name: string, value: unknown): void {
  try {
    store.setItem(name, JSON.stringify(value));
  } catch {
    // Full, or forbidden: the course works without.
  }
}

function remove(store: TextStore, name: string): void {
  try {
    store.removeItem(name);
  } catch {
    // As above.
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
