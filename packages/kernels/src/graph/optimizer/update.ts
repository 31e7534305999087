// One optimizer step over a run of the flat parameter vector: lane gradients summed in lane order, then the step, block by
// block, so that what was just summed is still in the cache. Threads take runs of their own; the bits do not depend on
// where the vector is cut.

import { check } from '../../check.ts';
import type { Arithmetic, KernelExports } from '../../wasm/wasm-module.ts';
import { createArena } from '../memory/arena.ts';
import { layOutParameters, type Range } from '../memory/parameter-layout.ts';
import {
  layOutVectors,
  type TrainingVectors,
  type VectorOptions,
  type VectorViews,
  viewVectors,
} from '../memory/training-vectors.ts';
import { checkVectorOptions } from '../network/check-graph.ts';
import type { Graph } from '../network/graph.ts';
import { constrain } from './constraints.ts';
import { addPenaltyGradients, type Penalty, penaltiesOf } from './penalties.ts';

/** Floats of a block: with its lanes and moments it fits a second-level cache. */
export const BLOCK = 8192;

/** The step itself, rates with all corrections in them. */
export type OptimizerStep =
  | {
      readonly kind: 'adam';
      /** learningRate * sqrt(1 - beta2^t) / (1 - beta1^t) */
      readonly rate: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    }
  | {
      readonly kind: 'momentum';
      readonly rate: number;
      /** 0 is plain gradient descent. */
      readonly momentum: number;
      readonly nesterov: boolean;
    };

/** Numbers of lanes, by group. */
export type LaneGroups = readonly (readonly number[])[];

/** A range of the parameters, and the tree by which the lanes' gradients are summed. */
export interface LaneRange extends Range {
  /**
   * Lanes by group: each group's are added to its first one in order, then the groups' sums to the first group's. All lanes
   * one after the other by default.
   */
  readonly lanes?: LaneGroups;
}

export interface UpdateOptions extends LaneRange {
  readonly step: OptimizerStep;
  /** Whether sumLanes() has been called for this run already. */
  readonly summed?: boolean;
  /** Factor on the gradient, for clipping by norm. 1 by default. */
  readonly gradientScale?: number;
  /** Elements of the gradient are held within ± this. */
  readonly clipValue?: number;
  /** Factor on the parameters before the step: decoupled weight decay. 1 by default. */
  readonly shrink?: number;
}

/** What is done to the whole vector of parameters, in runs of it, so that threads can share the work. */
export interface Updates {
  /** Adds the whole of a lane's gradient to another's. */
  addLane(lanes: { readonly from: number; readonly to: number }): void;
  /**
   * Sums the lanes of a run into the first, and adds the gradient of the penalties. @returns the sum of squares of each
   * block, from the run's start
   */
  sumLanes(run: LaneRange): number[];
  /** An optimizer step on a run of the parameters, with the lanes' gradients. */
  update(options: UpdateOptions): void;
  /** Makes the parameters that begin in a run satisfy their constraints. */
  constrain(run: Range): void;
  /** Moves the running mean of the weights towards them. */
  follow(run: Range & { readonly share: number }): void;
  /** Moves states of the network towards what the lanes observed together: state += share (observation - state). */
  followObservation(range: LaneRange & { readonly share: number }): void;
}

/** What an update follows besides the lanes' gradients: nothing where there is no graph. */
export interface UpdateRules {
  /** The parameters as an array over the memory. */
  readonly values: Float32Array;
  readonly graph?: Graph;
}

/** Vectors, and the penalties on their parameters. */
export interface PenalizedVectors extends TrainingVectors {
  /** None by default. */
  readonly penalties?: readonly Penalty[];
}

export function bindUpdates(
  kernels: KernelExports,
  own: TrainingVectors,
  { values, graph }: UpdateRules,
): Updates {
  const vectors: PenalizedVectors = { ...own, penalties: graph ? penaltiesOf(graph) : [] };
  const constrained = graph ? constraintsOf(graph) : [];
  return {
    constrain: ({ from, to }) => {
      for (const { range, ...rule } of constrained) {
        if (range.from >= from && range.from < to) constrain(values.subarray(range.from, range.to), rule);
      }
    },
    addLane: ({ from, to }) => kernels.add(vectors.lanes[to], vectors.lanes[from], vectors.count),
    sumLanes: (run) => sumLanes(kernels, vectors, run),
    update: (run) => update(kernels, vectors, run),
    follow: (run) => follow(kernels, vectors, run),
    followObservation: ({ from, to, lanes, share }) => {
      addLanes(kernels, vectors, { at: from, count: to - from, lanes });
      kernels.updateEma(vectors.parameters + from * 4, vectors.lanes[0] + from * 4, to - from, share);
    },
  };
}

