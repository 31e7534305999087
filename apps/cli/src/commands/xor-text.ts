// How an XOR run reads in the terminal: costs with a bar each, predictions, and a plain verdict.
import type { XorCost, XorResult } from '@nn101/scratch';
import { paintFor } from '../terminal/paint.ts';
import type { Output } from '../terminal/terminal.ts';

/** Heading of the costs' columns. */
export const costsHeading = 'iteration       cost';

/** One cost, with a bar whose full length is ln 2, the cost of guessing. */
export function costLine({ iteration, cost }: XorCost, output: Output): string {
  const width = Math.round(Math.min(1.25, cost / Math.LN2) * 32);
  const bar = paintFor(output).cyan('█'.repeat(width));
  return `${String(iteration).padStart(9)}   ${cost.toFixed(6)}   ${bar}`.trimEnd();
}

/** The four examples with what the network says, and whether it has learned XOR. */
export function xorOutcome(run: {
  examples: { inputs: number[][]; targets: number[] };
  result: XorResult;
  /** The costs on the way, which tell a network that is stuck from one that needs more time. */
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
    return `${bold('Not there yet:')} ${right} of 4 ${right === 1 ? 'is' : 'are'} right, and the cost ${cost.toFixed(6)} still falls; give it more --iterations.`;
  }
  return (
    `${bold('Stuck:')} ${right} of 4 ${right === 1 ? 'is' : 'are'} right and the cost stays at ${cost.toFixed(6)}. ` +
    'Gradient descent found no way on from this start; another --seed or more --hidden units get there.'
  );
}

/** Less than one part in a hundred over the last fifth of a run that was long enough to tell. */
function hasSettled(costs: readonly number[]): boolean {
  const before = costs[Math.floor(costs.length * 0.8)];
  const last = costs[costs.length - 1];
  return costs.length >= 20 && before - last < 0.01 * before;
}
