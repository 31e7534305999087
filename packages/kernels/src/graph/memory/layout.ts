// Where each value of a graph lies in memory, and each gradient: values that are never needed at the same time share room.
// Time is counted in passes over nodes: node i runs forward at time i, the losses at n, and node i backward at 2n - i.
//
// A value with several consumers gets its gradient in turns: the last consumer, which runs backward first, writes it, and the
// others add to it; where an operation can only write, it writes to a buffer of its own that is then added.
import type { Graph } from '../network/graph.ts';
import { sizeOf } from '../network/graph.ts';
import type { NodeShapes } from '../network/shapes.ts';
import { operationOf } from '../operations/index.ts';
import type { Input, MemoryUse, Value } from '../operations/operation.ts';
import { assignOffsets, createPieces, type Piece, type Pieces } from './pieces.ts';

/** A gradient that is written aside, to be added to the one it is a part of. */
export interface Spill {
  readonly from: number;
  readonly to: number;
  /** Floats of a row. */
  readonly size: number;
}

/** What belongs to a node. Addresses are relative to the start of the layout's memory until `place` is called. */
export interface NodePlace {
  readonly output: Value;
  readonly inputs: readonly Input[];
  /** Address of what the forward pass leaves for the backward pass; 0 for nothing. */
  readonly saved: number;
  /** Whether there is a forward pass to run. */
  readonly isComputed: boolean;
  /** Whether there is a backward pass to run. */
  readonly hasBackward: boolean;
  /** To be added after the node's backward pass. */
  readonly spills: readonly Spill[];
}

export interface Layout {
  /** Bytes of all values together. */
  readonly bytes: number;
  /** The places, once the address of these bytes is known. */
  place(base: number): NodePlace[];
}

export interface LayoutOptions {
  readonly graph: Graph;
  readonly shapes: readonly NodeShapes[];
  /** Most rows of a pass. */
  readonly rows: number;
  /** Indices of nodes to whose values a loss writes the gradient; none in a program for inference. */
  readonly lossNodes: readonly number[];
  readonly training: boolean;
}

export function layOut(options: LayoutOptions): Layout {
  const { graph, shapes, rows, training } = options;
  const { nodes } = graph;
  const flow = analyze(options);
  const { uses, needsGradient, hasBackward } = flow;
  const valueRoot = shareValues(options, flow);
  const gradientRoot = training ? shareGradients(options, flow) : [];
  const pieces = createPieces();
  const values = layOutValues(options, { flow, pieces, root: valueRoot });
  const gradients = layOutGradients(options, { flow, pieces, root: gradientRoot });
  const saved = nodes.map((_, i) => {
    const { savedBytes = 0 } = uses[i];
    // Where nothing before it is trained, dropout still needs a place for its mask.
    const time = { from: i, to: hasBackward[i] ? backwardTime(graph, i) : i };
    return training && savedBytes ? pieces.add(savedBytes * rows, time) : undefined;
  });
  const slots = chooseWriters(options, { flow, pieces, root: gradientRoot, gradients });

  const bytes = assignOffsets(pieces.all);
  return {
    bytes,
    place: (base) => {
      const address = (piece: Piece | undefined) => (piece ? base + piece.offset : 0);
      const outputs = nodes.map((_, i): Value => {
        const shape = shapes[i].output;
        const gradient = needsGradient[i] ? address(gradients.get(gradientRoot[i])) : 0;
        return { shape, size: sizeOf(shape), address: address(values.get(valueRoot[i])), gradient };
      });
      return nodes.map((node, i) => ({
        output: outputs[i],
        inputs: node.inputs.map((input, slot) => {
          const { adds = false, piece, spill } = slots[i][slot] ?? {};
          return { ...outputs[input], adds, gradient: address(spill ?? piece) };
        }),
        saved: address(saved[i]),
        isComputed: node.operation.kind !== 'input' && !uses[i].isView,
        hasBackward: hasBackward[i] && !uses[i].isView,
        spills: node.inputs.flatMap((input, slot) => {
          const { piece, spill } = slots[i][slot] ?? {};
          return spill ? [{ from: address(spill), to: address(piece), size: outputs[input].size }] : [];
        }),
      }));
    },
  };
}

