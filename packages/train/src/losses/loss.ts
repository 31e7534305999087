// The contract of a loss: what it expects of targets and outputs. The losses are in losses.ts; what a whole model is
// trained on is in objectives.ts. A loss is computed by the kernels' graph (kernels/src/graph/losses), or on the tape
// (../tape/losses-on-tape.ts).

/** Keras' epsilon: probabilities are clipped to [1e-7, 1 - 1e-7], and divisors are at least this large. */
export const epsilon = 1e-7;

/**
 * The kind of an output's targets: `classes` are class numbers or a distribution over the last axis, `binary` values from 0
 * to 1, `signs` -1 and 1 or 0 and 1, `nonNegative` values of 0 or more, `values` any finite ones.
 */
export type TargetKind = 'classes' | 'distribution' | 'binary' | 'signs' | 'nonNegative' | 'values';

/** What the outputs of a layer must be for the loss to be meaningful. */
export type OutputKind = 'distribution' | 'probability' | 'logits' | 'nonNegative' | 'any';

/** One kind of loss. */
export interface Loss<Spec> {
  readonly targets: TargetKind;
  expects(spec: Spec): OutputKind;
}
