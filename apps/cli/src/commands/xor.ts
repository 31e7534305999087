// `nn101 xor`: a network from scratch learns XOR. The mathematics is in @nn101/scratch; here is only the telling.

import { trainXor, type XorCost, type XorResult, xorExamples } from '@nn101/scratch';
import type { Command } from 'commander';
import { examples } from '../command-line/examples.ts';
import { realNumber, wholeNumber } from '../command-line/option-values.ts';
import { writeEvent } from '../terminal/json-lines.ts';
import { type Terminal, writeLine } from '../terminal/terminal.ts';
import { counted } from '../text/counted.ts';
import { costLine, costsHeading, xorOutcome } from './xor-text.ts';

/** What `nn101 xor` can be told. */
export interface XorOptions {
  readonly seed: number;
  readonly hidden: number;
  readonly iterations: number;
  readonly learningRate: number;
}

/** Adds the command. */
export function addXor(program: Command, terminal: Terminal): void {
  const command = program
    .command('xor')
    .description('Train a 2-2-1 network on XOR, from scratch, and print its costs and predictions.')
    .option('--seed <number>', 'seed of the initial weights', seed, 2)
    .option('--hidden <units>', 'units of the hidden layer', hidden, 2)
    .option('--iterations <count>', 'the last iteration', iterations, 10_000)
    .option('--learning-rate <rate>', 'step size of gradient descent', learningRate, 0.3)
    .option('--json', 'print JSON lines: events cost and result')
    .action((options: XorOptions & { json?: boolean }) =>
      options.json ? printXorEvents(options, terminal) : tellXor(options, terminal),
    );
  examples(command, [
    ['nn101 xor', 'as in the notebook'],
    ['nn101 xor --seed 5', 'another start, perhaps another end'],
    ['nn101 xor --hidden 4 --learning-rate 1', 'more units, longer steps'],
    ['nn101 xor --json', 'all costs, for a script'],
  ]);
}

/** Trains and prints JSON lines. */
export async function printXorEvents(options: XorOptions, terminal: Terminal): Promise<void> {
  const result = await runXor(options, terminal, (cost) => writeEvent(terminal.stdout, 'cost', cost));
  const { predictions, probabilities, cost, learned } = result;
  writeEvent(terminal.stdout, 'result', { predictions, probabilities, cost, learned });
}

/** Trains and prints a few of the costs, the four predictions, and whether it has learned. */
export async function tellXor(options: XorOptions, terminal: Terminal): Promise<void> {
  const say = (line: string) => writeLine(terminal.stdout, line);
  say(
    `XOR from scratch: 2 inputs, ${counted(options.hidden, 'hidden unit')} (tanh), 1 output (sigmoid); ` +
      `seed ${options.seed}, learning rate ${options.learningRate}.\n`,
  );
  say(costsHeading);
  const costs: number[] = [];
  const result = await runXor(options, terminal, (cost) => {
    costs.push(cost.cost);
    if (isMilestone(cost.iteration, options.iterations)) say(costLine(cost, terminal.stdout));
  });
  say('');
  say(xorOutcome({ examples: xorExamples, result, costs, output: terminal.stdout }));
}

/** 0, 100, 200, 500, 1000, … and the last: the cost falls early. The whole list is for scripts. */
function isMilestone(iteration: number, last: number): boolean {
  const leading = iteration / 10 ** Math.floor(Math.log10(Math.max(1, iteration)));
  return iteration === 0 || [1, 2, 5].includes(leading) || iteration + 100 > last;
}

async function runXor(
  options: XorOptions,
  terminal: Terminal,
  onCost: (cost: XorCost) => void,
): Promise<XorResult> {
  const { seed, hidden, iterations, learningRate } = options;
  const training = trainXor({ seed, hidden, iterations, learningRate });
  let step = training.next();
  while (!step.done) {
    onCost(step.value);
    await terminal.breathe();
    step = training.next();
  }
  return step.value;
}

const seed = wholeNumber('--seed', { minimum: 0, maximum: 2 ** 32 - 1 });
const hidden = wholeNumber('--hidden', { minimum: 1, maximum: 10_000 });
const iterations = wholeNumber('--iterations', { minimum: 1, maximum: 1_000_000_000 });
const learningRate = realNumber('--learning-rate', { minimum: 1e-6, maximum: 1000 });
