// node benchmarks/dist/profile.js: how a training step of each of the course's models divides among the kernels of its
// plan; written to results/.
import { parseArgs } from 'node:util';
import { models } from '@nn101/models';
import { partTimes, REST, undisturbed } from './profile/step-parts.ts';
import { type ExportTimes, timeExports } from './profile/time-exports.ts';
import type { ProfileRow } from './record/benchmark-record.ts';
import { repeatingCommand } from './record/repeating-command.ts';
import { newRecord, resultsFolder, writeRecord } from './record/result-files.ts';
import { runProgram } from './run-program.ts';
import { significant } from './statistics.ts';
import { prepareNn101 } from './training/drivers/nn101.ts';
import { parseTask, type Task } from './training/task.ts';

await runProgram(async (words) => {
  const { values } = parseArgs({
    args: words,
    options: {
      models: { type: 'string', default: Object.keys(models).join(',') },
      'batch-sizes': { type: 'string', default: '1000,128' },
      steps: { type: 'string', default: '5' },
      out: { type: 'string', default: resultsFolder },
    },
  });
  const tasks = values['batch-sizes']
    .split(',')
    .flatMap((size) => values.models.split(',').map((model) => parseTask(model, size)));
  const { times } = timeExports(processorTime);
  const rows: ProfileRow[] = [];
  let versions: Readonly<Record<string, string>> = {};
  for (const task of tasks) {
    const measured = await profile(task, { times, steps: Number(values.steps) });
    versions = measured.versions;
    rows.push(measured.row);
    const { part, share } = largest(measured.row);
    console.error(
      `${task.model}, batch ${task.batchSize}: beside products, most for ${part}, ${percent(share)}`,
    );
  }
  const command = repeatingCommand('profile', words);
  console.log(writeRecord(newRecord('profile', { command, versions, rows }), values.out));
});

interface Profiling {
  readonly times: ExportTimes;
  readonly steps: number;
}

// In milliseconds. Of a clock the parts would get what the machine does meanwhile for others.
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timeOfALook(): number {
  const looks = Array.from({ length: 1000 }, processorTime);
  return Math.min(...looks.slice(1).map((time, i) => time - looks[i]));
}

async function profile(task: Task, { times, steps }: Profiling) {
  const { step, versions } = await prepareNn101(task);
  await step();
  const look = timeOfALook();
  const measured: Record<string, number>[] = [];
  for (let i = 0; i < steps; i++) {
    times.clear();
    const began = processorTime();
    await step();
    measured.push(partTimes({ times, milliseconds: processorTime() - began, look }));
  }
  const parts = Object.entries(undisturbed(measured));
  const milliseconds = parts.reduce((sum, [, spent]) => sum + spent, 0);
  const row: ProfileRow = {
    model: task.model,
    batchSize: task.batchSize,
    microsecondsPerSample: significant((1000 * milliseconds) / task.batchSize),
    shares: Object.fromEntries(
      parts.map(([part, spent]) => [part, Number((spent / milliseconds).toFixed(4))]),
    ),
  };
  return { row, versions };
}

function largest({ shares }: ProfileRow): { part: string; share: number } {
  const others = Object.entries(shares).filter(
    ([part]) => ![REST, 'convolution', 'matrix product'].includes(part),
  );
  const [part, share] = others.reduce((most, next) => (next[1] > most[1] ? next : most), ['nothing', 0]);
  return { part, share };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
