// A training plan: a sequential network laid out once in a WebAssembly memory of its own, then run step after step
// without allocating anything. It knows nothing of tfjs, so that a worker can run one.
import { KernelError } from '../kernel-error.ts';
import type { Arithmetic } from '../wasm-module.ts';
import { createArena } from './arena.ts';
import { buildLayers } from './build-layers.ts';
import { type FlatVectors, flatVectors } from './flat-vectors.ts';
import type { LayerSpec } from './layer-spec.ts';
import type { StepRandomness } from './plan-layer.ts';
import { crossEntropy, imageInput, type Samples, type Totals } from './samples.ts';

export interface TrainingPlanOptions {
  /** [height, width, channels] of an image. */
  readonly inputShape: readonly [number, number, number];
  readonly layers: readonly LayerSpec[];
  /** Most images that one call takes; memory grows with it. */
  readonly microBatch: number;
  readonly arithmetic?: Arithmetic;
}

export interface GradientOptions extends StepRandomness {
  /** Weight of each sample in the gradient; 1 / batch size for the mean. */
  readonly scale: number;
  /** Add to the gradients that are there (true) or begin anew. */
  readonly accumulate: boolean;
}

export interface AdamOptions {
  /** The step size with the bias corrections in it: learningRate * sqrt(1 - beta2^t) / (1 - beta1^t). */
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

export interface TrainingPlan {
  readonly microBatch: number;
  readonly classes: number;
  /** All weights in Keras' order, flat; a view on the plan's memory. */
  readonly parameters: Float32Array;
  /** Their gradients, in the same order. */
  readonly gradients: Float32Array;
  /** Adam's running means of gradients and of their squares. */
  readonly moments: readonly [Float32Array, Float32Array];
  /** Bytes of the plan's memory. */
  readonly bytes: number;
  /** Forward and backward; the gradient of the categorical cross-entropy, summed over the samples times `scale`. */
  gradient(samples: Samples, options: GradientOptions): Totals;
  /** Forward only, without dropout. */
  evaluate(samples: Samples): Totals;
  /** Probabilities [samples, classes]. */
  predict(samples: Pick<Samples, 'images' | 'indices'>): Float32Array;
  /** Puts the gradients aside, so that others can be computed. */
  setAside(): void;
  /** Adds the gradients to those put aside: gradients = aside + gradients. */
  addAside(): void;
  /** One step of Adam with the gradients that are there. */
  adam(options: AdamOptions): void;
}

/** @throws KernelError UNSUPPORTED where the layers do not fit together; OUT_OF_MEMORY */
export function createTrainingPlan(options: TrainingPlanOptions): TrainingPlan {
  const { arena, flat, images, loss, layers, classes } = layOut(options);
  const { kernels, memory } = arena;
  const { output } = layers[layers.length - 1];
  const backwards = [...layers].reverse();

  function forward(samples: Pick<Samples, 'images' | 'indices'>, randomness?: StepRandomness): void {
    images.load(samples);
    for (const layer of layers) layer.forward(samples.indices.length, randomness);
  }

  return {
    microBatch: options.microBatch,
    classes,
    ...vectorViews(memory, flat),
    bytes: memory.buffer.byteLength,
    gradient(samples, { scale, accumulate, ...randomness }) {
      forward(samples, randomness);
      const totals = loss.totals(samples, output.values, { address: output.gradient, scale });
      for (const layer of backwards) layer.backward(samples.indices.length, accumulate);
      return totals;
    },
    evaluate(samples) {
      forward(samples);
      return loss.totals(samples, output.values);
    },
    predict(samples) {
      forward(samples);
      return new Float32Array(memory.buffer, output.values, samples.indices.length * classes).slice();
    },
    setAside: () => kernels.copy(flat.aside, flat.gradients, flat.count),
    addAside: () => kernels.add(flat.gradients, flat.aside, flat.count),
    adam: ({ rate, beta1, beta2, epsilon }) => {
      const { parameters, gradients, means, squares, count } = flat;
      kernels.adam(parameters, gradients, means, squares, count, rate, beta1, beta2, epsilon);
    },
  };
}

// Every place that the plan will ever use, in one memory.
function layOut({
  inputShape,
  layers: specs,
  microBatch,
  arithmetic = 'deterministic',
}: TrainingPlanOptions) {
  const classes = classesOf(specs);
  const arena = createArena(arithmetic);
  const flat = flatVectors(arena, specs, inputShape);
  const images = imageInput(arena, inputShape, microBatch);
  const loss = crossEntropy(arena, classes, microBatch);
  const input = { values: images.values, gradient: 0, shape: inputShape };
  const layers = buildLayers({ arena, specs, flat, microBatch, input });
  arena.scratch();
  return { arena, flat, images, loss, layers, classes };
}

function classesOf(specs: readonly LayerSpec[]): number {
  const last = specs[specs.length - 1];
  if (last?.kind === 'dense' && last.activation === 'softmax') return last.units;
  throw new KernelError('UNSUPPORTED', "A training plan ends with a dense layer with activation 'softmax'.");
}

function vectorViews(
  { buffer }: WebAssembly.Memory,
  flat: FlatVectors,
): Pick<TrainingPlan, 'parameters' | 'gradients' | 'moments'> {
  const view = (address: number) => new Float32Array(buffer, address, flat.count);
  return {
    parameters: view(flat.parameters),
    gradients: view(flat.gradients),
    moments: [view(flat.means), view(flat.squares)],
  };
}
