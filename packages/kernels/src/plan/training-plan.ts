// A training plan: a sequential network laid out once in a WebAssembly memory, then run step after step without
// allocating anything. It knows nothing of tfjs, so that a worker can run one; plans in several workers may share the
// vectors of parameters and gradients (training-memory.ts).
import type { Arithmetic } from '../wasm-module.ts';
import { createArena } from './arena.ts';
import { checkPlanOptions } from './check-layer.ts';
import { elements } from './layer-spec.ts';
import { areFinite, type LanePart, lanePlaces, type PlanLayer, type StepRandomness } from './plan-layer.ts';
import { layOutPlan, type PlanShape } from './plan-layout.ts';
import type { Evaluation, Samples, Totals } from './samples.ts';
import {
  checkTrainingMemory,
  createTrainingMemory,
  memoryOptions,
  type TrainingMemory,
} from './training-memory.ts';
import { type VectorViews, viewVectors } from './training-vectors.ts';
import { bindUpdates, type Updates } from './update.ts';

/** The network, the memory it works in, and the arithmetic. */
export interface TrainingPlanOptions extends PlanShape {
  /** Where the vectors are; a memory of its own, with one lane, by default. */
  readonly memory?: TrainingMemory;
  readonly arithmetic?: Arithmetic;
}

export interface GradientOptions extends StepRandomness {
  /** Weight of each sample in the gradient; 1 / batch size for the mean. */
  readonly scale: number;
  /** Whose gradients the rows make up, in their order. One part over all rows, into the first lane, by default. */
  readonly parts?: readonly LanePart[];
}

/** What a plan finds when it looks for the first number that is none. */
export interface NotFinite {
  /** Place of the layer among the plan's, from 0. */
  readonly layer: number;
  readonly what: 'weights' | 'output';
}

export interface TrainingPlan extends VectorViews, Updates {
  readonly microBatch: number;
  readonly classes: number;
  /** Bytes of the memory, everything in it included. */
  readonly bytes: number;
  /** Forward and backward; each part's lane gets the gradient of the cross-entropy, summed over its samples times `scale`. */
  gradient(samples: Samples, options: GradientOptions): Totals[];
  /** Forward only, without dropout. */
  evaluate(samples: Samples): Evaluation;
  /** Probabilities [samples, classes]. */
  predict(samples: Pick<Samples, 'images' | 'indices'>): Float32Array;
  /** The first layer with a NaN or an infinity on these samples, if there is one. */
  firstNotFinite(
    samples: Pick<Samples, 'images' | 'indices'>,
    randomness: StepRandomness,
  ): NotFinite | undefined;
}

/** @throws KernelError INVALID_ARGUMENT; UNSUPPORTED where the layers do not fit together; OUT_OF_MEMORY */
export function createTrainingPlan(options: TrainingPlanOptions): TrainingPlan {
  checkPlanOptions('createTrainingPlan', options, ['memory', ...memoryOptions]);
  const { memory: given, ...shape } = options;
  if (given !== undefined) checkTrainingMemory('memory', given);
  const { arithmetic = 'deterministic', microBatch } = options;
  const { memory, vectors } = given ?? createTrainingMemory(shape);
  const arena = createArena({ memory, arithmetic });
  const { images, loss, layers, classes } = layOutPlan(arena, { ...shape, vectors });
  const { output } = layers[layers.length - 1];

  function forward(samples: Pick<Samples, 'images' | 'indices'>, randomness?: StepRandomness): void {
    images.load(samples);
    for (const layer of layers) layer.forward(samples.indices.length, randomness);
  }

  function predict(samples: Pick<Samples, 'images' | 'indices'>): Float32Array {
    forward(samples);
    return new Float32Array(memory.buffer, output.values, samples.indices.length * classes).slice();
  }

  return {
    microBatch,
    classes,
    ...viewVectors(memory, vectors),
    bytes: memory.buffer.byteLength,
    gradient(samples, { scale, parts, ...randomness }) {
      const rows = samples.indices.length;
      const places = lanePlaces(parts ?? [{ lane: 0, rows, accumulate: false }], vectors);
      forward(samples, randomness);
      const totals = loss.totals(samples, output.values, places, { address: output.gradient, scale });
      for (const layer of layers.toReversed()) layer.backward(rows, places);
      return totals;
    },
    evaluate(samples) {
      const probabilities = predict(samples);
      const [totals] = loss.totals(samples, output.values, [{ first: 0, rows: samples.indices.length }]);
      return { ...totals, probabilities };
    },
    predict,
    ...bindUpdates(arena.kernels, vectors),
    firstNotFinite(samples, randomness) {
      forward(samples, randomness);
      return firstNotFinite(memory, layers, samples.indices.length);
    },
  };
}

function firstNotFinite(
  memory: WebAssembly.Memory,
  layers: readonly PlanLayer[],
  rows: number,
): NotFinite | undefined {
  for (const [index, layer] of layers.entries()) {
    const { weights, output } = layer;
    const isSound = weights.every(({ values, count }) => areFinite(memory, values, count));
    if (!isSound) return { layer: index, what: 'weights' };
    const hasFiniteOutputs = layer.hasFiniteOutputs
      ? layer.hasFiniteOutputs(rows)
      : areFinite(memory, output.values, rows * elements(output.shape));
    if (!hasFiniteOutputs) return { layer: index, what: 'output' };
  }
  return undefined;
}
