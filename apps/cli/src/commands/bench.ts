// `nn101 bench`: the time of one training step of each model on this machine. `benchmark/measure-model.ts` does the
// measuring.
import type { NetworkName } from '@nn101/models/graph';
import type { Arithmetic } from '@nn101/train/graph';
import type { Command } from 'commander';
import type { StepTime } from '../benchmark/measure-model.ts';
import { examples } from '../command-line/nn101-command.ts';
import { oneOf, wholeNumber } from '../command-line/option-values.ts';
import { thisMachine } from '../machine.ts';
import { packageVersion } from '../package-version.ts';
import { liveLine } from '../progress/live-line.ts';
import { type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';
import { microseconds } from '../text/quantities.ts';
import { table } from '../text/table.ts';
import { arithmeticOption } from '../training/train-options.ts';

/** The options of `nn101 bench`. */
export interface BenchOptions {
  /** Names of models, separated by commas; the course's five models by default. */
  readonly models?: string;
  readonly batchSize: number;
  readonly workers: number;
  readonly arithmetic: Arithmetic;
  readonly steps: number;
  readonly json?: boolean;
}

/** Adds the command. */
export function addBench(program: Command, terminal: Terminal): void {
  const command = program
    .command('bench')
    .description('Measure one training step of each model: forward, loss, backward, Adam.')
    .option(
      '--models <names>',
      "models, comma-separated: the course's five by default; also resnet-20, airbench-94 and mobilenet-32",
    )
    .option('--batch-size <count>', 'images per step', batchSize, 128)
    .option('--workers <count>', 'threads that share the work', workers, 1)
    .addOption(arithmeticOption().default('deterministic'))
    .option('--steps <count>', 'steps to measure, after one to warm up', steps, 5)
    .option('--json', 'print JSON lines: events bench and result')
    .action((options: BenchOptions) => runBench(options, terminal));
  examples(command, [
    ['nn101 bench', "the course's five models"],
    ['nn101 bench --models resnet-20,airbench-94,mobilenet-32', 'modern networks'],
    ['nn101 bench --models mnist-cnn,cifar-cnn --batch-size 1000 --steps 3', "the notebook's batch size"],
    ['nn101 bench --arithmetic fused', 'with fused multiply-adds; Node 22 or later'],
    ['nn101 bench --json', 'for a script'],
  ]);
}

async function runBench(options: BenchOptions, terminal: Terminal): Promise<void> {
  const { models, networks } = await import('@nn101/models/graph');
  const { measureModel } = await import('../benchmark/measure-model.ts');
  const names =
    options.models === undefined
      ? (Object.keys(models) as NetworkName[])
      : chosenModels(options.models, Object.keys(networks) as NetworkName[]);
  const engine = `nn101 wasm simd (${options.arithmetic})`;
  const line = liveLine(terminal.stderr, terminal.now);
  const results: StepTime[] = [];
  for (const model of names) {
    const onStep = (step: number) => line.show(() => `${model}: step ${step} of ${options.steps} …`);
    const result = await measureModel(model, { ...options, engine, terminal, onStep });
    line.clear();
    results.push(result);
    if (options.json) writeEvent(terminal.stdout, 'bench', result);
  }
  if (options.json) {
    const all = { nn101: packageVersion(), node: process.versions.node };
    writeEvent(terminal.stdout, 'result', { results, machine: thisMachine(), versions: all });
  } else writeLine(terminal.stdout, benchTable(results));
}

function chosenModels(list: string, known: readonly NetworkName[]): readonly NetworkName[] {
  return list.split(',').map((word) => oneOf(word.trim(), 'model', known));
}

/** A row for each model, followed by the meaning of the columns. */
export function benchTable(results: readonly StepTime[]): string {
  const rows = results.map(({ model, microsecondsPerSample: { best, median } }) => [
    model,
    `${microseconds(best)} µs`,
    `${microseconds(median)} µs`,
  ]);
  const [{ engine, workers, batchSize }] = results;
  return [
    table([['model', 'best', 'median'], ...rows]),
    '',
    `Time per image of one whole training step: ${engine}, workers ${workers}, batch size ${batchSize}.`,
  ].join('\n');
}

const batchSize = wholeNumber('--batch-size', { minimum: 1, maximum: 20_000 });
const steps = wholeNumber('--steps', { minimum: 1, maximum: 100_000 });
const workers = wholeNumber('--workers', { minimum: 1, maximum: 64 });
