// A network as plain data: nodes in topological order, the parameters that training changes, and the states that it only
// keeps up to date. Nothing in here computes; what each operation does is in operations/, how a graph becomes a program in
// bind-program.ts. All records can be sent to a worker and written as JSON.
import { checkLengths } from '../../check.ts';
import type { OperationSpec } from '../operations/specs.ts';
import type { Constraint } from '../optimizer/constraints.ts';

/** Lengths of the axes of one sample, without the batch. Channels come last. */
export type Shape = readonly number[];

/** A network. Whoever has made one changes nothing of it any more: what is found out about it is remembered by the object. */
export interface Graph {
  /** In topological order: a node's inputs come before it. */
  readonly nodes: readonly GraphNode[];
  /** All weights and biases, in Keras' order. */
  readonly parameters: readonly Parameter[];
  /** Running averages and the like. */
  readonly states: readonly State[];
  /** Indices of the nodes whose values are the network's outputs. */
  readonly outputs: readonly number[];
}

/** One operation in a network. Its value is named by the node's index in `Graph.nodes`. */
export interface GraphNode {
  /** The layer's name, for messages. */
  readonly name: string;
  readonly operation: OperationSpec;
  /** Indices of the nodes whose values it takes. */
  readonly inputs: readonly number[];
  /** Indices into `Graph.parameters`. Nodes that share a layer name the same ones. */
  readonly parameters: readonly number[];
  /** Indices into `Graph.states`. */
  readonly states: readonly number[];
}

/** A weight or bias. */
export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  /** Whether training changes it. A frozen parameter costs no gradient. */
  readonly trainable: boolean;
  /** Adds so many times the sum of its elements' absolute values to the loss while it is trained: from 0; 0 by default. */
  readonly l1?: number;
  /** Adds so many times the sum of its elements' squares to the loss while it is trained: from 0; 0 by default. */
  readonly l2?: number;
  /** What its elements are held to after each update; nothing by default. */
  readonly constraint?: Constraint;
}

/** A vector that follows what training sees, such as a running mean. */
export interface State {
  readonly name: string;
  readonly shape: Shape;
  /** After each observation: state = momentum · state + (1 - momentum) · observation. From 0 to 1. */
  readonly momentum: number;
}

/** Number of elements of a shape; 1 for a scalar. @throws KernelError INVALID_ARGUMENT */
export function sizeOf(shape: Shape): number {
  checkLengths('shape', shape, { min: 0 });
  return shape.reduce((product, length) => product * length, 1);
}
