// `nn101 tour`: the whole course in two minutes. `tour/tour.ts` has its chapters.
import type { Command } from 'commander';
import { examples } from '../command-line/nn101-command.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { TourOptions } from '../tour/tour.ts';

/** Adds the command. */
export function addTour(program: Command, terminal: Terminal): void {
  const command = program
    .command('tour')
    .description(
      'Run the course in short: XOR from scratch, then MNIST with its first network, with pictures and a report.',
    )
    .option('--offline', 'work without network access')
    .action(async (options: TourOptions) => {
      const { takeTour } = await import('../tour/tour.ts');
      await takeTour(options, terminal);
    });
  examples(command, [
    ['nn101 tour', 'about two minutes'],
    ['nn101 tour --offline', 'with cached or synthetic digits'],
  ]);
}
