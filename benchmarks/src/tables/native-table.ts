// Ours beside PyTorch, and in plain words where we lose.
import type { BenchmarkRecord, MeasuredTraining, TrainingRow } from '../record/benchmark-record.ts';
import { figure, markdownTable } from './markdown.ts';
import { provenance } from './provenance.ts';

const ours = 'nn101';
const theirs = 'pytorch-1';

interface Pair {
  readonly model: string;
  readonly batchSize: number;
  readonly ours: TrainingRow | undefined;
  readonly theirs: TrainingRow | undefined;
}

/** A row for each model and batch size, in the record's order. */
export function nativeTable(record: BenchmarkRecord<'native'>): string {
  const pairs = record.rows.filter(({ engine }) => engine === ours).map((row) => pairOf(row, record.rows));
  const label = pairs.map((pair) => pair.theirs).find(isMeasured)?.label ?? 'PyTorch';
  const heading = ['model', 'batch size', 'NN101', `${label}, 1 thread`, 'NN101 is'];
  const body = pairs.map((pair) => [
    pair.model,
    String(pair.batchSize),
    cell(pair.ours),
    cell(pair.theirs),
    verdict(pair),
  ]);
  return [
    markdownTable([heading, ...body]),
    '',
    'Microseconds for one image in a whole training step (forward, loss, backward, Adam): the best step, and the median',
    `in brackets. ${losses(pairs)} ${provenance(record)}`,
  ].join('\n');
}

function pairOf({ model, batchSize }: TrainingRow, rows: readonly TrainingRow[]): Pair {
  const of = (name: string) =>
    rows.find((row) => row.engine === name && row.model === model && row.batchSize === batchSize);
  return { model, batchSize, ours: of(ours), theirs: of(theirs) };
}

function isMeasured(row: TrainingRow | undefined): row is MeasuredTraining {
  return row?.outcome === 'measured';
}

function cell(row: TrainingRow | undefined): string {
  if (!isMeasured(row)) return row ? 'cannot' : '–';
  const { best, median } = row.microsecondsPerSample;
  return `${figure(best)} (${figure(median)})`;
}

/** Their best time by ours: above 1 where we are faster. */
function speed(pair: Pair): number | undefined {
  if (!isMeasured(pair.ours) || !isMeasured(pair.theirs)) return undefined;
  return pair.theirs.microsecondsPerSample.best / pair.ours.microsecondsPerSample.best;
}

function verdict(pair: Pair): string {
  const ratio = speed(pair);
  return ratio === undefined ? '–' : `${ratio.toFixed(2)} times as fast`;
}

function losses(pairs: readonly Pair[]): string {
  const lost = pairs.filter((pair) => (speed(pair) ?? 1) < 1);
  if (lost.length === 0) return 'NN101 loses nowhere in this table.';
  const names = lost.map(({ model, batchSize }) => `${model} at batch size ${batchSize}`);
  return `NN101 loses on ${names.join(', ')}.`;
}
