// One replica of the model: a program that works off some lanes of each batch and updates some of the parameters. It is the
// same in the caller's thread and in a worker; it knows of no messages. Who shares the work out is replica-group.ts.
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

/** What classifiers are trained on where nothing else is said. */
export const losses = [{ loss: { kind: 'categoricalCrossEntropy' } }] as const;

/** Plain data: it can be sent to a worker. */
export interface ReplicaOptions {
  readonly graph: Graph;
  /** Values of the parameters that are not trained. */
  readonly frozen: Float32Array;
  readonly segments: readonly Segment[];
  /** Lanes of a batch. */
  readonly lanes: number;
  /** Whether each group of lanes has a vector for its gradient, or each lane. */
  readonly gradientVectors: Exclude<GradientVectors, 'total'>;
  /** Number of gradient vectors. */
  readonly vectorCount: number;
  /** Number of this replica, from 0, among those that share the vectors. */
  readonly replica: number;
  /** Rows of a lane in one pass. */
  readonly microBatch: number;
  /** Rows that a pass has room for. */
  readonly capacity: number;
  /** Whether a running mean of the weights is kept. */
  readonly averaged: boolean;
  readonly arithmetic: Arithmetic;
  readonly objectives: Objectives;
  /** The objectives' losses as the program knows them. */
  readonly losses: readonly OutputLoss[];
  readonly preparation: RowOptions;
  /** The training data in memory; without them each request brings its batch. */
  readonly train?: Table;
  readonly validation?: Table;
  /** Vectors that other replicas work on as well; its own where threads can share no memory. */
  readonly memory?: TrainingMemory;
}

export interface GradientRequest {
  /** The whole batch: rows of the training data, or of `batch`. */
  readonly rows: Uint32Array;
  /** A batch of a source. */
  readonly batch?: SourcedBatch;
  /** Which of its lanes are this replica's. */
  readonly lanes: readonly Lane[];
  /** Steps made in the run before this one. */
  readonly step: number;
  /** Where the lanes' gradients are summed up. */
  readonly vectors: GradientVectors;
}

/** A lane's gradient, on its way to another replica. */
export interface LaneGradient {
  readonly lane: number;
  readonly gradient: Float32Array;
}

export interface Replica {
  /** Each lane's gradient into its vector; the lanes' scores in their order. */
  gradient(request: GradientRequest): BatchScore[];
  /** Sums the lanes of a run; sums of squares of its blocks. */
  sumLanes(run: LaneRange): number[];
  /** An update of a run of the parameters. */
  update(request: UpdateRequest & Range): void;
  /** Scores of consecutive parts of the validation data, `from` to `to` of them, each of `evaluationRows` images. */
  evaluate(parts: Range): ScoredPart[];
  /** Copies of these lanes' gradients. */
  takeLanes(lanes: readonly number[]): LaneGradient[];
  /** Gradients that other replicas computed. */
  giveLanes(gradients: readonly LaneGradient[]): void;
  /** Copies of the vectors. */
  vectors(): StepVectors;
  restore(vectors: Partial<StepVectors>): void;
  /** Weights and their running mean change places. */
  swapAverage(): void;
  /** Where the first number that is none appears in these lanes. */
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

/** What the memory of replicas has to hold. */
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
      // The penalties of the weights belong to the whole batch: one lane, and so one replica, has them.
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
  // Without the frozen parameters behind them, which are nobody's business.
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
