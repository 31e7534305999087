// What fused multiply-adds bring a whole training step.
import type { BenchmarkRecord, MeasuredTraining } from '../record/benchmark-record.ts';
import { figure, markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

/** A row for each model and batch size. The gain is of the best steps. */
export function fusedTable(record: BenchmarkRecord<'fused'>): string {
  const measured = record.rows.filter((row): row is MeasuredTraining => row.outcome === 'measured');
  const body = measured
    .filter(({ engine }) => engine === 'nn101')
    .map((plain) => {
      const { model, batchSize } = plain;
      const fused = measured.find(
        (row) => row.engine === 'nn101-fused' && row.model === model && row.batchSize === batchSize,
      );
      const gain = fused && plain.microsecondsPerSample.best / fused.microsecondsPerSample.best;
      return [model, String(batchSize), cell(plain), cell(fused), gain?.toFixed(2) ?? '–'];
    });
  return [
    markdownTable([['model', 'batch size', 'deterministic', 'fused', 'gain'], ...body]),
    '',
    'Microseconds for one image in a whole training step with one worker: the best step, and the median in brackets; the ' +
      `gain is of the best. ${provenance(record)}`,
  ].join('\n');
}

function cell(row: MeasuredTraining | undefined): string {
  if (!row) return '–';
  const { best, median } = row.microsecondsPerSample;
  return `${figure(best)} (${figure(median)})`;
}
