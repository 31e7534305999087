// What fit() asks of whoever does the arithmetic: one step on some rows of the data. plan-step.ts is the fast
// way, tape-step.ts the way that works with every model.
import type { BatchScore } from './score.ts';

export interface StepRequest {
  /** Which images of the training data make up the batch. */
  readonly rows: Uint32Array;
  /** How many steps the run has made before this one: what dropout masks depend on. */
  readonly index: number;
}

export interface TrainingStep {
  /** Forward, loss, backward, update. The score is of the weights before the update. */
  run(request: StepRequest): BatchScore | Promise<BatchScore>;
  /** Brings the model's weights up to date, where the step keeps them elsewhere. */
  sync(): void;
  /** Brings the model up to date and frees everything but its own weights. */
  dispose(): void;
}
