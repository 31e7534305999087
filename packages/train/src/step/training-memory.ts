// The sizes of a replica group's programs, the memory that they need and, if that is too much, what would fit. All of it is
// known before any is allocated. The allocation is in replica/replica-group.ts; the estimate for callers, from a model, is
// in estimate-memory.ts.

import {
  type Arithmetic,
  type Graph,
  KernelError,
  type OutputLoss,
  sharesParameters,
  type TrainingBytes,
  trainingBytes,
} from '@nn101/kernels/graph';
import {
  countVectors,
  evaluationRows,
  type GradientVectors,
  groupsOf,
  laneRows,
  microBatchOf,
  passRows,
} from './lanes.ts';

/** What determines the sizes. */
export interface ReplicaGroupShape {
  readonly graph: Graph;
  /** Number of training samples. */
  readonly samples: number;
  /** Number of validation samples; none by default. */
  readonly validationSamples?: number;
  readonly batchSize: number;
  readonly lanes: number;
  readonly workers: number;
  /** Whether the workers share memory; true by default. */
  readonly sharing?: boolean;
}

/** The sizes that follow from a replica group's shape. */
export interface PassSizes {
  /** Maximum rows of a lane in one pass. */
  readonly microBatch: number;
  /** Number of rows that a pass has room for. */
  readonly capacity: number;
  /** Where gradients are summed. A group that is shared among replicas needs a vector for each lane. */
  readonly gradientVectors: Exclude<GradientVectors, 'total'>;
  /** Number of these vectors. */
  readonly vectorCount: number;
}

export function passSizes(shape: ReplicaGroupShape): PassSizes {
  const { graph, samples, validationSamples = 0, lanes, workers } = shape;
  const batchSize = Math.min(shape.batchSize, samples);
  const microBatch = microBatchOf({ batchSize, lanes, graph });
  const share = Math.ceil(lanes / workers);
  const longest = laneRows(batchSize, lanes);
  const capacity = passRows(longest, { microBatch, lanes: share });
  const vectors = workers > groupsOf(lanes) ? 'lanes' : 'groups';
  return {
    microBatch,
    capacity: Math.max(capacity, Math.min(evaluationRows, validationSamples)),
    gradientVectors: vectors,
    vectorCount: countVectors({
      replicas: shape.sharing === false ? 1 : workers,
      lanes,
      vectors,
      takesSeveral: longest > microBatch || sharesParameters(graph),
    }),
  };
}

/** A group's shape, and everything else that its memory depends on. */
export interface ReplicaGroupMemory extends ReplicaGroupShape {
  readonly losses: readonly OutputLoss[];
  /** Whether a moving average of the weights is maintained. */
  readonly averaged: boolean;
  /** 'deterministic' by default. */
  readonly arithmetic?: Arithmetic;
}

/** Returns the bytes of one WebAssembly memory of the replica group: the one that all workers share, or that of each worker. */
export function replicaGroupBytes(group: ReplicaGroupMemory): TrainingBytes {
  const { graph, losses, lanes, averaged, arithmetic, workers, sharing = true } = group;
  const { capacity, vectorCount } = passSizes(group);
  return trainingBytes({
    ...{ graph, losses, averaged },
    ...{ rows: capacity, shards: lanes, lanes: vectorCount, plans: sharing ? workers : 1 },
    ...(arithmetic && { arithmetic }),
  });
}

/** Settings with which training fits into memory. */
export interface FittingSettings {
  readonly workers: number;
  readonly batchSize: number;
}

/** Returns as many workers as fit with this batch, otherwise the largest batch that fits with one; undefined if none does. */
export function fittingSettings(group: ReplicaGroupMemory): FittingSettings | undefined {
  const fits = (settings: FittingSettings) => replicaGroupBytes({ ...group, ...settings }).fits;
  const { batchSize } = group;
  for (let workers = group.workers; workers > 0; workers--) {
    if (fits({ workers, batchSize })) return { workers, batchSize };
  }
  let [min, max] = [0, Math.min(batchSize, group.samples)];
  while (max - min > 1) {
    const middle = Math.floor((min + max) / 2);
    if (fits({ workers: 1, batchSize: middle })) min = middle;
    else max = middle;
  }
  return min > 0 ? { workers: 1, batchSize: min } : undefined;
}

/**
 * Returns the error for a replica group whose allocation failed; if no engine can have that much memory, it names settings
 * that fit.
 */
export function refusedMemory(group: ReplicaGroupMemory, error: unknown): unknown {
  if (!(error instanceof KernelError) || error.code !== 'OUT_OF_MEMORY') return error;
  const { total, fits } = replicaGroupBytes(group);
  if (fits) return error;
  const mebibytes = (bytes: number) => Math.ceil(bytes / 2 ** 20);
  const found = fittingSettings(group);
  const remedy = found
    ? `It fits with workers: ${found.workers}${found.batchSize < group.batchSize ? ` and batchSize: ${found.batchSize}` : ''}.`
    : 'No batch is small enough: use a smaller model.';
  return new KernelError(
    'OUT_OF_MEMORY',
    `Training needs ${mebibytes(total)} MiB of WebAssembly memory, but the maximum is 4096 MiB. ${remedy}`,
    { cause: error },
  );
}
