// `nn101 predict`: classifies pictures with the model of a run.
import type { Command } from 'commander';
import { examples } from '../command-line/nn101-command.ts';
import type { PredictOptions } from '../images/predict-images.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Adds the command. */
export function addPredict(program: Command, terminal: Terminal): void {
  const command = program
    .command('predict <directory> <images...>')
    .description("Classify PNG or JPEG pictures with a run's model; for a directory, all pictures in it.")
    .option('--json', 'print JSON lines: events prediction, unreadable and result')
    .action(async (name: string, images: string[], options: PredictOptions) => {
      const { predictImages } = await import('../images/predict-images.ts');
      await predictImages({ run: name, images, options, terminal });
    });
  examples(command, [
    ['nn101 predict runs/a seven.png', 'a drawing or photo, light or dark'],
    ['nn101 predict runs/a digits/ --json', 'all pictures in a directory, for a script'],
  ]);
}
