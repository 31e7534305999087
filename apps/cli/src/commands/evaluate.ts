// `nn101 evaluate`: tests a run's model on the test images of its data set.
import type { Command } from 'commander';
import { examples } from '../command-line/nn101-command.ts';
import { wholeNumber } from '../command-line/option-values.ts';
import { type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';

interface EvaluateOptions {
  readonly first?: number;
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** Adds the command. */
export function addEvaluate(program: Command, terminal: Terminal): void {
  const command = program
    .command('evaluate <directory>')
    .description("Print test loss, accuracy and classification report of a run's model.")
    .option('--first <count>', 'test on this many images only', first)
    .option('--offline', 'work without network access')
    .option('--json', 'print one JSON line')
    .action((name: string, options: EvaluateOptions) => evaluateRun(name, options, terminal));
  examples(command, [
    ['nn101 evaluate runs/a', 'on the data set that the run was trained on'],
    ['nn101 evaluate runs/a --first 1000', 'on a part of the test images'],
  ]);
}

const first = wholeNumber('--first', { minimum: 1, maximum: 1_000_000 });

async function evaluateRun(name: string, options: EvaluateOptions, terminal: Terminal): Promise<void> {
  const { assessRun } = await import('../training/assess-run.ts');
  const { report, text, result } = await assessRun(name, { ...options, terminal });
  if (options.json) {
    writeEvent(terminal.stdout, 'result', { ...result, report });
    return;
  }
  const { testLoss, testAccuracy } = result;
  writeLine(
    terminal.stdout,
    `test loss ${testLoss.toFixed(4)}  accuracy ${testAccuracy.toFixed(4)}\n\n${text}`,
  );
}
