// The shapes of all values of a graph, and whether its parameters and states are those that its operations expect.
import { check, checkLengths } from '../../check.ts';
import { KernelError } from '../../kernel-error.ts';
import { operationOf } from '../operations/index.ts';
import type { OperationShapes } from '../operations/operation.ts';
import { checkGraph, checkOperation } from './check-graph.ts';
import type { Graph, GraphNode, Shape } from './graph.ts';

/** Shapes at a node, without the batch. */
export interface NodeShapes extends Required<OperationShapes> {
  readonly inputs: readonly Shape[];
}

/**
 * The shapes at each node, in the nodes' order.
 *
 * @throws KernelError UNSUPPORTED with the name of the node whose inputs, parameters or states do not fit
 */
export function inferShapes(graph: Graph): readonly NodeShapes[] {
  checkGraph('graph', graph);
  const inferred = inferredShapes.get(graph) ?? shapesOf(graph);
  inferredShapes.set(graph, inferred);
  return inferred;
}

// A graph is never changed.
const inferredShapes = new WeakMap<Graph, readonly NodeShapes[]>();

function shapesOf({ nodes, parameters, states }: Graph): NodeShapes[] {
  const known: NodeShapes[] = [];
  for (const node of nodes) {
    const inputs = node.inputs.map((index) => known[index].output);
    const shapes = nodeShapes({ name: node.name, operation: node.operation }, inputs);
    expectShapes(node, {
      what: 'parameters',
      expected: shapes.parameters,
      received: node.parameters.map((index) => parameters[index].shape),
    });
    expectShapes(node, {
      what: 'states',
      expected: shapes.states,
      received: node.states.map((index) => states[index].shape),
    });
    known.push(shapes);
  }
  return known;
}

/** Whether rows of a batch influence each other in training. @throws KernelError INVALID_ARGUMENT */
export function mixesRows(graph: Graph): boolean {
  checkGraph('graph', graph);
  return graph.nodes.some(({ operation }) => operationOf(operation).mixesRows?.(operation) ?? false);
}

/** Whether several nodes have the same parameters, whose gradient is the sum of theirs. @throws KernelError INVALID_ARGUMENT */
export function sharesParameters(graph: Graph): boolean {
  checkGraph('graph', graph);
  const used = graph.nodes.flatMap(({ parameters }) => parameters);
  return new Set(used).size < used.length;
}

/** The shapes at a node with these inputs. @throws KernelError INVALID_ARGUMENT; UNSUPPORTED with the node's name */
export function nodeShapes(
  node: Pick<GraphNode, 'name' | 'operation'>,
  inputs: readonly Shape[],
): NodeShapes {
  check.options('node', node, ['name', 'operation']);
  const { name, operation } = node;
  check.text('name', name);
  checkOperation('operation', operation);
  check.list('inputs', inputs);
  for (const [i, shape] of inputs.entries()) checkLengths(`inputs[${i}]`, shape, { min: 1 });
  try {
    const { output, parameters = [], states = [] } = operationOf(operation).shapes(operation, inputs);
    return { inputs, output, parameters, states };
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw new KernelError(error.code, `Layer "${name}": ${error.message}`, { cause: error });
  }
}

function expectShapes(
  { name, operation }: GraphNode,
  shapes: { readonly what: string; readonly expected: readonly Shape[]; readonly received: readonly Shape[] },
): void {
  const { what, expected, received } = shapes;
  if (JSON.stringify(expected) === JSON.stringify(received)) return;
  throw new KernelError(
    'UNSUPPORTED',
    `Layer "${name}": ${operation.kind} expects ${what} of the shapes ${JSON.stringify(expected)}, received ${JSON.stringify(received)}.`,
  );
}
