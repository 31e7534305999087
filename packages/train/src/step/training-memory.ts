// The sizes of a replica group's programs, the memory that they take, and what would fit where that is too much: known before any is
// taken. Who allocates it is replica/replica-group.ts; the same for callers, from a model: estimate-memory.ts.

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

/** What decides the sizes. */
export interface ReplicaGroupShape {
  readonly graph: Graph;
  /** Training samples. */
  readonly samples: number;
  /** Validation samples; none by default. */
  readonly validationSamples?: number;
  readonly batchSize: number;
  readonly lanes: number;
  readonly workers: number;
  /** Whether the workers share memory; yes by default. */
  readonly sharing?: boolean;
}

/** The sizes that follow from a replica group's shape. */
export interface PassSizes {
  /** Most rows of a lane in one pass. */
  readonly microBatch: number;
  /** Rows that a pass has room for. */
  readonly capacity: number;
  /** Where gradients are summed up: groups that are shared among replicas need a vector for each lane. */
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

/** A group's shape with everything else that its memory depends on. */
export interface ReplicaGroupMemory extends ReplicaGroupShape {
  readonly losses: readonly OutputLoss[];
  /** Whether a running mean of the weights is kept. */
  readonly averaged: boolean;
  /** 'deterministic' by default. */
  readonly arithmetic?: Arithmetic;
}

/** Bytes of one WebAssembly memory of the replica group: all that workers share, or what each has for itself. */
export function replicaGroupBytes(group: ReplicaGroupMemory): TrainingBytes {
  const { graph, losses, lanes, averaged, arithmetic, workers, sharing = true } = group;
  const { capacity, vectorCount } = passSizes(group);
  return trainingBytes({
    ...{ graph, losses, averaged },
    ...{ rows: capacity, shards: lanes, lanes: vectorCount, plans: sharing ? workers : 1 },
    ...(arithmetic && { arithmetic }),
  });
}

/** Settings with which a training fits. */
export interface FittingSettings {
  readonly workers: number;
  readonly batchSize: number;
}

/** As many workers as fit with this batch, else the largest batch that fits with one; undefined where none does. */
export function fittingSettings(group: ReplicaGroupMemory): FittingSettings | undefined {
  const fits = (settings: FittingSettings) => replicaGroupBytes({ ...group, ...settings }).fits;
  const { batchSize } = group;
  for (let workers = group.workers; workers > 0; workers--) {
    if (fits({ workers, batchSize })) return { workers, batchSize };
  }
  let [least, most] = [0, Math.min(batchSize, group.samples)];
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (fits({ workers: 1, batchSize: middle })) least = middle;
    else most = middle;
  }
  return least > 0 ? { workers: 1, batchSize: least } : undefined;
}

/** The error of a replica group that was refused its memory, with what would fit where the engine can never have so much. */
export function refusedMemory(group: ReplicaGroupMemory, error: unknown): unknown {
  if (!(error instanceof KernelError) || error.code !== 'OUT_OF_MEMORY') return error;
  const { total, fits } = replicaGroupBytes(group);
  if (fits) return error;
  const mebibytes = (bytes: number) => Math.ceil(bytes / 2 ** 20);
  const found = fittingSettings(group);
  const remedy = found
    ? `It fits with workers: ${found.workers}${found.batchSize < group.batchSize ? ` and batchSize: ${found.batchSize}` : ''}.`
    : 'No batch is small enough: take a smaller model.';
  return new KernelError(
    'OUT_OF_MEMORY',
    `Training needs ${mebibytes(total)} MiB of WebAssembly memory, and there are at most 4096 MiB. ${remedy}`,
    { cause: error },
  );
}
