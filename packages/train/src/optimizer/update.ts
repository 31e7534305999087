// One update of a range of the parameter vector. The vector consists of segments, one for each weight; each has its own
// decay, constraint and moving average.
import {
  type Graph,
  type LaneGroups,
  type LaneRange,
  layOutParameters,
  momentumOfStep,
  type Range,
  type Updates,
} from '@nn101/kernels/graph';
import type { UpdateStep } from './optimizer.ts';

export interface UpdateRequest extends UpdateStep {
  /** The tree that sums the lanes' gradients. */
  readonly lanes: LaneGroups;
  /** Whether the lanes have been summed already. */
  readonly summed: boolean;
  /** Factor on the gradient. */
  readonly gradientScale: number;
  readonly clipValue?: number;
  /** Fraction by which the moving average of the weights moves towards them; undefined without an average. */
  readonly averageShare?: number;
}

export function applyUpdate(
  vectors: Updates,
  segments: readonly Segment[],
  { from, to, shrink, averageShare, ...request }: UpdateRequest & LaneRange,
): void {
  for (const segment of segments) {
    const run = { from: Math.max(from, segment.from), to: Math.min(to, segment.to) };
    if (run.from >= run.to) continue;
    if (segment.momentum !== undefined) {
      vectors.followObservation({ ...run, lanes: request.lanes, share: 1 - segment.momentum });
    } else {
      vectors.update({ ...request, ...run, shrink: segment.decays ? shrink : 1 });
    }
    // A constrained segment is never split: see cutSegments.
    if (segment.isConstrained) vectors.constrain(run);
    if (averageShare !== undefined) vectors.follow({ ...run, share: averageShare });
  }
}

export interface Segment extends Range {
  /** Weight decay applies to kernels only, not to biases and scales. */
  readonly decays: boolean;
  /** Whether the graph has a constraint for this weight. */
  readonly isConstrained?: boolean;
  /** The segment is a running average: state = momentum · state + (1 - momentum) · observation. */
  readonly momentum?: number;
}

/** Returns the segments of a graph's gradient vector in order. */
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

/** Returns the number of elements that an optimizer changes; running averages follow them. */
export function trainedLength(segments: readonly Segment[]): number {
  return segments.findLast(({ momentum }) => momentum === undefined)?.to ?? 0;
}

/** Splits the vector into `count` ranges of nearly equal length, in order; a segment with a constraint stays whole. */
export function cutSegments(segments: readonly Segment[], count: number): Range[] {
  const end = segments[segments.length - 1].to;
  // Ranges consist of whole cache lines, so that two threads never write to the same one.
  const cuts = Array.from({ length: count - 1 }, (_, i) => {
    const at = Math.floor(((i + 1) * end) / count / 16) * 16;
    const inside = segments.find(({ from, to, isConstrained }) => isConstrained && from < at && at < to);
    return inside ? inside.from : at;
  });
  const bounds = [0, ...cuts, end];
  return Array.from({ length: count }, (_, i) => ({ from: bounds[i], to: bounds[i + 1] }));
}
