// A training plan: a sequential network laid out once in a WebAssembly memory of its own, then run step after step
// without allocating anything. It knows nothing of tfjs, so that a worker can run one.
import { KernelError } from '../kernel-error.ts';
import type { Arithmetic } from '../wasm-module.ts';
import { type Arena, createArena } from './arena.ts';
import { conv2dLayer } from './conv2d-layer.ts';
import { denseLayer } from './dense-layer.ts';
import { dropoutLayer } from './dropout-layer.ts';
import { elements, type LayerSpec, layerShapes } from './layer-spec.ts';
import { maxPoolLayer } from './max-pool-layer.ts';
import type { Activations, LayerSite, PlanLayer, StepRandomness, Weights } from './plan-layer.ts';

export interface TrainingPlanOptions {
  /** [height, width, channels] of an image. */
  readonly inputShape: readonly [number, number, number];
  readonly layers: readonly LayerSpec[];
  /** Most images that one call takes; memory grows with it. */
  readonly microBatch: number;
  readonly arithmetic?: Arithmetic;
}

/** Images by their place in a data set that stays as it is: bytes [n, height, width, channels], labels [n]. */
export interface Samples {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** Which ones, at most microBatch. */
  readonly indices: ArrayLike<number>;
}

export interface GradientOptions extends StepRandomness {
  /** Weight of each sample in the gradient; 1 / batch size for the mean. */
  readonly scale: number;
  /** Add to the gradients that are there (true) or begin anew. */
  readonly accumulate: boolean;
}

/** Sum of the losses, and how many were right. */
export interface Totals {
  readonly loss: number;
  readonly correct: number;
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
  const { inputShape, layers: specs, microBatch, arithmetic = 'deterministic' } = options;
  const last = specs[specs.length - 1];
  if (last?.kind !== 'dense' || last.activation !== 'softmax') {
    throw new KernelError(
      'UNSUPPORTED',
      "A training plan ends with a dense layer with activation 'softmax'.",
    );
  }
  const arena = createArena(arithmetic);
  const flat = flatVectors(arena, specs, inputShape);
  const imageSize = elements(inputShape);
  const bytes = arena.allocate(microBatch * imageSize);
  const labelBytes = arena.allocate(microBatch);
  const totals = arena.allocate(16);
  const input = arena.allocate(microBatch * imageSize * 4);
  const layers = buildLayers({
    arena,
    specs,
    flat,
    microBatch,
    input: { values: input, gradient: 0, shape: inputShape },
  });
  const output = layers[layers.length - 1].output;
  const classes = last.units;
  arena.scratch();

  const { kernels, memory } = arena;
  const floats = (address: number, count: number) => new Float32Array(memory.buffer, address, count);
  const byteView = new Uint8Array(memory.buffer);
  const totalsView = new Float64Array(memory.buffer, totals, 2);

  function forward(images: Uint8Array, indices: ArrayLike<number>, randomness?: StepRandomness): void {
    for (let row = 0; row < indices.length; row++) {
      const from = indices[row] * imageSize;
      byteView.set(images.subarray(from, from + imageSize), bytes + row * imageSize);
    }
    kernels.scaleBytes(bytes, indices.length * imageSize, input);
    for (const layer of layers) layer.forward(indices.length, randomness);
  }

  function loss({ labels, indices }: Samples, scale: number, gradient: number): Totals {
    for (let row = 0; row < indices.length; row++) byteView[labelBytes + row] = labels[indices[row]];
    totalsView.fill(0);
    kernels.crossEntropy(output.values, labelBytes, indices.length, classes, scale, gradient, totals);
    return { loss: totalsView[0], correct: totalsView[1] };
  }

  return {
    microBatch,
    classes,
    parameters: floats(flat.parameters, flat.count),
    gradients: floats(flat.gradients, flat.count),
    moments: [floats(flat.means, flat.count), floats(flat.squares, flat.count)],
    bytes: memory.buffer.byteLength,
    gradient(samples, { scale, accumulate, ...randomness }) {
      forward(samples.images, samples.indices, randomness);
      const result = loss(samples, scale, output.gradient);
      for (let index = layers.length - 1; index >= 0; index--)
        layers[index].backward(samples.indices.length, accumulate);
      return result;
    },
    evaluate(samples) {
      forward(samples.images, samples.indices);
      return loss(samples, 0, 0);
    },
    predict({ images, indices }) {
      forward(images, indices);
      return floats(output.values, indices.length * classes).slice();
    },
    setAside() {
      byteView.copyWithin(flat.aside, flat.gradients, flat.gradients + flat.count * 4);
    },
    addAside() {
      kernels.add(flat.gradients, flat.aside, flat.count);
    },
    adam({ rate, beta1, beta2, epsilon }) {
      const { parameters, gradients, means, squares, count } = flat;
      kernels.adam(parameters, gradients, means, squares, count, rate, beta1, beta2, epsilon);
    },
  };
}

interface FlatVectors {
  readonly count: number;
  readonly parameters: number;
  readonly gradients: number;
  readonly means: number;
  readonly squares: number;
  readonly aside: number;
}

function flatVectors(arena: Arena, specs: readonly LayerSpec[], inputShape: readonly number[]): FlatVectors {
  let count = 0;
  let shape = inputShape;
  for (const spec of specs) {
    const { out, weights } = layerShapes(spec, shape);
    for (const weight of weights) count += elements(weight);
    shape = out;
  }
  const vector = () => arena.allocate(count * 4);
  return {
    count,
    parameters: vector(),
    gradients: vector(),
    means: vector(),
    squares: vector(),
    aside: vector(),
  };
}

interface Site {
  readonly arena: Arena;
  readonly specs: readonly LayerSpec[];
  readonly flat: FlatVectors;
  readonly microBatch: number;
  readonly input: Activations;
}

function buildLayers({ arena, specs, flat, microBatch, input: first }: Site): PlanLayer[] {
  const layers: PlanLayer[] = [];
  let input = first;
  let offset = 0;
  specs.forEach((spec, index) => {
    const weights = layerShapes(spec, input.shape).weights.map((shape): Weights => {
      const place = {
        values: flat.parameters + offset,
        gradient: flat.gradients + offset,
        count: elements(shape),
      };
      offset += place.count * 4;
      return place;
    });
    if (spec.kind === 'flatten') {
      input = { ...input, shape: [elements(input.shape)] };
      return;
    }
    const layer = buildLayer(spec, { arena, input, weights, microBatch }, index === specs.length - 1);
    layers.push(layer);
    input = layer.output;
  });
  return layers;
}

function buildLayer(
  spec: Exclude<LayerSpec, { kind: 'flatten' }>,
  site: LayerSite,
  isLast: boolean,
): PlanLayer {
  switch (spec.kind) {
    case 'conv2d':
      return conv2dLayer(spec, site);
    case 'maxPool2d':
      return maxPoolLayer(spec, site);
    case 'dropout':
      return dropoutLayer(spec, site);
    case 'dense':
      return denseLayer(spec, site, { gradientByLogits: isLast });
    default:
      throw spec satisfies never;
  }
}
