// Data-parallel training: replicas that share the lanes of each batch. If threads can share memory, all replicas work on
// one set of vectors; otherwise each has its own, and gradients are copied. Both give the same bits for any number of
// replicas: lanes are added in order, and every parameter is updated by the same operations.
import {
  BLOCK,
  createTrainingMemory,
  type LaneGroups,
  type NotFinite,
  type Range,
} from '@nn101/kernels/graph';
import { addScores, type BatchScore, emptyScore } from '../metrics/score.ts';
import { cutSegments, trainedLength, type UpdateRequest } from '../optimizer/update.ts';
import { type Lane, sumsOf } from '../step/lanes.ts';
import type { ScoredPart, StepVectors } from '../step/training-step.ts';
import { type GradientRequest, memoryOf, type ReplicaOptions } from './replica.ts';
import { localReplica, type ReplicaHandle, workerReplica } from './replica-handle.ts';
import { sharedTable } from './shared-table.ts';

export type ReplicaGroupOptions = Omit<ReplicaOptions, 'memory'> & {
  /** Number of replicas; a single one works in the caller's thread. At most the number of lanes. */
  readonly workers: number;
  /** Whether threads can share memory here. */
  readonly sharing: boolean;
};

export interface ReplicaGroup {
  /** Computes the gradient of each lane; resolves to the score of the batch. */
  gradient(batch: GradientRequest): Promise<BatchScore>;
  /** Sums the lanes; resolves to the norm of the gradient. */
  gradientNorm(lanes: LaneGroups): Promise<number>;
  update(request: UpdateRequest): Promise<void>;
  /** Returns the scores of consecutive parts of the validation data, each of `evaluationRows` samples. */
  evaluate(parts: Range): Promise<ScoredPart[]>;
  vectors(): Promise<StepVectors>;
  restore(vectors: Partial<StepVectors>): Promise<void>;
  swapAverage(): Promise<void>;
  firstNotFinite(batch: GradientRequest): Promise<NotFinite | undefined>;
  dispose(): Promise<void>;
}

/** @throws KernelError `OUT_OF_MEMORY`; TrainError `WORKER_FAILED` */
export async function createReplicaGroup({
  workers,
  sharing,
  ...options
}: ReplicaGroupOptions): Promise<ReplicaGroup> {
  if (workers === 1) return groupOf([localReplica(options)], { ...options, sharing: true });
  const replica = sharing ? shareWork(options, workers) : options;
  const made = await Promise.allSettled(
    Array.from({ length: workers }, (_, i) =>
      workerReplica({ ...replica, replica: sharing ? i : 0 }, `worker ${i + 1} of ${workers}`),
    ),
  );
  const handles = made.flatMap((handle) => (handle.status === 'fulfilled' ? [handle.value] : []));
  const failed = made.find((handle) => handle.status === 'rejected');
  if (failed) {
    await Promise.all(handles.map((handle) => handle.dispose()));
    throw failed.reason;
  }
  return groupOf(handles, { ...options, sharing });
}

function shareWork(options: ReplicaOptions, plans: number): ReplicaOptions {
  const { train, validation } = options;
  return {
    ...options,
    memory: createTrainingMemory({ ...memoryOf(options), shared: true, plans }),
    ...(train && { train: sharedTable(train) }),
    ...(validation && { validation: sharedTable(validation) }),
  };
}

