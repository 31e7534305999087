// One replica of the model: a program that processes some lanes of each batch and updates some of the parameters. It is the
// same in the caller's thread and in a worker, and knows nothing about messages. replica-group.ts distributes the work.
import {
  type Arithmetic,
  createTrainingMemory,
  createTrainingProgram,
  type Graph,
  type LaneRange,
  type NotFinite,
  type OutputLoss,
  type Range,
  sharesParameters,
  type TrainingMemory,
  type TrainingMemoryOptions,
  type TrainingProgram,
} from '@nn101/kernels/graph';
import type { BatchPart } from '../data/prepare-batch.ts';
import { consecutiveRows } from '../data/shuffled-rows.ts';
import type { Table } from '../data/training-data.ts';
import type { Objectives } from '../losses/objectives.ts';
import { addScores, type BatchScore } from '../metrics/score.ts';
import { applyUpdate, type Segment, trainedLength, type UpdateRequest } from '../optimizer/update.ts';
import { evaluationRows, type GradientVectors, type Lane, passPlanner, slices } from '../step/lanes.ts';
import type { ScoredPart, SourcedBatch, StepVectors } from '../step/training-step.ts';
import { createRowPreparation, type ProgramRows, type RowOptions } from './program-rows.ts';
import { scoreOnProgram, scoreRows } from './program-score.ts';

/** The loss of a classifier by default. */
export const losses = [{ loss: { kind: 'categoricalCrossEntropy' } }] as const;

/** Plain data, so that it can be sent to a worker. */
export interface ReplicaOptions {
  readonly graph: Graph;
  /** Values of the parameters that are not trained. */
  readonly frozen: Float32Array;
  readonly segments: readonly Segment[];
  /** Number of lanes of a batch. */
  readonly lanes: number;
  /** Whether each group of lanes has a vector for its gradient, or each lane. */
  readonly gradientVectors: Exclude<GradientVectors, 'total'>;
  /** Number of gradient vectors. */
  readonly vectorCount: number;
  /** Number of this replica, from 0, among those that share the vectors. */
  readonly replica: number;
  /** Maximum rows of a lane in one pass. */
  readonly microBatch: number;
  /** Number of rows that a pass has room for. */
  readonly capacity: number;
  /** Whether a moving average of the weights is maintained. */
  readonly averaged: boolean;
  readonly arithmetic: Arithmetic;
  readonly objectives: Objectives;
  /** The objectives' losses in the form that the program accepts. */
  readonly losses: readonly OutputLoss[];
  readonly preparation: RowOptions;
  /** The training data in memory; undefined if each request brings its batch. */
  readonly train?: Table;
  readonly validation?: Table;
  /** Vectors that other replicas work on as well; the replica allocates its own if threads cannot share memory. */
  readonly memory?: TrainingMemory;
}

export interface GradientRequest {
  /** The rows of the whole batch, as indices into the training data or into `batch`. */
  readonly rows: Uint32Array;
  /** A batch of a source. */
  readonly batch?: SourcedBatch;
  /** The lanes that this replica processes. */
  readonly lanes: readonly Lane[];
  /** Number of steps that the run has made before this one. */
  readonly step: number;
  /** Where the lanes' gradients are summed. */
  readonly vectors: GradientVectors;
}

/** The gradient of a lane, copied to another replica. */
export interface LaneGradient {
  readonly lane: number;
  readonly gradient: Float32Array;
}

export interface Replica {
  /** Computes each lane's gradient into its vector and returns the lanes' scores in order. */
  gradient(request: GradientRequest): BatchScore[];
  /** Sums the lanes of a range of parameters and returns the sums of squares of its blocks. */
  sumLanes(run: LaneRange): number[];
  /** Updates a range of the parameters. */
  update(request: UpdateRequest & Range): void;
  /** Returns the scores of consecutive parts of the validation data, each of `evaluationRows` samples. */
  evaluate(parts: Range): ScoredPart[];
  /** Returns copies of these lanes' gradients. */
  takeLanes(lanes: readonly number[]): LaneGradient[];
  /** Stores gradients that other replicas computed. */
  giveLanes(gradients: readonly LaneGradient[]): void;
  /** Returns copies of the vectors. */
  vectors(): StepVectors;
  restore(vectors: Partial<StepVectors>): void;
  /** Exchanges the weights and their moving average. */
  swapAverage(): void;
  /** Finds where in these lanes the first non-finite value appears. */
  firstNotFinite(request: GradientRequest): NotFinite | undefined;
}

/** @throws KernelError `OUT_OF_MEMORY`, `UNSUPPORTED`, `FUSED_UNAVAILABLE` */
export function createReplica(options: ReplicaOptions): Replica {
  const { segments, capacity: rows, graph, lanes, frozen, arithmetic, losses } = options;
  const memory = options.memory ?? createTrainingMemory(memoryOf(options));
  const plan = createTrainingProgram({ graph, losses, rows, shards: lanes, memory, arithmetic });
  plan.parameters.set(frozen, plan.parameters.length - frozen.length);
  return {
    ...gradients(plan, options),
    ...exchange(plan, segments),
    sumLanes: plan.sumLanes,
    update: (request) => applyUpdate(plan, segments, request),
    evaluate: (parts) => evaluateParts(plan, options, parts),
  };
}

