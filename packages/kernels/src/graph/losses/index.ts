// The table of losses, which stand beside this file.
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
import type { Loss } from './loss.ts';
import {
  hinge,
  huber,
  kullbackLeiblerDivergence,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
  squaredHinge,
} from './pointwise.ts';
import type { LossSpec } from './specs.ts';
import { categoricalHinge, cosineSimilarity } from './vector-losses.ts';

/** What each kind of loss does. */
export const losses: { readonly [Kind in LossSpec['kind']]: Loss<Extract<LossSpec, { kind: Kind }>> } = {
  binaryCrossEntropy,
  categoricalCrossEntropy,
  categoricalHinge,
  cosineSimilarity,
  hinge,
  huber,
  kullbackLeiblerDivergence,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
  squaredHinge,
};

/** What a loss does, whatever its kind. */
export function lossOf<Spec extends LossSpec>(spec: Spec): Loss<Spec> {
  // The kind ties the record to its specification; TypeScript cannot see that through the union.
  return losses[spec.kind] as Loss<LossSpec> as Loss<Spec>;
}
