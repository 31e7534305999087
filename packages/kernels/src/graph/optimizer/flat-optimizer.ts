// The vectors and the optimizer's step alone, for whoever computes gradients in another way than a plan.
import { check } from '../../check.ts';
import type { Arithmetic } from '../../wasm/wasm-module.ts';
import { createArena } from '../memory/arena.ts';
import {
  layOutVectors,
  type VectorOptions,
  type VectorViews,
  viewVectors,
} from '../memory/training-vectors.ts';
import { checkVectorOptions } from '../network/check-graph.ts';
import { bindUpdates, type Updates } from './update.ts';

export interface FlatOptimizer extends VectorViews, Updates {}

/** Zeroed vectors in a memory of their own. @throws KernelError INVALID_ARGUMENT, OUT_OF_MEMORY, SIMD_MISSING */
export function createFlatOptimizer(
  options: VectorOptions & { readonly arithmetic?: Arithmetic },
): FlatOptimizer {
  check.options('createFlatOptimizer', options, ['count', 'lanes', 'averaged', 'arithmetic']);
  check.wholeNumber('count', options.count, { min: 1 });
  checkVectorOptions(options);
  const { arithmetic = 'deterministic' } = options;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const arena = createArena({ memory, arithmetic });
  const vectors = layOutVectors(arena, options);
  const views = viewVectors(memory, vectors);
  return { ...views, ...bindUpdates(arena.kernels, vectors, { values: views.parameters }) };
}
