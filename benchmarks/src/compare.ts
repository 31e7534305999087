// node benchmarks/dist/compare.js native|rivals: whole training steps of several engines, written to results/.
import { parseArgs } from 'node:util';
import { BenchmarkError } from './benchmark-error.ts';
import type { TrainingRow } from './record/benchmark-record.ts';
import { newRecord, resultsFolder, writeRecord } from './record/result-files.ts';
import { runProgram } from './run-program.ts';
import { openEngine } from './training/engine-process.ts';
import { engineProgram } from './training/engines.ts';
import { type Cell, presets } from './training/presets.ts';
import { takeTurns } from './training/take-turns.ts';

const options = {
  models: { type: 'string' },
  engines: { type: 'string' },
  'batch-sizes': { type: 'string' },
  seconds: { type: 'string' },
  rounds: { type: 'string' },
  out: { type: 'string', default: resultsFolder },
} as const;

await runProgram(async (words) => {
  const { positionals, values } = parseArgs({ args: words, options, allowPositionals: true });
  const preset = Object.values(presets).find(({ kind }) => kind === positionals[0]);
  if (!preset || positionals.length !== 1) {
    throw new BenchmarkError('USAGE', `compare takes one of ${Object.keys(presets).join(', ')}.`);
  }
  const rounds = values.rounds && { leastRounds: Number(values.rounds), mostRounds: Number(values.rounds) };
  const limits = { ...preset.limits, ...rounds, ...(values.seconds && { seconds: Number(values.seconds) }) };
  const rows: TrainingRow[] = [];
  const versions: Record<string, string> = {};
  for (const group of preset.groups.map((cells) => cells.filter(isChosen(values)))) {
    const open = (cell: Cell) => openEngine(engineProgram(cell.engine, cell), limits.processSeconds);
    const result = await takeTurns(group, { open, limits, now: () => performance.now() });
    rows.push(...result.rows);
    Object.assign(versions, result.versions);
    for (const row of result.rows) console.error(line(row));
  }
  const command = ['node benchmarks/dist/compare.js', ...words].join(' ');
  console.log(writeRecord(newRecord(preset.kind, { command, versions, rows }), values.out));
});

function isChosen(values: { models?: string; engines?: string; 'batch-sizes'?: string }) {
  const allows = (list: string | undefined, word: string) => !list || list.split(',').includes(word);
  return ({ engine, model, batchSize }: Cell) =>
    allows(values.models, model) &&
    allows(values.engines, engine) &&
    allows(values['batch-sizes'], String(batchSize));
}

function line(row: TrainingRow): string {
  const where = `${row.model} batch ${row.batchSize} ${row.engine}`;
  if (row.outcome === 'cannot') return `${where}: ${row.why}`;
  const { best, median } = row.microsecondsPerSample;
  return `${where}: best ${best} µs, median ${median} µs a sample, ${row.steps} steps`;
}
