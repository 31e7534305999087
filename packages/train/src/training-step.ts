// What fit() asks of whoever does the arithmetic: one step on some rows of the data. tape-step.ts is the first such;
// a compiled plan or workers can take its place without fit() knowing.
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
  /** Frees everything but the model's own weights. */
  dispose(): void;
}
