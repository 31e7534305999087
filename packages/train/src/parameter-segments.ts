// What the flat parameter vector is made of: one segment for each weight, with what an update has to know of it.
import { type Graph, layOutParameters, momentumOfStep, type Range } from '@nn101/kernels/graph';

export interface Segment extends Range {
  /** Weight decay is for kernels; biases and scales keep their size. */
  readonly decays: boolean;
  /** Whether the graph has a constraint for it. */
  readonly isConstrained?: boolean;
  /** The segment is a running average: state = momentum · state + (1 - momentum) · observation. */
  readonly momentum?: number;
}

/** The segments of a graph's gradient vector in order. */
export function segmentsOf(graph: Graph): Segment[] {
  const layout = layOutParameters(graph);
  const trained = graph.parameters.flatMap(({ shape, trainable, constraint }, i) =>
    trainable
      ? [{ ...layout.parameters[i], decays: shape.length > 1, ...(constraint && { isConstrained: true }) }]
      : [],
  );
  const states = layout.states.map((range, i) => ({
    ...range,
    decays: false,
    momentum: momentumOfStep(graph, i),
  }));
  return [...trained, ...states];
}

/** Elements of the segments that an optimizer changes: running averages come after them. */
export function trainedLength(segments: readonly Segment[]): number {
  return segments.findLast(({ momentum }) => momentum === undefined)?.to ?? 0;
}

/** Cuts the vector into `count` ranges of about one length, in order; a segment with a constraint stays whole. */
export function cutSegments(segments: readonly Segment[], count: number): Range[] {
  const end = segments[segments.length - 1].to;
  // Ranges of whole cache lines: two threads never write to the same one.
  const cuts = Array.from({ length: count - 1 }, (_, i) => {
    const at = Math.floor(((i + 1) * end) / count / 16) * 16;
    const inside = segments.find(({ from, to, isConstrained }) => isConstrained && from < at && at < to);
    return inside ? inside.from : at;
  });
  const bounds = [0, ...cuts, end];
  return Array.from({ length: count }, (_, i) => ({ from: bounds[i], to: bounds[i + 1] }));
}