/** What the passes of a layout know beside its options. */
interface Progress {
  readonly flow: Flow;
  readonly pieces: Pieces;
  /** The first of the nodes that share a piece, for each node. */
  readonly root: readonly number[];
}

function backwardTime({ nodes }: Graph, node: number): number {
  return 2 * nodes.length - node;
}

function bytesOf({ shapes, rows }: LayoutOptions, node: number): number {
  return sizeOf(shapes[node].output) * rows * 4;
}

/** From the first member's forward pass to the last time that anybody reads one of the members. */
function layOutValues(options: LayoutOptions, { flow, pieces, root }: Progress): Map<number, Piece> {
  const { graph } = options;
  const { uses, consumers, hasBackward } = flow;
  const values = new Map<number, Piece>();
  graph.nodes.forEach((node, i) => {
    const from = node.operation.kind === 'input' ? 0 : i;
    const reads = consumers[i].map((consumer) =>
      hasBackward[consumer] && uses[consumer].readsInputs ? backwardTime(graph, consumer) : consumer,
    );
    const own = hasBackward[i] && uses[i].readsOutput ? backwardTime(graph, i) : i;
    const end = backwardTime(graph, 0) + 1;
    const to = graph.outputs.includes(i) ? end : Math.max(own, ...reads);
    extend(values, root[i], { from, to }, () => pieces.add(bytesOf(options, i), { from, to }));
  });
  return values;
}

/** From when the gradient is first written to the backward pass of the first member. */
function layOutGradients(options: LayoutOptions, { flow, pieces, root }: Progress): Map<number, Piece> {
  const { graph, lossNodes } = options;
  const { consumers, needsGradient } = flow;
  const gradients = new Map<number, Piece>();
  graph.nodes.forEach((_, i) => {
    if (!needsGradient[i]) return;
    const last = Math.max(...consumers[i].filter((consumer) => needsGradient[consumer]));
    const from = lossNodes.includes(i) ? graph.nodes.length : backwardTime(graph, last);
    const time = { from, to: backwardTime(graph, i) };
    extend(gradients, root[i], time, () => pieces.add(bytesOf(options, i), time));
  });
  return gradients;
}

/** How a node's backward pass gives the gradient by one of its inputs. */
interface WriterSlot {
  /** Whether it adds to what is there. */
  readonly adds: boolean;
  readonly piece: Piece | undefined;
  /** Where it writes instead, to be added to the piece. */
  readonly spill: Piece | undefined;
}

/** The last consumer of a value writes its gradient; the others add to it, by themselves or by way of a spill. */
function chooseWriters(
  options: LayoutOptions,
  { flow, pieces, root, gradients }: Progress & { readonly gradients: ReadonlyMap<number, Piece> },
): WriterSlot[][] {
  const { graph, lossNodes } = options;
  const { uses, needsGradient, hasBackward } = flow;
  const written = new Set(lossNodes.map((node) => root[node]));
  const slots: WriterSlot[][] = graph.nodes.map(() => []);
  for (let i = graph.nodes.length - 1; i >= 0; i--) {
    if (!hasBackward[i] || uses[i].isView) continue;
    slots[i] = graph.nodes[i].inputs.map((input) => {
      if (!needsGradient[input]) return { adds: false, piece: undefined, spill: undefined };
      const piece = gradients.get(root[input]);
      const isSame = root[input] === root[i];
      const isFirst = !written.has(root[input]);
      written.add(root[input]);
      if (isFirst || isSame) return { adds: false, piece, spill: undefined };
      if (uses[i].addsGradient) return { adds: true, piece, spill: undefined };
      const now = { from: backwardTime(graph, i), to: backwardTime(graph, i) };
      return { adds: false, piece, spill: pieces.add(bytesOf(options, input), now) };
    });
  }
  return slots;
}

/** What follows from the graph alone. */
interface Flow {
  readonly uses: readonly MemoryUse[];
  /** Nodes that take each node's value, in order. */
  readonly consumers: readonly (readonly number[])[];
  /** Whether the gradient by a node's value is needed: it leads from a loss to a parameter or state that changes. */
  readonly needsGradient: readonly boolean[];
  readonly hasBackward: readonly boolean[];
}

