// The vectors that are as long as the model has parameters, each in one piece.
import type { Arena } from './arena.ts';
import { elements, type LayerSpec, layerShapes } from './layer-spec.ts';

/** Addresses. */
export interface FlatVectors {
  /** Number of parameters. */
  readonly count: number;
  readonly parameters: number;
  readonly gradients: number;
  /** Adam's running means of the gradients and of their squares. */
  readonly means: number;
  readonly squares: number;
  /** Gradients put aside. */
  readonly aside: number;
}

export function flatVectors(
  arena: Arena,
  specs: readonly LayerSpec[],
  inputShape: readonly number[],
): FlatVectors {
  let count = 0;
  let shape = inputShape;
  for (const spec of specs) {
    const { out, weights } = layerShapes(spec, shape);
    for (const weight of weights) count += elements(weight);
    shape = out;
  }
  const [parameters, gradients, means, squares, aside] = Array.from({ length: 5 }, () =>
    arena.allocate(count * 4),
  );
  return { count, parameters, gradients, means, squares, aside };
}
