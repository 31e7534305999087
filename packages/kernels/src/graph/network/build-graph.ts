// Builds a graph node by node; shapes of parameters follow from the operations, so that nobody writes them down twice.
import { check } from '../../check.ts';
import type { OperationSpec } from '../operations/specs.ts';
import { checkIndices } from './check-graph.ts';
import type { Graph, GraphNode, Parameter, Shape, State } from './graph.ts';
import { type NodeShapes, nodeShapes } from './shapes.ts';

/** What training holds a parameter to, besides the data. */
export type ParameterRules = Pick<Parameter, 'l1' | 'l2' | 'constraint'>;

/** A node as `GraphBuilder.add` takes it. */
export interface NodeOptions {
  /** The layer's name, for messages. */
  readonly name: string;
  readonly operation: OperationSpec;
  /** Nodes whose values it takes; none by default. */
  readonly inputs?: readonly number[];
  /** Whether training changes its parameters. Yes by default. */
  readonly trainable?: boolean;
  /** Names of its parameters; the layer's name and a number by default. */
  readonly parameterNames?: readonly string[];
  /** A node whose parameters and states it shares. */
  readonly sharedWith?: number;
  /** Penalties and constraint of each of its parameters, in their order; none by default. */
  readonly rules?: readonly ParameterRules[];
  /** Momentum of its states. 0.99 by default. */
  readonly momentum?: number;
}

/** Collects nodes in topological order. */
export interface GraphBuilder {
  /** Adds a node. @returns its index @throws KernelError UNSUPPORTED where it does not fit its inputs */
  add(node: NodeOptions): number;
  /** Shape of a node's value, without the batch. */
  shapeOf(node: number): Shape;
  /** Indices of a node's parameters. */
  parametersOf(node: number): readonly number[];
  /** The graph with these nodes as outputs. */
  graph(outputs: readonly number[]): Graph;
}

const nodeOptions = [
  ...['name', 'operation', 'inputs', 'trainable', 'parameterNames', 'sharedWith', 'rules', 'momentum'],
];

/** An empty graph to add nodes to. */
export function createGraphBuilder(): GraphBuilder {
  const nodes: GraphNode[] = [];
  const shapes: NodeShapes[] = [];
  const parameters: Parameter[] = [];
  const states: State[] = [];

  function add(options: NodeOptions): number {
    check.options('add', options, nodeOptions);
    checkIndices('inputs', options.inputs ?? [], nodes.length);
    if (options.trainable !== undefined) check.flag('trainable', options.trainable);
    const { name, operation, inputs = [], trainable = true, sharedWith, momentum = 0.99 } = options;
    const found = nodeShapes(
      { name, operation },
      inputs.map((index) => shapes[index].output),
    );
    shapes.push(found);
    const own = sharedWith === undefined ? undefined : nodes[sharedWith];
    const isOwner = own === undefined;
    const firstParameter = parameters.length;
    const firstState = states.length;
    if (isOwner) {
      found.parameters.forEach((shape, i) => {
        const own = options.parameterNames?.[i] ?? `${name}/${i}`;
        parameters.push({ name: own, shape, trainable, ...options.rules?.[i] });
      });
      states.push(...found.states.map((shape, i) => ({ name: `${name}/state${i}`, shape, momentum })));
    }
    nodes.push({
      name,
      operation,
      inputs,
      parameters: own?.parameters ?? found.parameters.map((_, i) => firstParameter + i),
      states: own?.states ?? found.states.map((_, i) => firstState + i),
    });
    return nodes.length - 1;
  }

  return {
    add,
    shapeOf: (node) => shapes[node].output,
    parametersOf: (node) => nodes[node].parameters,
    graph: (outputs) => ({ nodes: [...nodes], parameters: [...parameters], states: [...states], outputs }),
  };
}