function analyze({ graph, shapes, lossNodes, training }: LayoutOptions): Flow {
  const { nodes, parameters, states } = graph;
  const uses = nodes.map(({ operation }, i) => operationOf(operation).memory(operation, shapes[i]));
  const consumers: number[][] = nodes.map(() => []);
  nodes.forEach((node, i) => {
    for (const input of node.inputs) consumers[input].push(i);
  });
  const isTrained: boolean[] = [];
  for (const node of nodes) {
    // A state with momentum 1 stays as it is.
    const observes = node.states.some((index) => states[index].momentum < 1);
    const own = observes || node.parameters.some((index) => parameters[index].trainable);
    isTrained.push(own || node.inputs.some((input) => isTrained[input]));
  }
  const isReached = nodes.map((_, i) => lossNodes.includes(i));
  for (let i = nodes.length - 1; i >= 0; i--) {
    if (consumers[i].some((consumer) => isReached[consumer])) isReached[i] = true;
  }
  const needsGradient = nodes.map((_, i) => training && isTrained[i] && isReached[i]);
  return { uses, consumers, needsGradient, hasBackward: needsGradient };
}

/** Which values share one piece of memory: views, and operations that work in place. By the first member's index. */
function shareValues({ graph, training }: LayoutOptions, { uses, consumers, hasBackward }: Flow): number[] {
  const { nodes, outputs } = graph;
  const root: number[] = [];
  // Whether each member of a group has one consumer at most, and none reads its own output in its backward pass.
  const isExclusive: boolean[] = [];
  nodes.forEach((node, i) => {
    const [first] = node.inputs;
    const isSafe = first !== undefined && consumers[first].length === 1 && isExclusive[first];
    const isShared = uses[i].isView || (uses[i].inPlace && isSafe);
    root[i] = isShared ? root[first] : i;
    const keepsOutput = training && hasBackward[i] && uses[i].readsOutput;
    const isOwn = node.operation.kind !== 'input' && !outputs.includes(i) && !keepsOutput;
    isExclusive[i] = isOwn && consumers[i].length <= 1 && (!isShared || isExclusive[first]);
  });
  return root;
}

/** Which gradients share one piece of memory, by the first member's index. */
function shareGradients(
  { graph, lossNodes }: LayoutOptions,
  { uses, consumers, needsGradient }: Flow,
): number[] {
  const { nodes } = graph;
  // Views first: their consumers are consumers of what they show.
  const view: number[] = [];
  nodes.forEach((node, i) => {
    view[i] = uses[i].isView ? view[node.inputs[0]] : i;
  });
  const writers = new Map<number, number[]>();
  nodes.forEach((_, i) => {
    const all = consumers[i].filter((consumer) => needsGradient[consumer] && !uses[consumer].isView);
    writers.set(view[i], [...(writers.get(view[i]) ?? []), ...all]);
  });
  const hasLoss = (node: number) => lossNodes.some((other) => view[other] === view[node]);
  const root: number[] = [];
  nodes.forEach((node, i) => {
    if (uses[i].isView) {
      root[i] = root[node.inputs[0]];
      return;
    }
    const candidates = uses[i].inPlace ? node.inputs.slice(0, 1) : uses[i].passesGradient ? node.inputs : [];
    const shared = candidates.find((input) => {
      if (!needsGradient[i] || !needsGradient[input] || hasLoss(input)) return false;
      const all = writers.get(view[input]) ?? [];
      // The first to write; an operation that takes the same value twice writes twice.
      return Math.max(...all) === i && all.filter((writer) => writer === i).length === 1;
    });
    root[i] = shared === undefined ? i : root[shared];
  });
  return root;
}

function extend(
  pieces: Map<number, Piece>,
  root: number,
  { from, to }: { readonly from: number; readonly to: number },
  create: () => Piece,
): void {
  const piece = pieces.get(root);
  if (!piece) {
    pieces.set(root, create());
    return;
  }
  piece.from = Math.min(piece.from, from);
  piece.to = Math.max(piece.to, to);
}
