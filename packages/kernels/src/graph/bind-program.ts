// From a graph to operations over fixed addresses: fusions, shapes, memory by lifetime, then each operation bound to its
// place. What a program does with them: program.ts.

import { lossOf } from './losses/index.ts';
import type { BoundLoss } from './losses/loss.ts';
import type { Arena } from './memory/arena.ts';
import { layOut, type NodePlace, type Spill } from './memory/layout.ts';
import { layOutParameters, type ParameterLayout, type Range } from './memory/parameter-layout.ts';
import { observationWeight } from './memory/states.ts';
import type { TrainingVectors } from './memory/training-vectors.ts';
import { expectInputs } from './network/check-graph.ts';
import { absorbActivations, fuseActivations, fusePooling, type OutputLoss } from './network/fuse.ts';
import type { Graph, GraphNode } from './network/graph.ts';
import { inferShapes } from './network/shapes.ts';
import { hasPooledKernel } from './operations/convolution/pooled-conv2d.ts';
import { createColumnLoader, type LoadColumn } from './operations/core/input.ts';
import { operationOf } from './operations/index.ts';
import type { BoundOperation, ParameterSlot, StateSlot, Value } from './operations/operation.ts';

/** What a program computes: fixed when it is made, as all memory is laid out then. */
export interface ProgramShape {
  readonly graph: Graph;
  /** Losses of the outputs; their gradients are added up. None by default. */
  readonly losses?: readonly OutputLoss[];
  /** Most rows of a pass; memory grows with it. */
  readonly rows: number;
  /** Most lanes that share a pass. As many as there are rows by default. */
  readonly shards?: number;
}

/** A node that computes, in the order of the forward pass. */
export interface Step {
  readonly name: string;
  readonly bound: BoundOperation;
  readonly output: Value;
  readonly parameters: readonly ParameterSlot[];
  readonly hasBackward: boolean;
  /** Whether a node that runs backward earlier has written the gradient by the parameters, which this one shares. */
  readonly accumulates: boolean;
  readonly spills: readonly Spill[];
}

/** A loss, and the weight of its gradient. */
export interface WeightedLoss {
  readonly bound: BoundLoss;
  readonly weight: number;
}

export interface ProgramParts {
  readonly steps: readonly Step[];
  /** Of each input, in the nodes' order. */
  readonly loaders: readonly LoadColumn[];
  readonly losses: readonly WeightedLoss[];
  /** Of each of the graph's outputs. */
  readonly outputs: readonly Value[];
}

export interface BindOptions extends ProgramShape {
  readonly vectors: Pick<TrainingVectors, 'parameters'>;
  readonly training: boolean;
}

/** @throws KernelError UNSUPPORTED where the operations do not fit together; OUT_OF_MEMORY */
export function bindProgram(arena: Arena, options: BindOptions): ProgramParts {
  const { losses = [], rows, vectors, training } = options;
  expectInputs(options.graph);
  const parameters = layOutParameters(options.graph);
  const graph = fuse(arena, options.graph, losses);
  const { nodes, outputs } = graph;
  const shapes = inferShapes(graph);
  const layout = layOut({
    graph,
    shapes,
    rows,
    lossNodes: training ? losses.map(({ output = 0 }) => outputs[output]) : [],
    training,
  });
  const places = layout.place(arena.allocate(layout.bytes));
  const shared = sharedParameters(nodes, places);
  const steps = nodes.flatMap((node, i): Step[] => {
    const place = places[i];
    if (!place.isComputed) return [];
    const slots = node.parameters.map((index) =>
      slotOf(parameters.parameters[index], { graph, index, vectors }),
    );
    const bound = operationOf(node.operation).bind(node.operation, {
      arena,
      inputs: place.inputs,
      output: place.output,
      parameters: slots,
      states: node.states.map((index) => stateSlot(parameters, { graph, index, node: i, vectors })),
      rows,
      shards: options.shards ?? rows,
      saved: place.saved,
      training,
    });
    const { output, hasBackward, spills } = place;
    return [
      { name: node.name, bound, output, parameters: slots, hasBackward, accumulates: shared[i], spills },
    ];
  });
  const loaders = nodes.flatMap(({ operation }, i) =>
    operation.kind === 'input'
      ? [createColumnLoader(operation, { arena, value: places[i].output, rows })]
      : [],
  );
  const boundLosses = losses.map(({ loss, output = 0, weight = 1 }) => ({
    bound: bindLoss(loss, { arena, node: nodes[outputs[output]], place: places[outputs[output]], rows }),
    weight,
  }));
  arena.scratch();
  return { steps, loaders, losses: boundLosses, outputs: outputs.map((output) => places[output].output) };
}

function fuse(arena: Arena, graph: Graph, losses: readonly OutputLoss[]): Graph {
  return fusePooling(fuseActivations(absorbActivations(graph, losses)), (spec, image) =>
    hasPooledKernel(arena, spec, image),
  );
}

function bindLoss(
  spec: OutputLoss['loss'],
  context: {
    readonly arena: Arena;
    readonly node: GraphNode;
    readonly place: NodePlace;
    readonly rows: number;
  },
): BoundLoss {
  const { arena, node, place, rows } = context;
  const loss = lossOf(spec);
  loss.check?.(spec, place.output.shape);
  const isAbsorbed = 'isAbsorbed' in node.operation && node.operation.isAbsorbed === true;
  return loss.bind(spec, { arena, output: place.output, rows, isAbsorbed });
}

/** Whether a later node, which runs backward earlier, has the same parameters. */
function sharedParameters(nodes: readonly GraphNode[], places: readonly NodePlace[]): boolean[] {
  return nodes.map(({ parameters }, i) =>
    nodes.some(
      (other, later) =>
        later > i &&
        places[later].hasBackward &&
        other.parameters.some((index) => parameters.includes(index)),
    ),
  );
}

function slotOf(
  range: Range,
  context: { readonly graph: Graph; readonly index: number; readonly vectors: BindOptions['vectors'] },
): ParameterSlot {
  const offset = range.from * 4;
  return {
    address: context.vectors.parameters + offset,
    offset,
    count: range.to - range.from,
    trainable: context.graph.parameters[context.index].trainable,
  };
}

function stateSlot(
  { states }: ParameterLayout,
  context: {
    readonly graph: Graph;
    readonly index: number;
    readonly node: number;
    readonly vectors: BindOptions['vectors'];
  },
): StateSlot {
  const { graph, index, node, vectors } = context;
  const { from, to } = states[index];
  const weight = observationWeight(graph, { state: index, node });
  return { address: vectors.parameters + from * 4, offset: from * 4, count: to - from, weight };
}
