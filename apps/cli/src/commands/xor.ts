// `nn101 xor`: a network written from scratch learns XOR. The mathematics is in @nn101/scratch; this file prints it.
import { trainXor, type XorCost, type XorResult, xorExamples } from '@nn101/scratch';
import type { Command } from 'commander';
import { examples } from '../command-line/nn101-command.ts';
import { realNumber, wholeNumber } from '../command-line/option-values.ts';
import { type Output, paintFor, type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';
import { pluralize } from '../text/quantities.ts';

/** The options of `nn101 xor`. */
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
      options.json ? printXorEvents(options, terminal) : reportXor(options, terminal),
    );
  examples(command, [
    ['nn101 xor', 'as in the notebook'],
    ['nn101 xor --seed 5', 'other initial weights, perhaps another result'],
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

/** Trains and prints some of the costs, the four predictions, and whether the network has learned XOR. */
export async function reportXor(options: XorOptions, terminal: Terminal): Promise<void> {
  const say = (line: string) => writeLine(terminal.stdout, line);
  say(
    `XOR from scratch: 2 inputs, ${pluralize(options.hidden, 'hidden unit')} (tanh), 1 output (sigmoid); ` +
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

/** 0, 100, 200, 500, 1000, … and the last iteration, since the cost falls early. `--json` prints all costs. */
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
    await terminal.yieldToEventLoop();
    step = training.next();
  }
  return step.value;
}

const seed = wholeNumber('--seed', { minimum: 0, maximum: 2 ** 32 - 1 });
const hidden = wholeNumber('--hidden', { minimum: 1, maximum: 10_000 });
const iterations = wholeNumber('--iterations', { minimum: 1, maximum: 1_000_000_000 });
const learningRate = realNumber('--learning-rate', { minimum: 1e-6, maximum: 1000 });

/** The heading of the table of costs. */
export const costsHeading = 'iteration       cost';

/** One cost, with a bar whose full length is ln 2, the cost of guessing. */
export function costLine({ iteration, cost }: XorCost, output: Output): string {
  const width = Math.round(Math.min(1.25, cost / Math.LN2) * 32);
  const bar = paintFor(output).cyan('█'.repeat(width));
  return `${String(iteration).padStart(9)}   ${cost.toFixed(6)}   ${bar}`.trimEnd();
}

/** The four examples with the network's answers, and whether it has learned XOR. */
export function xorOutcome(run: {
  examples: { inputs: number[][]; targets: number[] };
  result: XorResult;
  /** All costs, which distinguish a network that is stuck from one that needs more time. */
  costs: readonly number[];
  output: Output;
}): string {
  const paint = paintFor(run.output);
  const { predictions, probabilities } = run.result;
  const rows = run.examples.inputs.map(([x1, x2], i) => {
    const right = predictions[i] === run.examples.targets[i];
    const mark = right ? paint.blue('✓ right') : paint.red('✗ wrong');
    const probability = probabilities[i].toFixed(4).padStart(11);
    return ` ${x1}   ${x2}        ${run.examples.targets[i]}  ${probability}           ${predictions[i]}  ${mark}`;
  });
  return [
    'x1  x2   target  probability  prediction',
    ...rows,
    '',
    verdict(run.result, {
      ...run,
      right: predictions.filter((p, i) => p === run.examples.targets[i]).length,
    }),
  ].join('\n');
}

function verdict(
  { learned, cost }: XorResult,
  { right, costs, output }: { right: number; costs: readonly number[]; output: Output },
): string {
  const { bold } = paintFor(output);
  if (learned) return `${bold('Learned:')} all four are right, the cost is ${cost.toFixed(6)}.`;
  if (!hasSettled(costs)) {
    return `${bold('Not there yet:')} ${right} of 4 ${right === 1 ? 'is' : 'are'} right, and the cost ${cost.toFixed(6)} is still falling; give it more --iterations.`;
  }
  return (
    `${bold('Stuck:')} ${right} of 4 ${right === 1 ? 'is' : 'are'} right and the cost stays at ${cost.toFixed(6)}. ` +
    "Gradient descent can't get further from these initial weights; another --seed or more --hidden units will."
  );
}

/** Whether the cost fell by less than one percent over the last fifth of a sufficiently long run. */
function hasSettled(costs: readonly number[]): boolean {
  const before = costs[Math.floor(costs.length * 0.8)];
  const last = costs[costs.length - 1];
  return costs.length >= 20 && before - last < 0.01 * before;
}