function groupOf(
  handles: readonly ReplicaHandle[],
  options: ReplicaOptions & { readonly sharing: boolean },
): ReplicaGroup {
  const { segments, sharing } = options;
  const whole = { from: 0, to: segments[segments.length - 1].to };
  const count = trainedLength(segments);
  // If each replica has vectors of its own, each updates all of them.
  const runs = sharing ? cutSegments(segments, handles.length) : handles.map(() => whole);
  const holders = sharing ? handles.slice(0, 1) : handles;
  const share = sharer(handles.length);
  return {
    async gradient(batch) {
      const shares = share(batch);
      const request = sharing && handles.length > 1 ? inSharedMemory(batch) : batch;
      const scores = await Promise.all(
        handles.map((handle, i) =>
          shares[i].length ? handle.call('gradient', { ...request, lanes: shares[i] }) : [],
        ),
      );
      if (!sharing)
        await exchangeLanes(
          handles,
          shares.map((lanes) => sumsOf(lanes, batch.vectors).flat()),
        );
      return scores.flat().reduce(addScores, emptyScore);
    },
    gradientNorm: (lanes) => gradientNorm(handles, { count, lanes, sharing }),
    update: async (request) => {
      await Promise.all(handles.map((handle, i) => handle.call('update', { ...request, ...runs[i] })));
    },
    evaluate: async ({ from, to }) => {
      const shares = cut(to - from, handles.length);
      const scores = await Promise.all(
        handles.map((handle, i) =>
          handle.call('evaluate', { from: from + shares[i].from, to: from + shares[i].to }),
        ),
      );
      return scores.flat();
    },
    vectors: () => handles[0].call('vectors', undefined),
    restore: async (vectors) => {
      await Promise.all(holders.map((handle) => handle.call('restore', vectors)));
    },
    swapAverage: async () => {
      await Promise.all(holders.map((handle) => handle.call('swapAverage', undefined)));
    },
    firstNotFinite: (batch) => handles[0].call('firstNotFinite', batch),
    dispose: async () => {
      await Promise.all(handles.map((handle) => handle.dispose()));
    },
  };
}

// A batch of a source is copied once instead of once per worker.
function inSharedMemory({ batch, ...request }: GradientRequest): GradientRequest {
  return batch ? { ...request, batch: { ...batch, table: sharedTable(batch.table) } } : request;
}

// Consecutive steps have the same lanes, as the same object.
function sharer(handles: number): (batch: GradientRequest) => Lane[][] {
  let last: { readonly lanes: readonly Lane[]; readonly shares: Lane[][] } | undefined;
  return (batch) => {
    if (last?.lanes !== batch.lanes) last = { lanes: batch.lanes, shares: shareLanes(batch, handles) };
    return last.shares;
  };
}

// Each replica gets whole groups if a group has one vector, so that one replica sums it.
function shareLanes({ lanes, vectors }: GradientRequest, handles: number): Lane[][] {
  const unit = vectors === 'lanes' ? (lane: Lane) => lane.lane : (lane: Lane) => lane.group;
  const units = [...new Set(lanes.map(unit))];
  return cut(units.length, handles).map(({ from, to }) => {
    const own = units.slice(from, to);
    return lanes.filter((lane) => own.includes(unit(lane)));
  });
}

/** Splits 0 .. count into this many consecutive parts of nearly equal length. */
function cut(count: number, parts: number): Range[] {
  const bound = (i: number) => Math.floor((i * count) / parts);
  return Array.from({ length: parts }, (_, i) => ({ from: bound(i), to: bound(i + 1) }));
}

async function exchangeLanes(
  handles: readonly ReplicaHandle[],
  shares: readonly (readonly number[])[],
): Promise<void> {
  const taken = await Promise.all(handles.map((handle, i) => handle.call('takeLanes', shares[i])));
  await Promise.all(
    handles.map((handle, i) => handle.call('giveLanes', taken.filter((_, from) => from !== i).flat())),
  );
}

// The blocks form a fixed grid, so that the order of the sum does not depend on which replica adds them.
async function gradientNorm(
  handles: readonly ReplicaHandle[],
  { count, lanes, sharing }: { count: number; lanes: LaneGroups; sharing: boolean },
): Promise<number> {
  const parts = sharing
    ? cut(Math.ceil(count / BLOCK), handles.length)
    : handles.map(() => ({ from: 0, to: count }));
  const squares = await Promise.all(
    handles.map((handle, i) => {
      const run = { from: parts[i].from * BLOCK, to: Math.min(count, parts[i].to * BLOCK) };
      return handle.call('sumLanes', { ...run, lanes });
    }),
  );
  const blocks = sharing ? squares.flat() : squares[0];
  return Math.sqrt(blocks.reduce((sum, square) => sum + square, 0));
}
