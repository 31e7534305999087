// `nn101 models`: lists the models of the course, and prints Keras' summary table for one.
import type { Command } from 'commander';
import { examples } from '../command-line/nn101-command.ts';
import { oneOf } from '../command-line/option-values.ts';
import { paintFor, type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';
import { byteSize } from '../text/quantities.ts';
import { table } from '../text/table.ts';
import { type ArchitectureOptions, addArchitectureOptions } from '../training/train-options.ts';

interface Json {
  readonly json?: boolean;
}

/** Adds the commands. */
export function addModels(program: Command, terminal: Terminal): void {
  const group = program
    .command('models')
    .description('List the five image models of the course, and print their summaries.');
  examples(group, [
    ['nn101 models list', 'all five'],
    ['nn101 models summary mnist-cnn', "Keras' table"],
    ['nn101 models summary mnist-basic --units 64 --activation tanh', 'your turn'],
  ]);
  group
    .command('list')
    .description("List name, data set, parameters and the notebook's accuracy.")
    .option('--json', 'print JSON lines: events model and result')
    .action((options: Json) => listModels(options, terminal));
  addArchitectureOptions(
    group.command('summary <model>').description("Print Keras' summary table of a model."),
  )
    .option('--json', 'print one JSON line')
    .action((name: string, options: ArchitectureOptions & Json) => printSummary(name, options, terminal));
}

async function listModels(options: Json, terminal: Terminal): Promise<void> {
  const { models } = await import('@nn101/models/graph');
  const all = Object.values(models);
  if (options.json) {
    for (const { layers, ...model } of all) writeEvent(terminal.stdout, 'model', model);
    writeEvent(terminal.stdout, 'result', { models: all.map(({ name }) => name) });
    return;
  }
  const rows = all.map((model) => [
    model.name,
    model.dataset,
    model.parameters,
    model.epochs,
    `${(100 * model.notebook.testAccuracy).toFixed(2)} %`,
    model.title,
  ]);
  const heading = ['name', 'data set', 'parameters', 'epochs', 'notebook', 'what it is'];
  writeLine(terminal.stdout, table([heading, ...rows]));
}

async function printSummary(
  name: string,
  options: ArchitectureOptions & Json,
  terminal: Terminal,
): Promise<void> {
  const { createNetwork, formatSummary, models, summarizeNetwork } = await import('@nn101/models/graph');
  const { checkActivation } = await import('../training/configuration.ts');
  const model = oneOf(
    name,
    'model',
    Object.values(models).map((known) => known.name),
  );
  const { units, hiddenLayers } = options;
  const activation = checkActivation(options.activation);
  const summary = summarizeNetwork(createNetwork(model, { units, activation, hiddenLayers }));
  if (options.json) {
    writeEvent(terminal.stdout, 'result', { model, ...summary });
    return;
  }
  writeLine(terminal.stdout, formatSummary(summary));
  const { dim } = paintFor(terminal.stdout);
  const millions = (summary.multiplyAdds / 1e6).toFixed(2);
  writeLine(
    terminal.stdout,
    dim(`One image: ${millions} million multiply-adds, ${byteSize(summary.activationBytes)} of activations.`),
  );
}
