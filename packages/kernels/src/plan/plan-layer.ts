// What a layer of a plan is: two functions over fixed places in the plan's memory.
import type { Arena } from './arena.ts';
import { elements } from './layer-spec.ts';
import type { TrainingVectors } from './training-vectors.ts';

/** Numbers that decide which units a step drops. */
export interface StepRandomness {
  /** Of the training step, counted from 0 over the whole run. */
  readonly step: number;
  /** Place of the first row within the step's batch. */
  readonly firstSample: number;
}

/** A place in memory that holds [rows, ...shape] floats and another for the gradient by them. */
export interface Activations {
  /** 0 where they are kept nowhere: those of a convolution that pools its outputs itself. */
  readonly values: number;
  /** 0 where nobody needs the gradient: before the first layer with weights, and where there are no values. */
  readonly gradient: number;
  readonly shape: readonly number[];
}

/** Where a layer's weights are, and where in each lane's vector their gradients are. */
export interface Weights {
  readonly values: number;
  /** Bytes from the start of a lane's gradients. */
  readonly offset: number;
  readonly count: number;
}

/** Consecutive rows of a micro-batch that belong to one lane. */
export interface LanePart {
  readonly lane: number;
  readonly rows: number;
  /** Add to the lane's gradients that are there (true) or begin anew. */
  readonly accumulate: boolean;
}

/** A part with its place: in the micro-batch, and of its lane's gradients in memory. */
export interface LanePlace {
  /** Its first row in the micro-batch. */
  readonly first: number;
  readonly rows: number;
  /** Address of the lane's gradients. */
  readonly gradients: number;
  readonly accumulate: boolean;
}

export function lanePlaces(parts: readonly LanePart[], { lanes }: TrainingVectors): LanePlace[] {
  let next = 0;
  return parts.map(({ lane, rows, accumulate }) => {
    const first = next;
    next += rows;
    return { first, rows, gradients: lanes[lane], accumulate };
  });
}

export interface PlanLayer {
  readonly output: Activations;
  readonly weights: readonly Weights[];
  /** Computes output.values of `rows` rows from the input's. Without `randomness` as in evaluation. */
  forward(rows: number, randomness?: StepRandomness): void;
  /**
   * Computes the input's gradient of all rows from output.gradient (which it may overwrite), and the weights' gradients
   * of each part. A part's are finished before they are added to its lane's.
   */
  backward(rows: number, parts: readonly LanePlace[]): void;
  /** Whether the outputs of the first `rows` rows are all finite, where `output` does not hold them. */
  hasFiniteOutputs?(rows: number): boolean;
}

/** What a layer is built from. */
export interface LayerSite {
  readonly arena: Arena;
  readonly input: Activations;
  readonly weights: readonly Weights[];
  /** Rows that the plan's memory has room for. */
  readonly microBatch: number;
}

/** Room for a layer's output and its gradient. */
export function allocateOutput({ arena, microBatch }: LayerSite, shape: readonly number[]): Activations {
  const bytes = rowBytes(shape) * microBatch;
  return { values: arena.allocate(bytes), gradient: arena.allocate(bytes), shape };
}

/** Whether so many floats at an address are neither NaN nor infinite. */
export function areFinite({ buffer }: WebAssembly.Memory, address: number, count: number): boolean {
  return new Float32Array(buffer, address, count).every(Number.isFinite);
}

/** Where a row of the activations begins. */
export function atRow(
  { values, gradient, shape }: Activations,
  row: number,
): Pick<Activations, 'values' | 'gradient'> {
  const offset = row * rowBytes(shape);
  return { values: values + offset, gradient: gradient && gradient + offset };
}

/** Bytes of one row of such a shape. */
export function rowBytes(shape: readonly number[]): number {
  return elements(shape) * 4;
}
