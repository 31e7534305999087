// How a batch is split: into lanes, whose gradients are the leaves of a fixed summation tree, and each lane into
// micro-batches that fit into the cache. Both determine the order of additions, so both affect the result of a run. Which
// replica computes a lane, and how many lanes share a pass, does not.
import { type Graph, inferShapes, mixesRows, sizeOf } from '@nn101/kernels/graph';
import { check } from '../check.ts';

/** Maximum number of bytes of a micro-batch's largest activation: half of a second-level cache. */
const cacheBytes = 2 ** 20;
/** Below this, reading the weights in every pass costs more than the smaller activations save. */
const minMicroBatch = 64;
/** Maximum rows of lanes that share a pass. */
const maxSharedRows = 128;

/** Rows of one evaluation pass. Fixed, so that sums do not depend on which replica computes them. */
export const evaluationRows = 64;

export interface LaneOptions {
  readonly batchSize: number;
  readonly lanes: number;
  readonly graph: Graph;
}

/** Returns the number of rows of the longest lane. */
export function laneRows(batchSize: number, lanes: number): number {
  return Math.max(...lanesOf(batchSize, lanes).map(({ start, end }) => end - start));
}

/** Returns how many rows of a lane one pass processes. */
export function microBatchOf({ batchSize, lanes, graph }: LaneOptions): number {
  const shapes = inferShapes(graph);
  const bytes = graph.nodes.map(({ operation }, i) =>
    operation.kind === 'input' ? 0 : 4 * sizeOf(shapes[i].output),
  );
  const largest = Math.max(...bytes);
  const lane = laneRows(batchSize, lanes);
  // Rows that influence each other go through the network together.
  if (mixesRows(graph)) return lane;
  const fitting = Math.max(minMicroBatch, Math.floor(cacheBytes / largest));
  // Parts of equal size: a shorter last one would have the overhead of a whole one.
  return Math.ceil(lane / Math.ceil(lane / fitting));
}

/** Returns the number of rows that a pass must have room for if one replica processes this many lanes. */
export function passRows(
  laneRows: number,
  { microBatch, lanes }: { microBatch: number; lanes: number },
): number {
  if (laneRows > microBatch) return microBatch;
  return laneRows * Math.max(1, Math.min(lanes, Math.floor(maxSharedRows / laneRows)));
}

/** The range from `start` (inclusive) to `end` (exclusive). */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** Splits start .. end into slices of `size`; the last one may be shorter. */
export function slices(start: number, end: number, size: number): Slice[] {
  return Array.from({ length: Math.ceil((end - start) / size) }, (_, i) => ({
    start: start + i * size,
    end: Math.min(end, start + (i + 1) * size),
  }));
}

/** A part of a batch whose gradient is a leaf of the summation tree. */
export interface Lane extends Slice {
  /** The lane's number; lanes of one group have consecutive numbers. */
  readonly lane: number;
  readonly group: number;
}

/** Maximum number of lanes in a batch. */
const maxLanes = 64;
/** Maximum number of groups in a batch. */
const maxGroups = 4;
/** Maximum default number of lanes. More would only help machines with more cores than most have. */
const maxDefaultLanes = 16;
/** Minimum rows of a lane, for defaults above four lanes and for batch normalization. */
const minLaneRows = 32;

/**
 * Returns the default number of lanes of a batch: four, or eight or sixteen if each still has 32 rows, so that as many
 * cores can share the batch. Batch normalization computes its statistics for each lane separately. With it there are four
 * lanes, or one if four would have fewer than 32 rows each; if an update consists of several `batches`, enough lanes that
 * none spans two of them.
 */
export function defaultLanes(
  rows: number,
  { mixesRows = false, batches = 1 }: { readonly mixesRows?: boolean; readonly batches?: number } = {},
): number {
  if (!mixesRows) {
    let lanes = maxGroups;
    while (lanes < maxDefaultLanes && rows >= 2 * lanes * minLaneRows) lanes *= 2;
    return lanes;
  }
  if (batches > maxGroups) return Math.min(maxLanes, Math.ceil(batches / maxGroups) * maxGroups);
  return rows < maxGroups * minLaneRows ? 1 : maxGroups;
}

/** @throws TrainError `INVALID_ARGUMENT` */
export function checkLanes(lanes: unknown): void {
  const isCount = typeof lanes === 'number' && Number.isInteger(lanes) && lanes >= 1 && lanes <= maxLanes;
  check.that(isCount && (lanes <= maxGroups || lanes % maxGroups === 0), 'lanes', {
    expected: 'a whole number from 1 to 4, or a multiple of 4 up to 64',
    value: lanes,
  });
}

