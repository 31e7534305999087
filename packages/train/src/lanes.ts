// How a batch is cut: into lanes, whose gradients are added in order, and each lane into micro-batches that stay in the
// cache. Both decide the order of additions, so both belong to what a run is. How many lanes share a pass does not.
import { type Graph, inferShapes, type LaneRows, sizeOf } from '@nn101/kernels/graph';

/** Lanes of a batch, whoever works them off. */
export const defaultLanes = 4;
/** Bytes that a micro-batch's largest activation should not exceed: half of a second-level cache. */
const cacheBytes = 2 ** 20;
/** Fewer rows do not pay: every pass reads all weights, which may be more than the activations. */
const leastMicroBatch = 64;
/** Rows of lanes that share a pass. */
const mostShared = 128;

export interface LaneOptions {
  readonly batchSize: number;
  readonly lanes: number;
  readonly graph: Graph;
}

/** Rows of a lane that one pass takes. */
export function microBatchOf({ batchSize, lanes, graph }: LaneOptions): number {
  const shapes = inferShapes(graph);
  const bytes = graph.nodes.map(({ operation }, i) =>
    operation.kind === 'input' ? 0 : 4 * sizeOf(shapes[i].output),
  );
  const largest = Math.max(...bytes);
  const lane = Math.ceil(batchSize / lanes);
  const fitting = Math.max(leastMicroBatch, Math.floor(cacheBytes / largest));
  // Parts of equal size: a short last one would pay a whole one's overhead.
  return Math.ceil(lane / Math.ceil(lane / fitting));
}

/** Rows that a pass needs room for, where one replica works off so many lanes. */
export function passRows(
  laneRows: number,
  { microBatch, lanes }: { microBatch: number; lanes: number },
): number {
  if (laneRows > microBatch) return microBatch;
  return laneRows * Math.max(1, Math.min(lanes, Math.floor(mostShared / laneRows)));
}

/** From `start` up to, not including, `end`. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** Cuts start .. end into slices of `size`, the last one shorter. */
export function slices(start: number, end: number, size: number): Slice[] {
  return Array.from({ length: Math.ceil((end - start) / size) }, (_, i) => ({
    start: start + i * size,
    end: Math.min(end, start + (i + 1) * size),
  }));
}

/** A lane by its number, and its places in the batch. */
export interface Lane extends Slice {
  readonly lane: number;
}

/** The lanes of a batch, fewer where it has too few rows. */
export function lanesOf(rows: number, lanes: number): Lane[] {
  return slices(0, rows, Math.ceil(rows / lanes)).map((slice, lane) => ({ ...slice, lane }));
}

/** Rows that go through the network together, and whose they are. */
export interface Pass extends Slice {
  readonly parts: readonly LaneRows[];
}

/** Consecutive lanes as passes: a long lane in several, short ones together in one. */
export function passesOf(
  lanes: readonly Lane[],
  { microBatch, capacity }: { microBatch: number; capacity: number },
): Pass[] {
  const passes: Pass[] = [];
  for (const { lane, start, end } of lanes) {
    const cuts = slices(start, end, microBatch);
    const last = passes[passes.length - 1];
    if (cuts.length === 1 && last?.end === start && end - last.start <= capacity) {
      const parts = [...last.parts, { lane, rows: end - start, accumulate: false }];
      passes[passes.length - 1] = { start: last.start, end, parts };
      continue;
    }
    cuts.forEach((cut, place) => {
      const part = { lane, rows: cut.end - cut.start, accumulate: place > 0 };
      passes.push({ ...cut, parts: [part] });
    });
  }
  return passes;
}
