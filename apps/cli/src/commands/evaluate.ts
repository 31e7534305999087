// `nn101 evaluate`: the model of a run on the test images of its data set.
import type { Command } from 'commander';
import { examples } from '../options/examples.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';

interface EvaluateOptions {
  readonly offline?: boolean;
  readonly json?: boolean;
}

/** Adds the command. */
export function addEvaluate(program: Command, terminal: Terminal): void {
  const command = program
    .command('evaluate <directory>')
    .description("Test loss, accuracy and classification report of a run's model.")
    .option('--offline', 'use no network')
    .option('--json', 'print one JSON line')
    .action((name: string, options: EvaluateOptions) => evaluateRun(name, options, terminal));
  examples(command, [['nn101 evaluate runs/a', 'on the data set that the run was trained on']]);
}

async function evaluateRun(name: string, options: EvaluateOptions, terminal: Terminal): Promise<void> {
  const { assessRun } = await import('../training/assess-run.ts');
  const { report, text, result } = await assessRun(name, { terminal, offline: options.offline });
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
