// node benchmarks/dist/warm-cache.js: how long a set takes that is in the cache, and how much memory; and how long torchvision
// takes, in turns, where the machine has it. The sets must be in the cache: nn101 datasets download mnist.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { thisMachine } from './record/machine.ts';
import { repeatingCommand } from './record/repeating-command.ts';
import { resultsFolder } from './record/result-files.ts';
import { runProgram } from './run-program.ts';
import { type Loader, ours, type SetName, torchvision } from './warm-cache/loaders.ts';
import { summarize, type WarmRow } from './warm-cache/warm-load.ts';

const options = {
  loads: { type: 'string', default: '9' },
  out: { type: 'string', default: resultsFolder },
} as const;
const sets: readonly SetName[] = ['mnist', 'cifar-10'];

await runProgram(async (args) => {
  const { values } = parseArgs({ args, options });
  const directory = mkdtempSync(join(tmpdir(), 'nn101-torchvision-'));
  try {
    const other = torchvision(sets, directory);
    if ('cannot' in other) console.log(`torchvision is not measured: ${other.cannot}`);
    const loaders = [ours(), ...('cannot' in other ? [] : [other])];
    const rows = sets.flatMap((set) => inTurns(loaders, set, Math.max(1, Number(values.loads))));
    console.log(write(rows, { args, out: values.out }));
  } finally {
    rmSync(directory, { recursive: true });
  }
});

function inTurns(loaders: readonly Loader[], set: SetName, loads: number): WarmRow[] {
  const rounds = Array.from({ length: loads }, () => loaders.map((loader) => loader.load(set)));
  return loaders.map((loader, i) => {
    const row = summarize(
      rounds.map((round) => round[i]),
      loader.name,
    );
    const { milliseconds, processorMilliseconds, peakBytes, peakByData } = row;
    console.log(
      `${set}, ${loader.name}: best ${milliseconds.best}, median ${milliseconds.median} ms, ${processorMilliseconds.best} ms of ` +
        `processors; ${Math.round(peakBytes / 1e6)} MB at most, ${peakByData} times the data`,
    );
    return row;
  });
}

function write(rows: readonly WarmRow[], { args, out }: { args: readonly string[]; out: string }): string {
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
  mkdirSync(out, { recursive: true });
  const file = join(out, `warm-cache-${date.slice(0, 16).replace(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
  return file;
}
