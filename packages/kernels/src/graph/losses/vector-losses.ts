// Losses of the vectors along the last axis: categorical hinge and cosine similarity; the mean over the vectors of a sample.
// The definitions are tfjs-layers'.
import type { Loss } from './loss.ts';
import { bindValueLoss, vectorsOf } from './targets.ts';

/** max(0, 1 + max((1 - t) y) - Σ t y) */
export interface CategoricalHingeSpec {
  readonly kind: 'categoricalHinge';
}

/** The negative cosine of the angle between output and target: -1 where they point the same way. */
export interface CosineSimilaritySpec {
  readonly kind: 'cosineSimilarity';
}

export const categoricalHinge = vectorLoss<CategoricalHingeSpec>('categoricalHinge');
export const cosineSimilarity = vectorLoss<CosineSimilaritySpec>('cosineSimilarity');

function vectorLoss<Spec extends CategoricalHingeSpec | CosineSimilaritySpec>(
  kind: Spec['kind'],
): Loss<Spec> {
  return {
    fields: {} as Loss<Spec>['fields'],
    bind(_, context) {
      const { kernels } = context.arena;
      const { length, count } = vectorsOf(context);
      const kernel = kernels[kind];
      return bindValueLoss(kind, context, {
        divisor: count,
        run({ outputs, targets, weights, rows, scale, gradient, total }) {
          kernel(outputs, targets, rows * count, length, weights, count, scale, gradient, total);
        },
      });
    },
  };
}