/** Returns the number of groups that these lanes form. */
export function groupsOf(lanes: number): number {
  return Math.min(lanes, maxGroups);
}

/**
 * Returns the lanes of a batch; fewer if it has too few rows. More than four lanes are cut in two steps: into four groups,
 * then each group into its lanes.
 */
export function lanesOf(rows: number, lanes: number): Lane[] {
  const groups = slices(0, rows, Math.ceil(rows / groupsOf(lanes)));
  const share = Math.ceil(lanes / maxGroups);
  return groups.flatMap(({ start, end }, group) =>
    slices(start, end, Math.ceil((end - start) / share)).map((slice, i) => ({
      ...slice,
      lane: group * share + i,
      group,
    })),
  );
}

/**
 * Where gradients are summed. `total`: all in one vector, which is correct if every group is one lane of one pass in one
 * replica, and no parameter is shared. `groups`: one vector per group, if no group is split between replicas, plus one per
 * replica for lanes that are not finished in one pass. `lanes`: one vector per lane.
 */
export type GradientVectors = 'total' | 'groups' | 'lanes';

/**
 * Returns the number of vectors that the lanes of a batch need. `takesSeveral`: a lane's gradient is the sum of several
 * passes or layers.
 */
export function countVectors({
  lanes,
  vectors,
  takesSeveral,
  replicas,
}: {
  readonly lanes: number;
  readonly vectors: Exclude<GradientVectors, 'total'>;
  readonly takesSeveral: boolean;
  /** Number of replicas that share the vectors. */
  readonly replicas: number;
}): number {
  const groups = groupsOf(lanes);
  if (vectors === 'lanes') return lanes;
  return lanes > groups && takesSeveral ? groups + replicas : groups;
}

/**
 * The summation tree: vectors are added to the first of their group, in order; then the sums of the groups are added in
 * order.
 */
export function sumsOf(lanes: readonly Lane[], vectors: GradientVectors): number[][] {
  if (vectors === 'total') return [[0]];
  const groups = [...new Set(lanes.map(({ group }) => group))];
  if (vectors === 'groups') return groups.map((group) => [group]);
  return groups.map((group) => lanes.filter((lane) => lane.group === group).map(({ lane }) => lane));
}

/** Rows of a pass that belong to one lane, and the vector for their gradient. */
export interface PassPart {
  /** The lane's number. */
  readonly lane: number;
  readonly rows: number;
  readonly vector: number;
  readonly accumulate: boolean;
}

/** Rows that go through the network together, and the lanes that they belong to. */
export interface Pass extends Slice {
  readonly parts: readonly PassPart[];
  /** The addition to make after the pass: the sum of a lane that took several passes is added to that of its group. */
  readonly sum?: { readonly from: number; readonly to: number };
}

export interface PassOptions {
  /** Maximum rows of a lane in one pass. */
  readonly microBatch: number;
  /** Number of rows that a pass has room for. */
  readonly capacity: number;
  readonly lanes: number;
  readonly vectors: GradientVectors;
  /** Whether layers of the network share parameters. */
  readonly sharesParameters: boolean;
  /** Number of the replica, from 0, among those that share the vectors. */
  readonly replica: number;
}

/**
 * Returns a function that plans the passes of a replica's lanes. The plan is kept until the lanes change, which they rarely
 * do from step to step.
 */
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

// Compares values, because a worker receives copies.
function areSame(a: readonly Lane[], b: readonly Lane[]): boolean {
  const isSame = ({ lane, group, start, end }: Lane, other: Lane) =>
    lane === other.lane && group === other.group && start === other.start && end === other.end;
  return a === b || (a.length === b.length && a.every((lane, i) => isSame(lane, b[i])));
}

/** Plans consecutive lanes as passes: a long lane in several passes, short lanes together in one. */
export function passesOf(lanes: readonly Lane[], options: PassOptions): Pass[] {
  const passes: Pass[] = [];
  const begun = new Set<number>();
  for (const { lane, group, start, end } of lanes) {
    const cuts = slices(start, end, options.microBatch);
    const own = options.vectors === 'lanes' ? lane : options.vectors === 'groups' ? group : 0;
    // A lane's sum is completed before it is added to the previous ones. If it takes several passes, or if several layers
    // contribute to the gradient of one parameter, it therefore has a vector of its own.
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
