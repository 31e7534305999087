// What a layer of a plan is: two functions over fixed places in the plan's memory.
import type { Arena } from './arena.ts';

/** Numbers that decide which units a step drops. */
export interface StepRandomness {
  /** Of the training step, counted from 0 over the whole run. */
  readonly step: number;
  /** Place of the first row within the step's batch. */
  readonly firstSample: number;
}

/** A place in memory that holds [rows, ...shape] floats and another for the gradient by them. */
export interface Activations {
  readonly values: number;
  /** 0 where nobody needs the gradient: before the first layer with weights. */
  readonly gradient: number;
  readonly shape: readonly number[];
}

/** Where a layer's weights and their gradients are. */
export interface Weights {
  readonly values: number;
  readonly gradient: number;
  readonly count: number;
}

export interface PlanLayer {
  readonly output: Activations;
  /** Computes output.values of `rows` rows from the input's. Without `randomness` as in evaluation. */
  forward(rows: number, randomness?: StepRandomness): void;
  /**
   * Computes the input's gradient from output.gradient (which it may overwrite), and adds to the weights' gradients
   * or, without `accumulate`, sets them.
   */
  backward(rows: number, accumulate: boolean): void;
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
  const bytes = shape.reduce((product, length) => product * length, 4 * microBatch);
  return { values: arena.allocate(bytes), gradient: arena.allocate(bytes), shape };
}