function constraintsOf(graph: Graph) {
  const { parameters } = layOutParameters(graph);
  return graph.parameters.flatMap(({ shape, constraint, trainable }, i) =>
    constraint && trainable ? [{ range: parameters[i], shape, constraint }] : [],
  );
}

/** Sums the lanes of a run into the first. @returns the sum of squares of each block, from the run's start */
export function sumLanes(kernels: KernelExports, vectors: PenalizedVectors, run: LaneRange): number[] {
  const { from, to, lanes } = run;
  const squares: number[] = [];
  for (let at = from; at < to; at += BLOCK) {
    const count = Math.min(BLOCK, to - at);
    addLanes(kernels, vectors, { at, count, lanes });
    squares.push(kernels.sumOfSquares(vectors.lanes[0] + at * 4, count));
  }
  return squares;
}

export function update(kernels: KernelExports, vectors: PenalizedVectors, options: UpdateOptions): void {
  const { from, to, step, summed = false, gradientScale = 1, clipValue, shrink = 1 } = options;
  const { parameters, moments, lanes } = vectors;
  for (let at = from; at < to; at += BLOCK) {
    const count = Math.min(BLOCK, to - at);
    if (!summed) addLanes(kernels, vectors, { at, count, lanes: options.lanes });
    const offset = at * 4;
    const weights = parameters + offset;
    const gradient = lanes[0] + offset;
    if (gradientScale !== 1) kernels.scale(gradient, count, gradientScale);
    if (clipValue !== undefined) kernels.clip(gradient, gradient, count, -clipValue, clipValue);
    if (shrink !== 1) kernels.scale(weights, count, shrink);
    const first = moments[0] + offset;
    if (step.kind === 'adam') {
      const second = moments[1] + offset;
      kernels.adam(weights, gradient, first, second, count, step.rate, step.beta1, step.beta2, step.epsilon);
    } else kernels.momentum(weights, gradient, first, count, step.rate, step.momentum, step.nesterov);
  }
}

/** Moves the running mean of the weights towards them: mean += share (weights - mean). */
export function follow(
  kernels: KernelExports,
  { parameters, average }: TrainingVectors,
  { from, to, share }: Range & { readonly share: number },
): void {
  kernels.updateEma(average + from * 4, parameters + from * 4, to - from, share);
}

function addLanes(
  kernels: KernelExports,
  vectors: PenalizedVectors,
  { at, count, lanes = [vectors.lanes.map((_, i) => i)] }: { at: number; count: number; lanes?: LaneGroups },
): void {
  const address = (lane: number) => vectors.lanes[lane] + at * 4;
  for (const group of lanes) {
    for (let i = 1; i < group.length; i++) kernels.add(address(group[0]), address(group[i]), count);
  }
  for (let i = 1; i < lanes.length; i++) kernels.add(address(lanes[0][0]), address(lanes[i][0]), count);
  const { parameters, penalties } = vectors;
  if (!penalties?.length) return;
  const run = { from: at, to: at + count, parameters, gradient: vectors.lanes[0] };
  addPenaltyGradients(kernels, penalties, run);
}

export interface FlatOptimizer extends VectorViews, Updates {}

/** Zeroed vectors in a memory of their own. @throws KernelError INVALID_ARGUMENT, OUT_OF_MEMORY, SIMD_MISSING */
export function createFlatOptimizer(
  options: VectorOptions & { readonly arithmetic?: Arithmetic },
): FlatOptimizer {
  check.options('createFlatOptimizer', options, ['count', 'lanes', 'averaged', 'arithmetic']);
  check.wholeNumber('count', options.count, { min: 1 });
  checkVectorOptions(options);
  const { arithmetic = 'deterministic' } = options;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const arena = createArena({ memory, arithmetic });
  const vectors = layOutVectors(arena, options);
  const views = viewVectors(memory, vectors);
  return { ...views, ...bindUpdates(arena.kernels, vectors, { values: views.parameters }) };
}
