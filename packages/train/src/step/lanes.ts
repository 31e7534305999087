// How a batch is cut: into lanes, whose gradients are the leaves of a fixed tree of sums, and each lane into micro-batches
// that stay in the cache. Both decide the order of additions, so both belong to what a run is. Who computes a lane, and how
// many lanes share a pass, does not.
import { type Graph, inferShapes, mixesRows, sizeOf } from '@nn101/kernels/graph';
import { check } from '../check.ts';

/** Bytes that a micro-batch's largest activation should not exceed: half of a second-level cache. */
const cacheBytes = 2 ** 20;
/** Fewer rows do not pay: every pass reads all weights, which may be more than the activations. */
const leastMicroBatch = 64;
/** Rows of lanes that share a pass. */
const mostShared = 128;

/** Rows of one pass of an evaluation: fixed, so that sums do not depend on who does the work. */
export const evaluationRows = 64;

export interface LaneOptions {
  readonly batchSize: number;
  readonly lanes: number;
  readonly graph: Graph;
}

/** Rows of the longest lane. */
export function laneRows(batchSize: number, lanes: number): number {
  return Math.max(...lanesOf(batchSize, lanes).map(({ start, end }) => end - start));
}

/** Rows of a lane that one pass takes. */
export function microBatchOf({ batchSize, lanes, graph }: LaneOptions): number {
  const shapes = inferShapes(graph);
  const bytes = graph.nodes.map(({ operation }, i) =>
    operation.kind === 'input' ? 0 : 4 * sizeOf(shapes[i].output),
  );
  const largest = Math.max(...bytes);
  const lane = laneRows(batchSize, lanes);
  // Rows that influence each other go through the network together.
  if (mixesRows(graph)) return lane;
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

/** A part of a batch whose gradient is a leaf of the tree of sums. */
export interface Lane extends Slice {
  /** Which one it is: lanes of one group have consecutive numbers. */
  readonly lane: number;
  readonly group: number;
}

/** Most lanes of a batch. */
const mostLanes = 64;
/** Most groups of a batch. */
const mostGroups = 4;
/** Lanes of a long batch where the caller does not say: more would give work to more cores than most machines have. */
const mostDefaultLanes = 16;
/** Rows of a lane, at least, where there are more than four by default or batch normalization takes its statistics. */
const leastLaneRows = 32;

/**
 * Lanes of a batch where the caller does not say. Four, or eight or sixteen if each still has 32 rows, so that as many cores
 * can share the batch. Batch normalization takes its statistics from each lane by itself: with it there are four, or one
 * where four would have fewer than 32 rows, and as many as keep a lane within one of `batches` batches that make the update.
 */
export function defaultLanes(
  rows: number,
  { mixesRows = false, batches = 1 }: { readonly mixesRows?: boolean; readonly batches?: number } = {},
): number {
  if (!mixesRows) {
    let lanes = mostGroups;
    while (lanes < mostDefaultLanes && rows >= 2 * lanes * leastLaneRows) lanes *= 2;
    return lanes;
  }
  if (batches > mostGroups) return Math.min(mostLanes, Math.ceil(batches / mostGroups) * mostGroups);
  return rows < mostGroups * leastLaneRows ? 1 : mostGroups;
}

/** @throws TrainError INVALID_ARGUMENT */
export function checkLanes(lanes: unknown): void {
  const isCount = typeof lanes === 'number' && Number.isInteger(lanes) && lanes >= 1 && lanes <= mostLanes;
  check.that(isCount && (lanes <= mostGroups || lanes % mostGroups === 0), 'lanes', {
    expected: 'a whole number from 1 to 4, or a multiple of 4 up to 64',
    value: lanes,
  });
}

/** Groups of so many lanes. */
export function groupsOf(lanes: number): number {
  return Math.min(lanes, mostGroups);
}

/**
 * The lanes of a batch, fewer where it has too few rows. More than four are cut in two steps: into four groups, and each
 * group into its share of the lanes.
 */
export function lanesOf(rows: number, lanes: number): Lane[] {
  const groups = slices(0, rows, Math.ceil(rows / groupsOf(lanes)));
  const share = Math.ceil(lanes / mostGroups);
  return groups.flatMap(({ start, end }, group) =>
    slices(start, end, Math.ceil((end - start) / share)).map((slice, i) => ({
      ...slice,
      lane: group * share + i,
      group,
    })),
  );
}

/**
 * Where gradients are summed. `total`: all in one vector, which is right where every group is one lane of one pass, in one
 * replica, and no parameter is shared. `groups`: each group in a vector of its own, where no group is split between
 * replicas; one more vector for each replica takes lanes that are not finished in one go. `lanes`: each lane in a vector
 * of its own.
 */
export type GradientVectors = 'total' | 'groups' | 'lanes';

/** Vectors that the lanes of a batch need; `takesSeveral`: a lane's gradient is the sum of several passes or layers. */
export function countVectors({
  lanes,
  vectors,
  takesSeveral,
  replicas,
}: {
  readonly lanes: number;
  readonly vectors: Exclude<GradientVectors, 'total'>;
  readonly takesSeveral: boolean;
  /** Replicas that share the vectors. */
  readonly replicas: number;
}): number {
  const groups = groupsOf(lanes);
  if (vectors === 'lanes') return lanes;
  return lanes > groups && takesSeveral ? groups + replicas : groups;
}

/** The tree of sums: vectors that are added to the first of their group, in order; the groups' sums are then added in order. */
export function sumsOf(lanes: readonly Lane[], vectors: GradientVectors): number[][] {
  if (vectors === 'total') return [[0]];
  const groups = [...new Set(lanes.map(({ group }) => group))];
  if (vectors === 'groups') return groups.map((group) => [group]);
  return groups.map((group) => lanes.filter((lane) => lane.group === group).map(({ lane }) => lane));
}

/** Rows of a pass that belong to one lane, and the vector of their gradient. */
export interface PassPart {
  /** The lane's number. */
  readonly lane: number;
  readonly rows: number;
  readonly vector: number;
  readonly accumulate: boolean;
}

/** Rows that go through the network together, and whose they are. */
export interface Pass extends Slice {
  readonly parts: readonly PassPart[];
  /** What is added after it: a lane's sum, which took several passes, to its group's. */
  readonly sum?: { readonly from: number; readonly to: number };
}

export interface PassOptions {
  /** Most rows of a lane in one pass. */
  readonly microBatch: number;
  /** Rows that a pass has room for. */
  readonly capacity: number;
  readonly lanes: number;
  readonly vectors: GradientVectors;
  /** Whether layers of the network share parameters. */
  readonly sharesParameters: boolean;
  /** Number of the replica, from 0, among those that share the vectors. */
  readonly replica: number;
}

/** The passes of a replica's lanes, which are the same step after step: they are worked out when the lanes change. */
export function passPlanner(
  options: Omit<PassOptions, 'vectors'>,
): (lanes: readonly Lane[], vectors: GradientVectors) => readonly Pass[] {
  let last: { lanes: readonly Lane[]; vectors: GradientVectors; passes: readonly Pass[] } | undefined;
  return (lanes, vectors) => {
    if (!last || last.vectors !== vectors || !areSame(last.lanes, lanes)) {
      last = { lanes, vectors, passes: passesOf(lanes, { ...options, vectors }) };
    }
    return last.passes;
  };
}

// A worker gets copies.
function areSame(a: readonly Lane[], b: readonly Lane[]): boolean {
  const isSame = ({ lane, group, start, end }: Lane, other: Lane) =>
    lane === other.lane && group === other.group && start === other.start && end === other.end;
  return a === b || (a.length === b.length && a.every((lane, i) => isSame(lane, b[i])));
}

/** Consecutive lanes as passes: a long lane in several, short ones together in one. */
export function passesOf(lanes: readonly Lane[], options: PassOptions): Pass[] {
  const passes: Pass[] = [];
  const begun = new Set<number>();
  for (const { lane, group, start, end } of lanes) {
    const cuts = slices(start, end, options.microBatch);
    const own = options.vectors === 'lanes' ? lane : options.vectors === 'groups' ? group : 0;
    // A lane's sum is finished before it is added to those before it: where it takes several passes, or where several
    // layers add to the gradient of one parameter, it has a vector of its own until then.
    const takesSeveral = cuts.length > 1 || options.sharesParameters;
    const aside = takesSeveral && begun.has(own) ? groupsOf(options.lanes) + options.replica : own;
    const parts = cuts.map((cut, i) => ({
      lane,
      rows: cut.end - cut.start,
      vector: aside,
      accumulate: i > 0 || (aside === own && begun.has(own)),
    }));
    begun.add(own);
    const last = passes[passes.length - 1];
    const fits = last?.end === start && end - last.start <= options.capacity;
    if (cuts.length === 1 && fits && !last.sum && aside === own) {
      passes[passes.length - 1] = { start: last.start, end, parts: [...last.parts, ...parts] };
      continue;
    }
    passes.push(
      ...cuts.map((cut, i) => ({
        ...cut,
        parts: [parts[i]],
        ...(aside !== own && i === cuts.length - 1 && { sum: { from: aside, to: own } }),
      })),
    );
  }
  return passes;
}