/** Returns what the memory of the replicas must hold. */
export function memoryOf(options: Omit<ReplicaOptions, 'memory'>): TrainingMemoryOptions {
  const { graph, capacity: rows, lanes, vectorCount, averaged, arithmetic, losses } = options;
  return { graph, losses, rows, shards: lanes, lanes: vectorCount, averaged, arithmetic };
}

type PrepareRows = (part: BatchPart) => ProgramRows;

function gradients(
  plan: TrainingProgram,
  options: ReplicaOptions,
): Pick<Replica, 'gradient' | 'firstNotFinite'> {
  const { objectives } = options;
  const passes = passPlanner({ ...options, sharesParameters: sharesParameters(options.graph) });
  const preparationFor = rowPreparations(options);
  return {
    gradient({ rows, lanes, step, vectors, batch: sourced }) {
      const prepare = preparationFor(sourced);
      const scores = new Map<number, BatchScore>();
      for (const { start, end, parts, sum } of passes(lanes, vectors)) {
        const batch = prepare({ rows, start, end, step });
        const sums = plan.gradient(batch, {
          scale: 1 / rows.length,
          lanes: parts.map(({ rows, vector, accumulate }) => ({ lane: vector, rows, accumulate })),
          step,
          firstSample: start,
        });
        const outputs = plan.outputs(end - start);
        let first = 0;
        parts.forEach((part, i) => {
          const of = { first, rows: part.rows, lossSums: sums[i] };
          const score = scoreRows({ outputs, truth: batch.truth, count: end - start }, of, objectives);
          first += part.rows;
          const before = scores.get(part.lane);
          scores.set(part.lane, before ? addScores(before, score) : score);
        });
        if (sum) plan.addLane(sum);
      }
      // The penalty of the weights belongs to the whole batch, so it is added to one lane, in one replica.
      const [first, penalty] = [scores.get(0), plan.penalty()];
      if (first && penalty !== 0) {
        scores.set(0, { ...first, lossSum: first.lossSum + penalty * rows.length });
      }
      return [...scores.values()];
    },
    firstNotFinite({ rows, lanes, step, vectors, batch: sourced }) {
      const prepare = preparationFor(sourced);
      for (const { start, end } of passes(lanes, vectors)) {
        const found = plan.firstNotFinite(prepare({ rows, start, end, step }), {
          step,
          firstSample: start,
        });
        if (found) return found;
      }
      return undefined;
    },
  };
}

function rowPreparations({
  train,
  preparation,
}: ReplicaOptions): (batch: SourcedBatch | undefined) => PrepareRows {
  const inMemory = train && createRowPreparation(train, preparation);
  return (batch) => {
    if (batch) {
      const sampleWeights = batch.sampleWeights && Float32Array.from(batch.sampleWeights);
      return createRowPreparation(batch.table, { ...preparation, sampleWeights });
    }
    if (!inMemory) throw new Error('unreachable: without training data, every request brings its batch');
    return inMemory;
  };
}

function evaluateParts(
  plan: TrainingProgram,
  { train, validation, objectives }: ReplicaOptions,
  { from, to }: Range,
): ScoredPart[] {
  const table = validation ?? train;
  if (!table) return [];
  const prepare = createRowPreparation(table, { outputs: objectives.outputs, seed: 0, labelSmoothing: 0 });
  const end = Math.min(table.samples, to * evaluationRows);
  return slices(from * evaluationRows, end, evaluationRows).map(({ start, end }) =>
    scoreOnProgram(
      plan,
      prepare({ rows: consecutiveRows(start, end), start: 0, end: end - start, step: 0 }),
      objectives,
    ),
  );
}

function exchange(
  plan: TrainingProgram,
  segments: readonly Segment[],
): Pick<Replica, 'takeLanes' | 'giveLanes' | 'vectors' | 'restore' | 'swapAverage'> {
  const { moments, laneGradients, average } = plan;
  // Excludes the frozen parameters, which follow and do not change.
  const parameters = plan.parameters.subarray(0, laneGradients[0].length);
  const trained = trainedLength(segments);
  return {
    takeLanes: (lanes) => lanes.map((lane) => ({ lane, gradient: laneGradients[lane].slice() })),
    giveLanes: (gradients) => {
      for (const { lane, gradient } of gradients) laneGradients[lane].set(gradient);
    },
    vectors: () => ({
      weights: parameters.slice(0, trained),
      moment1: moments[0].slice(0, trained),
      moment2: moments[1].slice(0, trained),
      ...(average && { average: average.slice(0, trained) }),
      ...(trained < parameters.length && {
        state: parameters.slice(trained),
        ...(average && { averageState: average.slice(trained) }),
      }),
    }),
    restore: ({ weights, moment1, moment2, average: mean, state, averageState = state }) => {
      if (weights) parameters.set(weights);
      if (state) parameters.set(state, trained);
      if (moment1) moments[0].set(moment1);
      if (moment2) moments[1].set(moment2);
      if (mean) average?.set(mean);
      if (averageState) average?.set(averageState, trained);
    },
    swapAverage: () => {
      if (!average) return;
      const weights = parameters.slice();
      parameters.set(average);
      average.set(weights);
    },
  };
}
