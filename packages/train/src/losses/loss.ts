// The contract of a loss: what it expects of targets and outputs, and what it costs that they differ. The losses are this
// folder's other files, losses.ts is their table; what a whole model is trained on is ../objectives.ts.
import type { Tensor } from '@tensorflow/tfjs-core';

/** Keras' epsilon: probabilities are clipped to [1e-7, 1 - 1e-7], and nothing is divided by less. */
export const epsilon = 1e-7;

/**
 * What the targets of an output are: `classes` are class numbers or a distribution over the last axis, `binary` values
 * from 0 to 1, `signs` -1 and 1 or 0 and 1, `nonNegative` values from 0, `values` any finite ones.
 */
export type TargetKind = 'classes' | 'distribution' | 'binary' | 'signs' | 'nonNegative' | 'values';

/** What the outputs of a layer must be for the loss to mean something. */
export type OutputKind = 'distribution' | 'probability' | 'logits' | 'nonNegative' | 'any';

/** Targets and outputs of some samples, both [samples, ...shape]. */
export interface Compared {
  readonly targets: Tensor;
  readonly outputs: Tensor;
}

/** One kind of loss. */
export interface Loss<Spec> {
  readonly targets: TargetKind;
  expects(spec: Spec): OutputKind;
  /** The loss at each position, without the last axis, over which it is summed or averaged as Keras does. */
  onTape(compared: Compared, spec: Spec): Tensor;
}
