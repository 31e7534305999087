// Kernels beside the stock backend's: a row for each kernel, with its typical and its least gain.
import type { BenchmarkRecord, OperationRow } from '../record/benchmark-record.ts';
import { geometricMean } from '../statistics.ts';
import { figure, markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

type Compared = OperationRow & Required<Pick<OperationRow, 'ratio' | 'stockMicroseconds'>>;

/** What two measurements of one thing may differ by. */
const NOISE = 1.03;

/** Kernels in the record's order; those that the stock backend lacks are named beneath. */
export function operationsTable(record: BenchmarkRecord<'operations'>): string {
  const compared = record.rows.filter((row): row is Compared => row.ratio !== undefined);
  const kernels = [...new Set(compared.map(({ kernel }) => kernel))];
  const added = [
    ...new Set(record.rows.filter(({ ratio }) => ratio === undefined).map(({ kernel }) => kernel)),
  ];
  const body = kernels.map((kernel) =>
    summary(
      kernel,
      compared.filter((row) => row.kernel === kernel),
    ),
  );
  const slower = compared.filter(({ ratio }) => ratio < 1 / NOISE);
  return [
    markdownTable([['kernel', 'shapes', 'typical gain', 'least gain', 'where'], ...body]),
    '',
    'Stock time by ours: 2 is twice as fast. The typical gain is the geometric mean over the shapes.',
    ...(added.length > 0 ? [`New, with nothing to compare: ${added.join(', ')}.`] : []),
    `${slower.length} of ${compared.length} shapes take more than ${NOISE} times the stock time${list(slower)}.`,
    provenance(record),
  ].join('\n');
}

function summary(kernel: string, rows: readonly Compared[]): string[] {
  const least = rows.reduce((low, row) => (row.ratio < low.ratio ? row : low));
  const typical = geometricMean(rows.map(({ ratio }) => ratio));
  return [kernel, String(rows.length), figure(typical), figure(least.ratio), least.shape];
}

function list(rows: readonly Compared[]): string {
  if (rows.length === 0) return '';
  return `: ${rows.map(({ kernel, shape, ratio }) => `${kernel} ${shape} (${figure(ratio)})`).join(', ')}`;
}
