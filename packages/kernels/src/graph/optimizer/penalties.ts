// L1 and L2 penalties on the trained parameters of a graph: what they add to the loss, and to the gradient of a step, once
// for the whole batch. The kernels are in assembly/optimizer/penalty.ts.
import type { KernelExports } from '../../wasm/wasm-module.ts';
import { layOutParameters, type Range } from '../memory/parameter-layout.ts';
import type { Graph } from '../network/graph.ts';

/** A parameter whose size costs: l1 · Σ |w| + l2 · Σ w². Its range is that of the flat vectors. */
export interface Penalty extends Range {
  readonly l1: number;
  readonly l2: number;
}

/** The penalties of a graph, in the order of its parameters. One that is frozen costs nothing, as in Keras. */
export function penaltiesOf(graph: Graph): Penalty[] {
  const { parameters } = layOutParameters(graph);
  return graph.parameters.flatMap(({ trainable, l1 = 0, l2 = 0 }, i) =>
    trainable && (l1 > 0 || l2 > 0) ? [{ ...parameters[i], l1, l2 }] : [],
  );
}

/** What the penalties add to the loss of each sample, where the vector of parameters begins at `address`. */
export function penaltyLoss(kernels: KernelExports, penalties: readonly Penalty[], address: number): number {
  return penalties.reduce((sum, { from, to, l1, l2 }) => {
    const [at, count] = [address + from * 4, to - from];
    const absolute = l1 > 0 ? l1 * kernels.sumOfMagnitudes(at, count) : 0;
    return sum + absolute + (l2 > 0 ? l2 * kernels.sumOfSquares(at, count) : 0);
  }, 0);
}

/** Adds the penalties' gradient over a run of the vectors. Element by element: it does not matter how a vector is cut. */
export function addPenaltyGradients(
  kernels: KernelExports,
  penalties: readonly Penalty[],
  run: Range & { readonly parameters: number; readonly gradient: number },
): void {
  for (const { from, to, l1, l2 } of penalties) {
    const [first, end] = [Math.max(from, run.from), Math.min(to, run.to)];
    if (first >= end) continue;
    const offset = first * 4;
    kernels.addPenaltyGradient(run.gradient + offset, run.parameters + offset, end - first, l1, 2 * l2);
  }
}
