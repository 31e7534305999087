// Every place that a plan will ever use, in one memory.
import { KernelError } from '../kernel-error.ts';
import type { Arena } from './arena.ts';
import { buildLayers } from './build-layers.ts';
import type { LayerSpec } from './layer-spec.ts';
import type { PlanLayer } from './plan-layer.ts';
import { type CrossEntropy, crossEntropy, type ImageInput, imageInput } from './samples.ts';
import type { TrainingVectors } from './training-vectors.ts';

/** What a plan computes: fixed when it is made, as all memory is laid out then. */
export interface PlanShape {
  /** [height, width, channels] of an image. */
  readonly inputShape: readonly [number, number, number];
  readonly layers: readonly LayerSpec[];
  /** Most images that one call takes; memory grows with it. */
  readonly microBatch: number;
}

export interface PlanLayout {
  readonly images: ImageInput;
  readonly loss: CrossEntropy;
  readonly layers: readonly PlanLayer[];
  readonly classes: number;
}

/** @throws KernelError UNSUPPORTED where the layers do not fit together or do not end in softmax; OUT_OF_MEMORY */
export function layOutPlan(
  arena: Arena,
  plan: PlanShape & { readonly vectors: TrainingVectors },
): PlanLayout {
  const { inputShape, layers: specs, microBatch, vectors } = plan;
  const classes = classesOf(specs);
  const images = imageInput(arena, inputShape, microBatch);
  const loss = crossEntropy(arena, classes, microBatch);
  const input = { values: images.values, gradient: 0, shape: inputShape };
  const layers = buildLayers({ arena, specs, vectors, microBatch, input });
  arena.scratch();
  return { images, loss, layers, classes };
}

function classesOf(specs: readonly LayerSpec[]): number {
  const last = specs[specs.length - 1];
  if (last?.kind === 'dense' && last.activation === 'softmax') return last.units;
  throw new KernelError('UNSUPPORTED', "A training plan ends with a dense layer with activation 'softmax'.");
}
