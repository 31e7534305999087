// Memory that the zoo's networks take while they train: a row for each, ours and PyTorch's.
import type { BenchmarkRecord, MemoryRow } from '../record/benchmark-record.ts';
import { markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

/** What each process took above what it had before the network was built; the two bases stand below. */
export function memoryTable(record: BenchmarkRecord<'memory'>): string {
  const { rows, versions } = record;
  const of = (network: string, engine: MemoryRow['engine']) =>
    rows.find((row) => row.network === network && row.engine === engine)?.growthBytes ?? Number.NaN;
  const body = [...new Set(rows.map(({ network }) => network))].map((network) => {
    const theirs = of(network, 'pytorch');
    const ours = (['nn101', 'nn101-one-lane'] as const).map((engine) => of(network, engine));
    return [
      network,
      ...ours.map((bytes) => `${megabytes(bytes)} (${(bytes / theirs).toFixed(2)})`),
      megabytes(theirs),
    ];
  });
  const heading = ['network', 'NN101', 'NN101, one lane', `PyTorch ${versions.torch}`];
  return [
    markdownTable([heading, ...body]),
    '',
    `Megabytes that a process takes at the most, above what it takes before the network is built, at batch size ${rows[0]?.batchSize}; ` +
      `in brackets, of PyTorch's. Before, Node with tfjs and NN101 takes ${baseOf(rows, 'nn101')} MB, ` +
      `Python with PyTorch ${baseOf(rows, 'pytorch')} MB.`,
    '',
    provenance(record),
  ].join('\n');
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

/** The middle one of all networks. */
function baseOf(rows: readonly MemoryRow[], engine: MemoryRow['engine']): string {
  const bases = rows.filter((row) => row.engine === engine).map(({ baseBytes }) => baseBytes);
  return (bases.sort((a, b) => a - b)[(bases.length - 1) >> 1] / 1e6).toFixed(0);
}
