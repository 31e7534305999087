// The folder results/: one JSON file for each run of a benchmark, named by kind and date.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchmarkRecord, isKind, type Kind, parseRecord, type RowsByKind } from './benchmark-record.ts';
import { thisMachine } from './machine.ts';

/** benchmarks/results, from the source and from the built program alike. */
export const resultsFolder = fileURLToPath(new URL('../../results', import.meta.url));

/** A new record of this machine and moment. */
export function newRecord<K extends Kind>(
  kind: K,
  content: {
    readonly command: string;
    readonly versions: Readonly<Record<string, string>>;
    readonly rows: readonly RowsByKind[K][];
    readonly date?: Date;
  },
): BenchmarkRecord<K> {
  const { command, versions, rows, date = new Date() } = content;
  return {
    format: 'nn101-benchmark',
    formatVersion: 1,
    kind,
    date: date.toISOString(),
    command,
    machine: thisMachine(),
    versions: { node: process.versions.node, ...versions },
    rows,
  };
}

/** Writes a record and gives its path. */
export function writeRecord(record: BenchmarkRecord, folder: string = resultsFolder): string {
  mkdirSync(folder, { recursive: true });
  const moment = record.date.slice(0, 16).replace(':', '-');
  const file = join(folder, `${record.kind}-${moment}.json`);
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
  return file;
}

/** The record of a kind with the latest date; undefined where there is none. @throws BenchmarkError RESULT_DAMAGED */
export function latestRecord<K extends Kind>(
  kind: K,
  folder: string = resultsFolder,
): BenchmarkRecord<K> | undefined {
  const records = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.startsWith(`${kind}-`) && name.endsWith('.json'))
    .map((name) => parseRecord(readFileSync(join(folder, name), 'utf8'), name))
    .filter((record) => isKind(record, kind));
  return records.reduce<BenchmarkRecord<K> | undefined>(
    (latest, record) => (latest && latest.date >= record.date ? latest : record),
    undefined,
  );
}
