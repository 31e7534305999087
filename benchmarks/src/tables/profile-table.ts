// How a training step divides among the kernels of its plan.
import { partNames } from '../profile/step-parts.ts';
import type { BenchmarkRecord } from '../record/benchmark-record.ts';
import { figure, markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

export function profileTable(record: BenchmarkRecord<'profile'>): string {
  const { rows } = record;
  const found = new Set(rows.flatMap(({ shares }) => Object.keys(shares)));
  const parts = [...partNames, ...[...found].filter((part) => !partNames.includes(part))].filter((part) =>
    found.has(part),
  );
  const body = rows.map(({ model, batchSize, microsecondsPerSample, shares }) => [
    `${model}, ${batchSize}`,
    figure(microsecondsPerSample),
    ...parts.map((part) => (shares[part] === undefined ? '' : `${(100 * shares[part]).toFixed(1)} %`)),
  ]);
  return [markdownTable([['model, batch', 'µs a sample', ...parts], ...body]), '', provenance(record)].join(
    '\n',
  );
}
