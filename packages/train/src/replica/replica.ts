// One replica of the model: a program that works off some lanes of each batch and updates some of the parameters. It is the
// same in the caller's thread and in a worker; it knows of no messages. Who shares the work out is crew.ts.
import {
  type Arithmetic,
  createTrainingMemory,
  createTrainingProgram,
  type Graph,
  type InferenceProgram,
  type LabelledRows,
  type LaneRange,
  type NotFinite,
  type Range,
  sharesParameters,
  type TrainingMemory,
  type TrainingMemoryOptions,
  type TrainingProgram,
} from '@nn101/kernels/graph';
import { applyUpdate, type UpdateRequest } from '../apply-update.ts';
import { countCorrect } from '../argmax-rows.ts';
import type { LabelledBytes } from '../labelled-images.ts';
import { type GradientVectors, type Lane, type PassPart, passesOf, slices } from '../lanes.ts';
import { type Segment, trainedLength } from '../parameter-segments.ts';
import {
  createPreparation,
  type PreparationOptions,
  type PrepareSamples,
  type Samples,
} from '../prepare-samples.ts';
import { addScores, type BatchScore, emptyScore, type ScoredImages } from '../score.ts';

/** Images of one pass when nothing is learned: fixed, so that sums do not depend on who does the work. */
export const evaluationRows = 64;

/** What every classifier is trained on. */
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
  /** Rows of a lane in one pass. */
  readonly microBatch: number;
  /** Rows that a pass has room for. */
  readonly capacity: number;
  /** Whether a running mean of the weights is kept. */
  readonly averaged: boolean;
  readonly arithmetic: Arithmetic;
  readonly preparation: PreparationOptions;
  readonly train: LabelledBytes;
  readonly validation?: LabelledBytes;
  /** Vectors that other replicas work on as well; its own where threads can share no memory. */
  readonly memory?: TrainingMemory;
}

export interface GradientRequest {
  /** The whole batch: rows of the training data. */
  readonly rows: Uint32Array;
  /** Which of its lanes are this replica's. */
  readonly lanes: readonly Lane[];
  /** Steps made in the run before this one. */
  readonly step: number;
  /** Where the lanes' gradients are summed up. */
  readonly vectors: GradientVectors;
}

/** The vectors of a run, each of the model's parameters in Keras' order. */
export interface StepVectors {
  readonly weights: Float32Array;
  readonly moment1: Float32Array;
  readonly moment2: Float32Array;
  readonly average?: Float32Array;
  /** What the model keeps beside them and training changes: running means of batch normalisation. */
  readonly state?: Float32Array;
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
  evaluate(parts: Range): ScoredImages[];
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
  const { train, segments, capacity: rows, graph, lanes, frozen, arithmetic } = options;
  const memory = options.memory ?? createTrainingMemory(memoryOf(options));
  const plan = createTrainingProgram({ graph, losses, rows, shards: lanes, memory, arithmetic });
  plan.parameters.set(frozen, plan.parameters.length - frozen.length);
  const prepare = createPreparation(train, options.preparation);
  return {
    ...gradients({ plan, prepare, options }),
    ...exchange(plan, segments),
    sumLanes: plan.sumLanes,
    update: (request) => applyUpdate(plan, segments, request),
    evaluate: ({ from, to }) => evaluateParts(plan, options.validation ?? train, { from, to }),
  };
}

/** What the memory of replicas has to hold. */
export function memoryOf(options: Omit<ReplicaOptions, 'memory'>): TrainingMemoryOptions {
  const { graph, capacity: rows, lanes, vectorCount, averaged, arithmetic } = options;
  return { graph, losses, rows, shards: lanes, lanes: vectorCount, averaged, arithmetic };
}

function gradients(work: {
  plan: TrainingProgram;
  prepare: PrepareSamples;
  options: ReplicaOptions;
}): Pick<Replica, 'gradient' | 'firstNotFinite'> {
  const { plan, prepare } = work;
  const options = { ...work.options, sharesParameters: sharesParameters(work.options.graph) };
  return {
    gradient({ rows, lanes, step, vectors }) {
      const scores = new Map<number, BatchScore>();
      for (const { start, end, parts, sum } of passesOf(lanes, { ...options, vectors })) {
        const samples = prepare({ rows, start, end, step });
        const sums = plan.gradient(rowsOf(samples), {
          scale: 1 / rows.length,
          lanes: parts.map(vectorRows),
          step,
          firstSample: start,
        });
        const [output] = plan.outputs(end - start);
        let first = 0;
        parts.forEach((part, i) => {
          const correct = countCorrect(output, samples, { first, rows: part.rows });
          first += part.rows;
          const score = { samples: part.rows, lossSum: sums[i][0], correct };
          scores.set(part.lane, addScores(scores.get(part.lane) ?? emptyScore, score));
        });
        if (sum) plan.addLane(sum);
      }
      return [...scores.values()];
    },
    firstNotFinite({ rows, lanes, step, vectors }) {
      for (const { start, end } of passesOf(lanes, { ...options, vectors })) {
        const found = plan.firstNotFinite(rowsOf(prepare({ rows, start, end, step })), {
          step,
          firstSample: start,
        });
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** Samples as a program takes them. */
export function rowsOf({ images, labels, indices, targets }: Samples): LabelledRows {
  return { columns: [images], targets: [{ labels, ...(targets && { values: targets }) }], indices };
}

function vectorRows({ rows, vector, accumulate }: PassPart) {
  return { lane: vector, rows, accumulate };
}

function evaluateParts(plan: TrainingProgram, data: LabelledBytes, { from, to }: Range): ScoredImages[] {
  const count = data.shape[0];
  const end = Math.min(count, to * evaluationRows);
  return slices(from * evaluationRows, end, evaluationRows).map(({ start, end }) => {
    const indices = Array.from({ length: end - start }, (_, i) => start + i);
    return evaluateRows(plan, { ...data, indices });
  });
}

/** The score of some rows, and what the network says of them. */
export function evaluateRows(program: InferenceProgram, samples: Samples): ScoredImages {
  const rows = samples.indices.length;
  const [lossSum] = program.evaluate(rowsOf(samples));
  const [output] = program.outputs(rows);
  const correct = countCorrect(output, samples, { first: 0, rows });
  return { samples: rows, lossSum, correct, probabilities: output.slice() };
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
      ...(average && { average: average.slice() }),
      ...(trained < parameters.length && { state: parameters.slice(trained) }),
    }),
    restore: ({ weights, moment1, moment2, average: mean, state }) => {
      if (weights) parameters.set(weights);
      if (state) parameters.set(state, trained);
      if (moment1) moments[0].set(moment1);
      if (moment2) moments[1].set(moment2);
      if (mean) average?.set(mean);
    },
    swapAverage: () => {
      if (!average) return;
      const weights = parameters.slice();
      parameters.set(average);
      average.set(weights);
    },
  };
}
