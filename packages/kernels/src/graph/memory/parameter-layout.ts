// Where each parameter and state lies in the flat vectors: those that are trained come first, in Keras' order, then the
// states, then the frozen parameters. Gradient vectors hold the first two groups, optimizers' moments as well.
import { checkGraph } from '../network/check-graph.ts';
import type { Graph } from '../network/graph.ts';
import { sizeOf } from '../network/graph.ts';

/** Part of a flat vector, in elements: from `from` up to, not including, `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The ranges of a graph's parameters and states in its flat vectors. */
export interface ParameterLayout {
  /** Of each of the graph's parameters, in their order. */
  readonly parameters: readonly Range[];
  /** Of each of the graph's states, in their order. */
  readonly states: readonly Range[];
  /** Elements of all trained parameters. */
  readonly trained: number;
  /** Elements of a gradient vector: trained parameters and states. */
  readonly gradient: number;
  /** Elements of the parameter vector: everything. */
  readonly total: number;
}

/** Where each parameter and state lies. @throws KernelError INVALID_ARGUMENT */
export function layOutParameters(graph: Graph): ParameterLayout {
  checkGraph('graph', graph);
  const { parameters, states } = graph;
  let end = 0;
  const next = (shape: readonly number[]): Range => {
    const from = end;
    end += sizeOf(shape);
    return { from, to: end };
  };
  const ranges: Range[] = [];
  parameters.forEach(({ shape, trainable }, i) => {
    if (trainable) ranges[i] = next(shape);
  });
  const trained = end;
  const stateRanges = states.map(({ shape }) => next(shape));
  const gradient = end;
  parameters.forEach(({ shape, trainable }, i) => {
    if (!trainable) ranges[i] = next(shape);
  });
  return { parameters: ranges, states: stateRanges, trained, gradient, total: end };
}
