// node benchmarks/dist/memory.js: how much memory each network of the zoo takes at the most while it trains, ours and PyTorch's.
// Written to results/. Needs Linux.
import { parseArgs } from 'node:util';
import { BenchmarkError } from './benchmark-error.ts';
import { type MemoryOptions, openZoo, type ZooMemory } from './memory/zoo-memory.ts';
import type { MemoryRow } from './record/benchmark-record.ts';
import { repeatingCommand } from './record/repeating-command.ts';
import { newRecord, resultsFolder, writeRecord } from './record/result-files.ts';
import { runProgram } from './run-program.ts';

const options = {
  networks: { type: 'string' },
  'batch-size': { type: 'string', default: '1024' },
  steps: { type: 'string', default: '5' },
  repeats: { type: 'string', default: '3' },
  out: { type: 'string', default: resultsFolder },
} as const;

await runProgram(async (words) => {
  const { values } = parseArgs({ args: words, options });
  const count = (name: 'batch-size' | 'steps' | 'repeats') => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value > 0) return value;
    throw new BenchmarkError(
      'USAGE',
      `--${name} takes a whole number from 1, but received "${values[name]}".`,
    );
  };
  const zoo = await openZoo();
  const names = values.networks?.split(',') ?? zoo.names;
  const unknown = names.find((name) => !zoo.names.includes(name));
  if (unknown !== undefined) {
    throw new BenchmarkError('USAGE', `The zoo has ${zoo.names.join(', ')}, but no "${unknown}".`);
  }
  const settings: MemoryOptions = { batchSize: count('batch-size'), steps: count('steps') };
  const engines = [
    { engine: 'nn101', measure: (name: string) => zoo.ours(name, settings) },
    { engine: 'nn101-one-lane', measure: (name: string) => zoo.ours(name, { ...settings, lanes: 1 }) },
    { engine: 'pytorch', measure: (name: string) => zoo.pyTorch(name, settings) },
  ] as const;
  const versions: Record<string, string> = {};
  const rows = names.flatMap((network) =>
    engines.map(({ engine, measure }): MemoryRow => {
      const all = Array.from({ length: count('repeats') }, () => measure(network));
      if (engine === 'pytorch') versions.torch = all[0].version;
      const middle = middleOf(all);
      console.error(
        `${network} ${engine}: ${megabytes(middle.growthBytes)} MB above ${megabytes(middle.baseBytes)}`,
      );
      return { network, engine, batchSize: settings.batchSize, ...middle };
    }),
  );
  const command = repeatingCommand('memory', words);
  console.log(writeRecord(newRecord('memory', { command, versions, rows }), values.out));
});

/** The process of middle growth. */
function middleOf(all: readonly ZooMemory[]): Pick<MemoryRow, 'baseBytes' | 'growthBytes'> {
  const grown = all.map(({ baseBytes, peakBytes }) => ({ baseBytes, growthBytes: peakBytes - baseBytes }));
  return grown.sort((a, b) => a.growthBytes - b.growthBytes)[(grown.length - 1) >> 1];
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
