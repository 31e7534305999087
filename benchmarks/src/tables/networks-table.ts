// Ours beside native engines: a row for each network, batch size and number of threads, a column for each engine.
import type { BenchmarkRecord, MeasuredTraining, TrainingRow } from '../record/benchmark-record.ts';
import { figure, markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

/** Engines by what precedes their number of threads, in the table's order. */
const engines = ['nn101', 'pytorch', 'pytorch-newest', 'tensorflow'] as const;

type Family = (typeof engines)[number];

/** Rows in the record's order. What cannot be measured is told below the table in the engine's own words. */
export function networksTable(record: BenchmarkRecord<'networks'>): string {
  const { rows } = record;
  const groups = new Map<string, TrainingRow[]>();
  for (const row of rows) {
    const key = `${row.model} ${row.batchSize} ${threadsOf(row)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const heading = ['network', 'batch size', 'threads', ...engines.map((name) => labelOf(name, rows))];
  const body = [...groups.values()].map((group) => [
    group[0].model,
    String(group[0].batchSize),
    String(threadsOf(group[0])),
    ...engines.map((name) =>
      cell(
        group.find((row) => familyOf(row) === name),
        group.find((row) => familyOf(row) === 'nn101'),
      ),
    ),
  ]);
  const failures = rows.flatMap((row) => (row.outcome === 'cannot' ? [`${row.engine}: ${row.why}`] : []));
  return [
    markdownTable([heading, ...body]),
    '',
    'Microseconds for one image in a whole training step, the best step; in brackets how many times as long as NN101 takes.',
    ...[...new Set(failures)].map((why) => `Not measured, ${why}`),
    '',
    provenance(record),
  ].join('\n');
}

/** The last part of an engine's name, where it is a number. */
function threadsOf({ engine }: TrainingRow): number {
  return Number(/-(\d)$/.exec(engine)?.[1] ?? 1);
}

function familyOf({ engine }: TrainingRow): string {
  return engine.replace(/-\d$/, '');
}

function labelOf(name: Family, rows: readonly TrainingRow[]): string {
  const found = rows.filter(isMeasured).find((row) => familyOf(row) === name);
  return found?.label ?? name;
}

function isMeasured(row: TrainingRow | undefined): row is MeasuredTraining {
  return row?.outcome === 'measured';
}

function cell(row: TrainingRow | undefined, ours: TrainingRow | undefined): string {
  if (!row) return '';
  if (!isMeasured(row)) return '–';
  const { best } = row.microsecondsPerSample;
  if (row === ours || !isMeasured(ours)) return figure(best);
  return `${figure(best)} (${(best / ours.microsecondsPerSample.best).toFixed(2)})`;
}
