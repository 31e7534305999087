// Assembles the commands of `nn101`. Each command has a file in `commands/`.
import { Command } from 'commander';
import { examples } from './command-line/nn101-command.ts';
import { addBench } from './commands/bench.ts';
import { addDatasets } from './commands/datasets.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addModels } from './commands/models.ts';
import { addPredict } from './commands/predict.ts';
import { addReport } from './commands/report.ts';
import { addServe } from './commands/serve.ts';
import { addTour } from './commands/tour.ts';
import { addTrain } from './commands/train.ts';
import { addXor } from './commands/xor.ts';
import { packageVersion } from './package-version.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Builds the command-line parser. It never exits and never prints errors, but throws. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('nn101');
  program
    .description('Neural networks 101: from XOR by hand to convolutional networks on real images.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      // run.ts prints all errors, in one form.
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(terminal.stdout.columns(), 110),
      getOutHasColors: () => terminal.stdout.colours !== 'none',
    });
  examples(program, [
    ['nn101 tour', 'the whole course in two minutes'],
    ['nn101 xor --seed 2', 'a network from scratch learns XOR'],
    ['nn101 train mnist-basic --seed 1 --out runs/a', 'train on MNIST, write a report'],
    ['nn101 predict runs/a my-digit.png', 'read your own handwriting'],
    ['nn101 serve --open', 'the course in the browser'],
    ['nn101 doctor', 'check this machine'],
  ]);
  for (const add of commands) add(program, terminal);
  return program;
}

const commands = [
  addTour,
  addXor,
  addDatasets,
  addModels,
  addTrain,
  addEvaluate,
  addPredict,
  addReport,
  addServe,
  addBench,
  addDoctor,
];
