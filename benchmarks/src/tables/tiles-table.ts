// What each size of the product's tile reaches, with plain SIMD and with fused multiply-adds.
import type { BenchmarkRecord } from '../record/benchmark-record.ts';
import { figure, markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

export function tilesTable(record: BenchmarkRecord<'tiles'>): string {
  const body = record.rows.map(({ tile, plainGigaflops, fusedGigaflops }) => [
    tile,
    figure(plainGigaflops),
    figure(fusedGigaflops),
  ]);
  return [
    markdownTable([['tile', 'plain, GFLOP/s', 'fused, GFLOP/s'], ...body]),
    '',
    provenance(record),
  ].join('\n');
}
