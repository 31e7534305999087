// States that several nodes share, such as the running averages of a layer that is called twice. As in Keras each of the nodes
// moves the state, in their order: state = momentum · state + (1 - momentum) · observation. A program makes one move of these:
// the nodes' observations join with the weights that they have in the result.
import { check } from '../../check.ts';
import { checkGraph } from '../network/check-graph.ts';
import type { Graph } from '../network/graph.ts';

/** How much of a state, by its index, is left after a step. @throws KernelError INVALID_ARGUMENT */
export function momentumOfStep(graph: Graph, state: number): number {
  checkGraph('graph', graph);
  const { nodes, states } = graph;
  check.wholeNumber('state', state, { min: 0, below: states.length });
  return power(states[state].momentum, usersOf(nodes, state).length);
}

/** The weight of what one node observes, in what all nodes that share the state observe. */
export function observationWeight(
  { nodes, states }: Graph,
  { state, node }: { readonly state: number; readonly node: number },
): number {
  const { momentum } = states[state];
  const users = usersOf(nodes, state);
  // Nothing is observed where the state stays as it is.
  if (momentum === 1) return 1 / users.length;
  const later = users.length - 1 - users.indexOf(node);
  return (power(momentum, later) * (1 - momentum)) / (1 - power(momentum, users.length));
}

function usersOf(nodes: Graph['nodes'], state: number): number[] {
  return nodes.flatMap(({ states }, node) => (states.includes(state) ? [node] : []));
}

function power(base: number, exponent: number): number {
  return Array.from({ length: exponent }, () => base).reduce((product, factor) => product * factor, 1);
}
