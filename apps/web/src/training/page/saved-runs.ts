// Stores finished runs in the browser, so that later ones can be compared with them, and the run that a lesson was in when
// the page was left. Each run is stored under its own name, so that tabs which finish runs at the same time do not
// overwrite each other. Everything read is validated: it may be from another version or another program.
import type { EpochRecord } from '@nn101/train/graph';
import { readJson, type TextStore } from '../../state/local-memory.ts';
import { decodeState, encodeState } from '../../state/url-state.ts';
import { configurationFields, notebookConfiguration, type TrainingConfiguration } from '../configuration.ts';
import type { RunResult } from '../messages.ts';

/** A finished run. Its network may be stored as well: network/network-store.ts. */
export interface SavedRun {
  readonly run: string;
  readonly owner: string;
  readonly configuration: TrainingConfiguration;
  readonly parameters: number;
  /** Multiply-adds of the forward pass of one image; 0 if unknown. */
  readonly multiplyAdds: number;
  readonly epochs: readonly EpochRecord[];
  /** Epochs that its network was trained for by the runs that this one continued. */
  readonly epochsBefore: number;
  readonly result: RunResult;
  readonly isPrivate: boolean;
  /** Milliseconds since 1970. */
  readonly finishedAt: number;
}

/** At most this many runs are stored; the oldest are deleted first. */
export const maxSavedRuns = 24;
/** The prefix of the names under which runs are stored. */
export const savedRunPrefix = 'nn101-kept-run.';

const codec = configurationFields(notebookConfiguration('mnist-basic'));

/** Returns the stored runs, oldest first, without those that cannot be read. */
export function readSavedRuns(store: TextStore): SavedRun[] {
  return store
    .keys()
    .filter((name) => name.startsWith(savedRunPrefix))
    .map((name) => readJson(store, name))
    .filter(isSavedRun)
    .map(completed)
    .sort((a, b) => a.finishedAt - b.finishedAt || (a.run < b.run ? -1 : 1));
}

/**
 * Stores a run, or its new version; if there is no room, the oldest ones are deleted. Returns false if the run could not be
 * stored, as when the browser permits no storage.
 */
export function saveRun(store: TextStore, { configuration, ...run }: SavedRun): boolean {
  const text = `${encodeState(codec, configuration, { complete: true })}`;
  const record = JSON.stringify({ ...run, configuration: text });
  const name = savedRunPrefix + run.run;
  const others = readSavedRuns(store).filter((other) => other.run !== run.run);
  for (const { run: old } of others.splice(0, Math.max(0, others.length - maxSavedRuns + 1))) {
    deleteRun(store, old);
  }
  while (!store.setItem(name, record)) {
    const oldest = others.shift();
    if (!oldest) return false;
    deleteRun(store, oldest.run);
  }
  return true;
}

/** Deletes a run. */
export function deleteRun(store: TextStore, run: string): void {
  store.removeItem(savedRunPrefix + run);
}

/** Converts the single list that earlier versions stored. */
export function convertOldRuns(store: TextStore): void {
  const list = readJson(store, 'nn101-runs');
  for (const run of Array.isArray(list) ? list.filter(isSavedRun) : []) saveRun(store, completed(run));
  store.removeItem('nn101-runs');
}

/** The run that a lesson was in: the key of its configuration, and whether it was paused. */
export interface InterruptedRun {
  readonly key: string;
  readonly run: string;
  readonly paused: boolean;
}

/** Records that a lesson is in a run, or with `undefined` that it is in none. */
export function recordInterruptedRun(
  store: TextStore,
  owner: string,
  note: InterruptedRun | undefined,
): void {
  if (note) store.setItem(`nn101-run-${owner}`, JSON.stringify(note));
  else store.removeItem(`nn101-run-${owner}`);
}

/** Returns the record of a lesson, if there is a valid one. */
export function readInterruptedRun(store: TextStore, owner: string): InterruptedRun | undefined {
  const value = readJson(store, `nn101-run-${owner}`);
  if (!isRecord(value)) return undefined;
  const { key, run, paused } = value;
  if (typeof key !== 'string' || typeof run !== 'string' || typeof paused !== 'boolean') return undefined;
  return { key, run, paused };
}

/** The properties that later versions added, which may be missing. */
type Added = 'multiplyAdds' | 'epochsBefore' | 'finishedAt';

interface PlainRun
  extends Omit<SavedRun, 'configuration' | 'result' | Added>,
    Partial<Pick<SavedRun, Added>> {
  readonly configuration: string;
  readonly result: Omit<RunResult, 'networkBytes'> & Partial<RunResult>;
}

function isSavedRun(value: unknown): value is PlainRun {
  return (
    isRecord(value) &&
    [value.run, value.owner, value.configuration].every((text) => typeof text === 'string') &&
    typeof value.parameters === 'number' &&
    ['multiplyAdds', 'epochsBefore', 'finishedAt'].every((name) =>
      ['undefined', 'number'].includes(typeof value[name]),
    ) &&
    Array.isArray(value.epochs) &&
    value.epochs.every((record: unknown) => hasNumbers(record, ['epoch', 'loss', 'accuracy'])) &&
    hasNumbers(value.result, ['testAccuracy', 'testLoss', 'seconds', 'microsecondsPerSample'])
  );
}

function hasNumbers(value: unknown, names: readonly string[]): boolean {
  return isRecord(value) && names.every((name) => typeof value[name] === 'number');
}

function completed(run: PlainRun): SavedRun {
  const { state } = decodeState(codec, new URLSearchParams(run.configuration));
  const result = { ...run.result, networkBytes: run.result.networkBytes ?? 0 };
  return { multiplyAdds: 0, epochsBefore: 0, finishedAt: 0, ...run, result, configuration: state };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
