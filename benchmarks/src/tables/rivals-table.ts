// Everything that trains in JavaScript, and PyTorch: a column for each model, a row for each engine.
import type { BenchmarkRecord, TrainingRow } from '../record/benchmark-record.ts';
import { figure, markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

/** Engines and models in the record's order. What cannot be trained gets a note with the engine's own words. */
export function rivalsTable(record: BenchmarkRecord<'rivals'>): string {
  const { rows } = record;
  const models = distinct(rows.map(({ model }) => model));
  const notes = distinct(rows.flatMap((row) => (row.outcome === 'cannot' ? [row.why] : [])));
  const body = distinct(rows.map(({ engine }) => engine)).map((engine) => {
    const own = rows.filter((row) => row.engine === engine);
    return [
      nameOf(engine, own),
      ...models.map((model) =>
        cell(
          own.find((row) => row.model === model),
          notes,
        ),
      ),
    ];
  });
  return [
    markdownTable([['engine', ...models], ...body]),
    '',
    'Microseconds for one image in a whole training step, the best step; in brackets the batch size.',
    ...(notes.length > 0 ? ['', ...notes.map((why, index) => `${index + 1}. ${why}`)] : []),
    '',
    provenance(record),
  ].join('\n');
}

function nameOf(engine: string, rows: readonly TrainingRow[]): string {
  const measured = rows.find((row) => row.outcome === 'measured');
  if (measured?.outcome !== 'measured') return engine;
  return measured.workers === 1 ? measured.label : `${measured.label}, ${measured.workers} threads`;
}

function cell(row: TrainingRow | undefined, notes: readonly string[]): string {
  if (!row) return '';
  if (row.outcome === 'cannot') return `cannot (note ${notes.indexOf(row.why) + 1})`;
  return `${figure(row.microsecondsPerSample.best)} (${row.batchSize})`;
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)];
}
