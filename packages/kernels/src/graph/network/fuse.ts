// Rewrites a graph into one with fewer and larger operations, which gives the same numbers with less traffic to memory. Each
// pass takes a graph and returns one.

import { lossOf } from '../losses/index.ts';
import type { LossSpec } from '../losses/specs.ts';
import type { Conv2dSpec } from '../operations/convolution/conv2d.ts';
import type { ElementwiseActivation } from '../operations/fused-activation.ts';
import { operationOf } from '../operations/index.ts';
import type { MaxPool2dSpec } from '../operations/pooling/max-pool2d.ts';
import type { OperationSpec } from '../operations/specs.ts';
import type { Graph, GraphNode, Shape } from './graph.ts';
import { inferShapes } from './shapes.ts';

/** A loss of one of the network's outputs. */
export interface OutputLoss {
  readonly loss: LossSpec;
  /** Index into the graph's outputs; 0 by default. */
  readonly output?: number;
  /** Its weight in the sum of losses; 1 by default. */
  readonly weight?: number;
}

/**
 * Marks a last activation whose derivative the loss takes over: the loss then writes the gradient by the activation's
 * input, which is simpler and more exact than the product of the two.
 */
export function absorbActivations(graph: Graph, losses: readonly OutputLoss[]): Graph {
  const consumers = countConsumers(graph);
  const shapes = inferShapes(graph);
  const absorbed = new Set<number>();
  for (const { loss, output = 0 } of losses) {
    const index = graph.outputs[output];
    const uses = graph.outputs.filter((other) => other === index).length;
    if (consumers[index] > 0 || uses > 1) continue;
    const name = activationName(graph.nodes[index].operation, shapes[index].output);
    if (name !== undefined && name === lossOf(loss).absorbs) absorbed.add(index);
  }
  const nodes = graph.nodes.map((node, i) => {
    const { operation } = node;
    if (!absorbed.has(i) || (operation.kind !== 'softmax' && operation.kind !== 'activation')) return node;
    return { ...node, operation: { ...operation, isAbsorbed: true } };
  });
  return { ...graph, nodes };
}

/** Takes an elementwise activation into the operation before it, where that has no other consumer. */
export function fuseActivations(graph: Graph): Graph {
  return mergePairs(graph, (first, second) => {
    const { operation } = first;
    if (second.operation.kind !== 'activation' || second.operation.isAbsorbed) return undefined;
    if (!operationOf(operation).takesActivation) return undefined;
    const { activation = 'linear' } = operation as { activation?: ElementwiseActivation };
    if (activation !== 'linear') return undefined;
    return { ...operation, activation: second.operation.activation } as OperationSpec;
  });
}

/** Joins a convolution with the 2x2 max pooling behind it, where the kernels have both in one. */
export function fusePooling(graph: Graph, hasKernel: (spec: Conv2dSpec, image: Shape) => boolean): Graph {
  const shapes = inferShapes(graph);
  return mergePairs(graph, ({ operation, inputs }, { operation: pooling }) => {
    if (operation.kind !== 'conv2d' || pooling.kind !== 'maxPool2d' || !isHalving(pooling)) return undefined;
    if (!hasKernel(operation, shapes[inputs[0]].output)) return undefined;
    const { activation, ...convolution } = operation;
    return { ...convolution, kind: 'pooledConv2d' };
  });
}

/** 2x2 max pooling without overlap or padding. */
function isHalving({ poolSize, strides, padding }: MaxPool2dSpec): boolean {
  return padding === 'valid' && [...poolSize, ...strides].every((length) => length === 2);
}

function activationName(
  operation: OperationSpec,
  { length: rank }: Shape,
): ElementwiseActivation | 'softmax' | undefined {
  // Losses look along the last axis.
  if (operation.kind === 'softmax') return [-1, rank].includes(operation.axis ?? -1) ? 'softmax' : undefined;
  return operation.kind === 'activation' ? operation.activation : undefined;
}

/** How many inputs take each node's value. */
function countConsumers({ nodes }: Graph): number[] {
  const counts = nodes.map(() => 0);
  for (const { inputs } of nodes) for (const input of inputs) counts[input]++;
  return counts;
}

/**
 * Replaces pairs of a node and its only consumer, which has no other input and no parameters, by one node: `merge` returns
 * the operation that does the work of both, or undefined to leave them. The node keeps the first one's name.
 */
function mergePairs(
  graph: Graph,
  merge: (first: GraphNode, second: GraphNode) => OperationSpec | undefined,
): Graph {
  const consumers = countConsumers(graph);
  const nodes: GraphNode[] = [];
  const renumbered: number[] = [];
  const merged = new Set<number>();
  graph.nodes.forEach((node, index) => {
    const [first] = node.inputs;
    const isPair =
      node.inputs.length === 1 && consumers[first] === 1 && !graph.outputs.includes(first) && first < index;
    const target = renumbered[first];
    const operation = isPair && !merged.has(first) ? merge(graph.nodes[first], node) : undefined;
    if (operation) {
      nodes[target] = { ...nodes[target], operation };
      renumbered[index] = target;
      merged.add(index);
      return;
    }
    renumbered[index] = nodes.length;
    nodes.push({ ...node, inputs: node.inputs.map((input) => renumbered[input]) });
  });
  return { ...graph, nodes, outputs: graph.outputs.map((output) => renumbered[output]) };
}
