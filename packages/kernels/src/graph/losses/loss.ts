// The contract of a loss: what it costs that an output is not its target, and the gradient of that.
import type { Arena } from '../memory/arena.ts';
import type { Shape } from '../network/graph.ts';
import type { FieldChecks } from '../operations/fields.ts';
import type { Value } from '../operations/operation.ts';

/** What an output should be, for the rows of a pass. */
export interface Target {
  /** Class numbers of the whole data set; those at the pass' indices count. */
  readonly labels?: ArrayLike<number>;
  /** Values of the pass' rows in their order, [rows, ...shape]. */
  readonly values?: Float32Array;
  /** Weight of each row of the pass; 1 by default. */
  readonly weights?: Float32Array;
}

/** Rows whose losses are summed together. */
export interface LossRows {
  readonly first: number;
  readonly rows: number;
  /** Factor on the gradient; the gradient is left out where it is undefined. */
  readonly scale?: number;
}

export interface BoundLoss {
  /** Takes the targets of a pass into memory. */
  load(target: Target, indices: ArrayLike<number>): void;
  /** The sum of these rows' losses; writes the gradient of scale · sum. */
  sum(rows: LossRows): number;
}

export interface LossContext {
  readonly arena: Arena;
  /**
   * The network's output. Where the loss absorbs the last activation, `output.gradient` takes the gradient by the
   * activation's input.
   */
  readonly output: Value;
  /** Most rows of a pass. */
  readonly rows: number;
  /** Whether the output's activation is the one that the loss absorbs. */
  readonly isAbsorbed: boolean;
}

/** A loss: a record of functions of its specification. */
export interface Loss<Spec> {
  /** What the fields of the specification may be. */
  readonly fields: FieldChecks<Spec>;
  /** The last activation whose derivative the loss takes over, as the product of the two is simpler than either. */
  readonly absorbs?: 'softmax' | 'sigmoid';
  /** @throws KernelError UNSUPPORTED where the loss does not suit an output of this shape */
  check?(spec: Spec, output: Shape): void;
  bind(spec: Spec, context: LossContext): BoundLoss;
}
