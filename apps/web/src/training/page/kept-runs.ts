// Finished runs, kept in the browser so that later ones can be laid over them; and which run a lesson was in when the
// page was left. Each run has a name of its own there, so that tabs which finish runs at the same time lose nothing of
// each other's. Whatever is found there is checked: it may be of another version, or of another program.

import type { EpochRecord } from '@nn101/train/graph';
import { readJson, type TextStore } from '../../state/local-memory.ts';
import { decodeState, encodeState } from '../../state/url-state.ts';
import { configurationFields, notebookConfiguration, type TrainingConfiguration } from '../configuration.ts';
import type { RunResult } from '../messages.ts';

/** A finished run. Its network lies beside it for a while: kept-networks.ts. */
export interface KeptRun {
  readonly run: string;
  readonly owner: string;
  readonly configuration: TrainingConfiguration;
  readonly parameters: number;
  /** Multiply-adds of the forward pass of one image; 0 where that is not known. */
  readonly multiplyAdds: number;
  readonly epochs: readonly EpochRecord[];
  /** Epochs that its network had gone through before, in the runs that this one went on from. */
  readonly epochsBefore: number;
  readonly result: RunResult;
  readonly isPrivate: boolean;
  /** Milliseconds since 1970. */
  readonly finishedAt: number;
}

/** More runs than this are not kept; the oldest go first. */
export const runsKept = 24;
/** What the names of kept runs begin with. */
export const keptRunsStart = 'nn101-kept-run.';
const codec = configurationFields(notebookConfiguration('mnist-basic'));

/** The kept runs, oldest first. What cannot be read is left out. */
export function readKeptRuns(store: TextStore): KeptRun[] {
  return store
    .keys()
    .filter((name) => name.startsWith(keptRunsStart))
    .map((name) => readJson(store, name))
    .filter(isKeptRun)
    .map(completed)
    .sort((a, b) => a.finishedAt - b.finishedAt || (a.run < b.run ? -1 : 1));
}

/**
 * Keeps a run, or what has changed of it; the oldest ones make room where there is none. Returns whether it is kept: a
 * store that is forbidden keeps nothing.
 */
export function keepRun(store: TextStore, { configuration, ...run }: KeptRun): boolean {
  const text = `${encodeState(codec, configuration, { complete: true })}`;
  const record = JSON.stringify({ ...run, configuration: text });
  const name = keptRunsStart + run.run;
  const others = readKeptRuns(store).filter((other) => other.run !== run.run);
  for (const { run: old } of others.splice(0, Math.max(0, others.length - runsKept + 1))) {
    forgetRun(store, old);
  }
  while (!store.setItem(name, record)) {
    const oldest = others.shift();
    if (!oldest) return false;
    forgetRun(store, oldest.run);
  }
  return true;
}

/** Forgets a run. */
export function forgetRun(store: TextStore, run: string): void {
  store.removeItem(keptRunsStart + run);
}

/** Takes apart the one list that earlier versions kept. */
export function adoptOldRuns(store: TextStore): void {
  const list = readJson(store, 'nn101-runs');
  for (const run of Array.isArray(list) ? list.filter(isKeptRun) : []) keepRun(store, completed(run));
  store.removeItem('nn101-runs');
}

/** What a lesson was doing: the key of its configuration, and whether it went on or waited. */
export interface Interruption {
  readonly key: string;
  readonly run: string;
  readonly paused: boolean;
}

/** Notes that a lesson is in a run, or, with `undefined`, that it is in none. */
export function noteInterruption(store: TextStore, owner: string, note: Interruption | undefined): void {
  if (note) store.setItem(`nn101-run-${owner}`, JSON.stringify(note));
  else store.removeItem(`nn101-run-${owner}`);
}

/** The note of a lesson, if there is one that makes sense. */
export function readInterruption(store: TextStore, owner: string): Interruption | undefined {
  const value = readJson(store, `nn101-run-${owner}`);
  if (!isRecord(value)) return undefined;
  const { key, run, paused } = value;
  if (typeof key !== 'string' || typeof run !== 'string' || typeof paused !== 'boolean') return undefined;
  return { key, run, paused };
}

/** What later versions added may be missing. */
type Added = 'multiplyAdds' | 'epochsBefore' | 'finishedAt';

interface PlainRun extends Omit<KeptRun, 'configuration' | 'result' | Added>, Partial<Pick<KeptRun, Added>> {
  readonly configuration: string;
  readonly result: Omit<RunResult, 'networkBytes'> & Partial<RunResult>;
}

function isKeptRun(value: unknown): value is PlainRun {
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

function completed(run: PlainRun): KeptRun {
  const { state } = decodeState(codec, new URLSearchParams(run.configuration));
  const result = { ...run.result, networkBytes: run.result.networkBytes ?? 0 };
  return { multiplyAdds: 0, epochsBefore: 0, finishedAt: 0, ...run, result, configuration: state };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
