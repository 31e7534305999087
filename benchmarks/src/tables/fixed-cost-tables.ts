// What a step costs beside its arithmetic, and what follows from it for more cores.
import { partsOf, predictStep } from '../fixed-cost/predict-cores.ts';
import type { BenchmarkRecord, FixedCostRow } from '../record/benchmark-record.ts';
import { figure, markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

/** A row for each number of workers. */
export function fixedCostTable(record: BenchmarkRecord<'fixed-cost'>): string {
  const { rows } = record;
  const of = (part: FixedCostRow['part'], workers: number) => {
    const found = rows.find((row) => row.part === part && row.workers === workers);
    return found ? `${figure(found.microseconds.best)} (${figure(found.microseconds.median)})` : '–';
  };
  const workers = rows.filter(({ part }) => part === 'step').map((row) => row.workers);
  const body = workers.map((count) => [
    String(count),
    of('step', count),
    of('wakeUp', count),
    of('sum', count),
    of('update', count),
  ]);
  const numbers = figure(rows.find(({ part }) => part === 'sum')?.parameters ?? 0);
  const heading = [
    ...['workers', 'step of a tiny network', 'one wake-up of all'],
    ...[`sum of ${numbers} numbers`, `update of ${numbers} parameters`],
  ];
  return [
    markdownTable([heading, ...body]),
    '',
    `Microseconds, the best, and the median in brackets. ${provenance(record)}`,
  ].join('\n');
}

const predicted = [4, 8, 16] as const;

/** A row for each network: measured with one and two workers, and worked out for two, four, eight and sixteen cores. */
export function coresModelTable(record: BenchmarkRecord<'fixed-cost'>): string {
  const { rows } = record;
  const parts = partsOf(rows);
  const networks = rows.filter(({ part, workers }) => part === 'network' && workers === 1);
  const body = networks.map((one) => {
    const two = rows.find(
      ({ part, network, workers }) => part === 'network' && network === one.network && workers === 2,
    );
    const { lanes = 1, parameters = 0, batchSize = 1 } = one;
    const microseconds = one.microseconds.best;
    const gain = (workers: number, memory: 'growing' | 'as for two') =>
      microseconds / predictStep({ microseconds, parameters, lanes }, parts, { workers, memory });
    const range = (workers: number) => {
      const [least, most] = [gain(workers, 'as for two'), gain(workers, 'growing')].map((one) =>
        one.toFixed(1),
      );
      return least === most ? least : `${least} to ${most}`;
    };
    return [
      one.network ?? '',
      figure(microseconds / batchSize),
      two ? (microseconds / two.microseconds.best).toFixed(2) : '–',
      gain(2, 'growing').toFixed(2),
      ...predicted.map(range),
    ];
  });
  const heading = [
    ...['network', '1 worker, µs an image', '2 workers, measured', '2 cores, worked out'],
    ...predicted.map((count) => `${count} cores, worked out`),
  ];
  return [
    markdownTable([heading, ...body]),
    '',
    `Gains over one worker, at batch size ${networks[0]?.batchSize} in ${networks[0]?.lanes} lanes. ${provenance(record)}`,
  ].join('\n');
}
