// `nn101 predict`: classifies pictures with the model of a run.
import type { Command } from 'commander';
import { examples } from '../command-line/nn101-command.ts';
import type { PredictOptions } from '../images/predict-images.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Adds the command. */
export function addPredict(program: Command, terminal: Terminal): void {
  const command = program
    .command('predict <directory> <images...>')
    .description(
      'What the model of a run takes PNG or JPEG pictures for; of a directory, all pictures in it.',
    )
    .option('--json', 'print JSON lines: events prediction, unreadable and result')
    .action(async (name: string, images: string[], options: PredictOptions) => {
      const { predictImages } = await import('../images/predict-images.ts');
      await predictImages({ run: name, images, options, terminal });
    });
  examples(command, [
    ['nn101 predict runs/a seven.png', 'a drawing or photo, on light or dark'],
    ['nn101 predict runs/a digits/ --json', 'all in a directory, for a script'],
  ]);
}
