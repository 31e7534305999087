// `nn101 train`: trains one model and writes a run directory. `training/train-command.ts` does the work.
import type { Command } from 'commander';
import { examples } from '../command-line/nn101-command.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { addTrainOptions, type TrainOptions } from '../training/train-options.ts';

/** Adds the command. */
export function addTrain(program: Command, terminal: Terminal): void {
  const command = program
    .command('train [model]')
    .description('Train a model of the course. Saves checkpoints, and writes a run directory with a report.');
  addTrainOptions(command).action(async (name: string | undefined, options: TrainOptions) => {
    // Training takes a while to load; help and typing errors should not wait for it.
    const { trainCommand } = await import('../training/train-command.ts');
    await trainCommand(name, options, terminal);
  });
  examples(command, [
    ['nn101 train mnist-basic --seed 1 --out runs/a', 'as in the notebook'],
    ['nn101 train mnist-basic --recipe tuned', 'the same network, trained better'],
    ['nn101 train mnist-cnn --epochs 1', 'one epoch of a convolutional network'],
    ['nn101 train cifar-cnn --limit 2000 --epochs 3', 'a quick look'],
    ['nn101 train mnist-basic --units 64 --activation tanh', 'your turn'],
    ['nn101 train mnist-basic --dataset synthetic', 'without a download'],
    ['nn101 train --resume runs/a', 'resume after Ctrl-C, a crash or a power cut'],
  ]);
}
