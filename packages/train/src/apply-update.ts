// One update on a run of the parameter vector: each weight's segment with its decay, its constraint, and its mean.
import type { LaneGroups, LaneRange, Updates } from '@nn101/kernels/graph';
import type { UpdateStep } from './optimizer.ts';
import type { Segment } from './parameter-segments.ts';

export interface UpdateRequest extends UpdateStep {
  /** The tree by which the lanes' gradients are summed. */
  readonly lanes: LaneGroups;
  /** Whether the lanes are summed already. */
  readonly summed: boolean;
  /** Factor on the gradient. */
  readonly gradientScale: number;
  readonly clipValue?: number;
  /** How far the running mean of the weights goes towards them; undefined where none is kept. */
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
    // A constrained segment is never cut: see cutSegments.
    if (segment.isConstrained) vectors.constrain(run);
    if (averageShare !== undefined) vectors.follow({ ...run, share: averageShare });
  }
}
