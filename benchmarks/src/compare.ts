// node benchmarks/dist/compare.js native|cores|fused|networks|rivals: whole training steps of several engines, written to results/.
import { parseArgs } from 'node:util';
import { BenchmarkError } from './benchmark-error.ts';
import type { TrainingRow } from './record/benchmark-record.ts';
import { repeatingCommand } from './record/repeating-command.ts';
import { newRecord, resultsFolder, writeRecord } from './record/result-files.ts';
import { runProgram } from './run-program.ts';
import { type Choice, chooseGroups } from './training/choose-groups.ts';
import { openEngine } from './training/engine-process.ts';
import { engineProgram } from './training/engines.ts';
import { type Cell, presets } from './training/presets.ts';
import { type Limits, takeTurns } from './training/take-turns.ts';

const options = {
  models: { type: 'string' },
  engines: { type: 'string' },
  'batch-size': { type: 'string' },
  seconds: { type: 'string' },
  rounds: { type: 'string' },
  out: { type: 'string', default: resultsFolder },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

await runProgram(async (words) => {
  const { positionals, values } = parseArgs({ args: words, options, allowPositionals: true });
  const preset = Object.values(presets).find(({ kind }) => kind === positionals[0]);
  if (!preset || positionals.length !== 1) {
    throw new BenchmarkError('USAGE', `compare takes one of ${Object.keys(presets).join(', ')}.`);
  }
  const limits = limitsOf(preset.limits, values);
  const rows: TrainingRow[] = [];
  const versions: Record<string, string> = {};
  for (const group of chooseGroups(preset.groups, chosenBy(values))) {
    const open = (cell: Cell) => openEngine(engineProgram(cell.engine, cell), limits.processSeconds);
    const result = await takeTurns(group, { open, limits, now: () => performance.now() });
    rows.push(...result.rows);
    Object.assign(versions, result.versions);
    for (const row of result.rows) console.error(line(row));
  }
  const command = repeatingCommand('compare', words);
  console.log(writeRecord(newRecord(preset.kind, { command, versions, rows }), values.out));
});

function limitsOf(limits: Limits, { rounds, seconds }: Values): Limits {
  return {
    ...limits,
    ...(rounds && { leastRounds: positive('rounds', rounds), mostRounds: positive('rounds', rounds) }),
    ...(seconds && { seconds: positive('seconds', seconds) }),
  };
}

function chosenBy(values: Values): Choice {
  const batchSize = values['batch-size'];
  return {
    models: values.models?.split(','),
    engines: values.engines?.split(','),
    batchSize: batchSize ? positive('batch-size', batchSize) : undefined,
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new BenchmarkError('USAGE', `--${name} takes a whole number from 1, but received "${text}".`);
}

function line(row: TrainingRow): string {
  const where = `${row.model} batch ${row.batchSize} ${row.engine}`;
  if (row.outcome === 'cannot') return `${where}: ${row.why}`;
  const { best, median } = row.microsecondsPerSample;
  return `${where}: best ${best} µs, median ${median} µs a sample, ${row.steps} steps`;
}
