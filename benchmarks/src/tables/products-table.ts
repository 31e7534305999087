// How near the matrix product comes to what its innermost loop could do.
import type { BenchmarkRecord } from '../record/benchmark-record.ts';
import { figure, markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

export function productsTable(record: BenchmarkRecord<'products'>): string {
  const body = record.rows.map(({ product, gigaflops, loopGigaflops, share }) => [
    product,
    figure(gigaflops),
    figure(loopGigaflops),
    `${Math.round(100 * share)} %`,
  ]);
  return [
    markdownTable([['product', 'GFLOP/s', 'bare loop', 'share'], ...body]),
    '',
    provenance(record),
  ].join('\n');
}
