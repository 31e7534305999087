// What a second worker brings, and PyTorch with two threads beside it.
import type { BenchmarkRecord, MeasuredTraining } from '../record/benchmark-record.ts';
import { figure, markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

/** A row for each model. Ratios are of the best steps. */
export function coresTable(record: BenchmarkRecord<'cores'>): string {
  const measured = record.rows.filter((row): row is MeasuredTraining => row.outcome === 'measured');
  const models = [...new Set(record.rows.map(({ model }) => model))];
  const label = measured.find(({ engine }) => engine === 'pytorch-2')?.label ?? 'PyTorch';
  const heading = ['model', '1 worker', '2 workers', 'gain', `${label}, 2 threads`, '2 workers are'];
  const body = models.map((model) => {
    const of = (name: string) => measured.find((row) => row.engine === name && row.model === model);
    const [one, two, theirs] = [of('nn101'), of('nn101-2'), of('pytorch-2')];
    return [
      model,
      cell(one),
      cell(two),
      ratio(one, two),
      cell(theirs),
      theirs ? `${ratio(theirs, two)} times as fast` : '–',
    ];
  });
  return [
    markdownTable([heading, ...body]),
    '',
    'Microseconds for one image in a whole training step at batch size 1000: the best step, and the median in brackets; ' +
      `ratios are of the best. ${provenance(record)}`,
  ].join('\n');
}

function cell(row: MeasuredTraining | undefined): string {
  if (!row) return '–';
  const { best, median } = row.microsecondsPerSample;
  return `${figure(best)} (${figure(median)})`;
}

function ratio(slower: MeasuredTraining | undefined, faster: MeasuredTraining | undefined): string {
  if (!slower || !faster) return '–';
  return (slower.microsecondsPerSample.best / faster.microsecondsPerSample.best).toFixed(2);
}
