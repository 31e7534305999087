// The rungs of the ladder with what each gains.
import type { BenchmarkRecord, RungRow } from '../record/benchmark-record.ts';
import { figure, markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

/** A table for each subject, in the record's order. */
export function ladderTable(record: BenchmarkRecord<'ladder'>): string {
  const subjects = [...new Set(record.rows.map(({ subject }) => subject))];
  const parts = subjects.map((subject) =>
    subjectTable(
      subject,
      record.rows.filter((row) => row.subject === subject),
    ),
  );
  return [...parts, provenance(record)].join('\n\n');
}

function subjectTable(subject: string, rows: readonly RungRow[]): string {
  const body = rows.map(({ rung, milliseconds, gigaflops }, index) => [
    rung,
    figure(milliseconds.best),
    figure(gigaflops),
    index === 0 ? '' : times(rows[index - 1], rows[index]),
    times(rows[0], rows[index]),
  ]);
  const heading = ['rung', 'ms', 'GFLOP/s', 'gain on the rung before', 'gain on the first'];
  return `${subject}:\n\n${markdownTable([heading, ...body])}`;
}

function times(slow: RungRow, fast: RungRow): string {
  return `${figure(slow.milliseconds.best / fast.milliseconds.best)} ×`;
}
