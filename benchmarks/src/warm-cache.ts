// node benchmarks/dist/warm-cache.js: how long a set takes that is in the cache, and how much memory. Each load is a
// process of its own. The sets must be in the cache: nn101 datasets download mnist.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BenchmarkError } from './benchmark-error.ts';
import { thisMachine } from './record/machine.ts';
import { repeatingCommand } from './record/repeating-command.ts';
import { resultsFolder } from './record/result-files.ts';
import { runProgram } from './run-program.ts';
import { summarize, type WarmLoad } from './warm-cache/warm-load.ts';

const options = {
  loads: { type: 'string', default: '9' },
  out: { type: 'string', default: resultsFolder },
} as const;

await runProgram(async (args) => {
  const { values } = parseArgs({ args, options });
  const rows = (['mnist', 'cifar-10'] as const).map((name) => {
    const row = summarize(Array.from({ length: Math.max(1, Number(values.loads)) }, () => load(name)));
    const { milliseconds, processorMilliseconds, peakBytes, peakByData } = row;
    console.log(
      `${name}: best ${milliseconds.best}, median ${milliseconds.median} ms, ${processorMilliseconds.best} ms of processors; ` +
        `${Math.round(peakBytes / 1e6)} MB at most, ${peakByData} times the data`,
    );
    return row;
  });
  const date = new Date().toISOString();
  const record = {
    format: 'nn101-benchmark',
    formatVersion: 1,
    kind: 'warm-cache',
    date,
    command: repeatingCommand('warm-cache', args),
    machine: thisMachine(),
    versions: { node: process.versions.node },
    rows,
  };
  mkdirSync(values.out, { recursive: true });
  const file = join(values.out, `warm-cache-${date.slice(0, 16).replace(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
  console.log(file);
});

function load(name: WarmLoad['name']): WarmLoad {
  const program = fileURLToPath(new URL('./warm-cache/load-process.js', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, name], { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout);
  const reason = /DatasetError.*/.exec(stderr)?.[0] ?? stderr;
  throw new BenchmarkError('ENGINE_FAILED', `${name} could not be loaded: ${reason}`);
}
