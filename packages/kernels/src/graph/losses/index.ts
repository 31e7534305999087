// The table of losses: one file each, beside this one.
import { type CategoricalCrossEntropySpec, categoricalCrossEntropy } from './categorical-cross-entropy.ts';
import type { Loss } from './loss.ts';

/** A loss as data, told apart by `kind`. */
export type LossSpec = CategoricalCrossEntropySpec;

export const losses: { readonly [Kind in LossSpec['kind']]: Loss<Extract<LossSpec, { kind: Kind }>> } = {
  categoricalCrossEntropy,
};

/** What a loss does, whatever its kind. */
export function lossOf<Spec extends LossSpec>(spec: Spec): Loss<Spec> {
  // The kind ties the record to its specification; TypeScript cannot see that through the union.
  return losses[spec.kind] as Loss<LossSpec> as Loss<Spec>;
}
